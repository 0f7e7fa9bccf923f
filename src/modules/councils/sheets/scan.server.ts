import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { eq } from "drizzle-orm";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { authorise, itemSubjectOf, type LoadedItem, scoringSeats } from "../service/load.server.ts";
import { readPaperSheet } from "./paper.server.ts";
import { findSheet, itemOfSession } from "./right.server.ts";

type Address = { readonly sessionId: string; readonly itemId: string };

/** Examines the scan of a paper sheet and keeps it: for the session's secretary. A picture or a PDF; `invalid` without one. */
export async function keepScan(
  db: Db,
  files: FileStore,
  actor: UserActor,
  { content, ...address }: Address & { readonly content: Blob | null },
): Promise<{ digest: string }> {
  const loaded = await itemOfSession(db, address);
  authorise(actor, "run", itemSubjectOf(loaded));
  if (!content)
    throw new AppError("invalid", { fields: { scan: "Hãy chọn bản quét hoặc ảnh chụp phiếu." } });
  const examined = await examineFile(new Uint8Array(await content.arrayBuffer()));
  if (examined.kind !== "image" && examined.kind !== "pdf")
    throw new AppError("unsupportedType", { vi: "Bản quét phải là ảnh hoặc tệp PDF." });
  const stored = await files.put(examined.bytes);
  await db.transaction((tx) => recordFile(tx, stored, examined.mediaType));
  return { digest: stored.digest };
}

/** The scan behind an entered sheet, for the one who compares it. */
export async function readScan(
  db: Db,
  actor: UserActor,
  { memberId, ...address }: Address & { readonly memberId: string },
): Promise<{ digest: string; mediaType: string; size: number; title: string }> {
  const { item } = await itemOfSession(db, address);
  const place = { ...address, round: Math.max(1, item.roundNo), memberId };
  const { sheet } = await readPaperSheet(db, actor, place);
  const [file] = await db
    .select()
    .from(storedFiles)
    .where(eq(storedFiles.digest, sheet.scanDigest ?? ""));
  if (!file) throw new AppError("notFound", { vi: "Không có bản quét này." });
  return { ...file, title: "phieu-danh-gia" };
}

/** A member's sheet on the secretary's list: where it stands, never what it says. */
export type PaperRow = {
  readonly memberId: string;
  readonly name: string;
  readonly seat: number;
  readonly state: "none" | "open" | "entered" | "signed";
  /** Whether the asker entered it, and so may not compare it. */
  readonly isMine: boolean;
};

/** Whose sheets of a round are in, for entering and comparing those on paper. */
export async function listPaperSheets(
  db: Db,
  actor: UserActor,
  address: Address,
): Promise<{ loaded: LoadedItem; round: number; rows: readonly PaperRow[] }> {
  const loaded = await itemOfSession(db, address);
  authorise(actor, "seeItem", itemSubjectOf(loaded));
  const round = Math.max(1, loaded.item.roundNo);
  const seats = scoringSeats(loaded);
  const names = await namesOfAccounts(
    db,
    seats.map(({ userId }) => userId),
  );
  const rows: PaperRow[] = [];
  for (const { userId, seat } of seats) {
    const sheet = await findSheet(db, { itemId: address.itemId, round, userId });
    const { state = "none", enteredBy = null } = sheet ?? {};
    rows.push({
      memberId: userId,
      name: names.get(userId) ?? "",
      seat,
      state: state === "open" && enteredBy !== null ? "entered" : state,
      isMine: enteredBy === actor.userId,
    });
  }
  return { loaded, round, rows };
}
