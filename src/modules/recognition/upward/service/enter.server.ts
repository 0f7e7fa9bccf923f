import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { enterUpperResult } from "#modules/councils/service/upper-result.server.ts";
import { lastUpperResult } from "#modules/councils/service/standing.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { findDossier, procedureOf } from "#modules/dossiers/service/load.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import { authorityOf } from "../../service/drafts.server.ts";
import type { Issued } from "../../service/issue.server.ts";
import { storeCopy } from "../../service/copy.server.ts";
import { recordDecision } from "../../service/record.server.ts";
import { EnterBelow, EnterRecognised } from "../inputs.ts";
import { upwardItems } from "../schema.server.ts";
import { authorisedLetter, itemsOfLetter, type LetterRow } from "./load.server.ts";

type Storage = { readonly db: Db; readonly files: FileStore };

const missing = { vi: "Văn bản này không có sản phẩm đó." };

/** A letter that has gone out, for an entry of what came back. */
async function sentLetter(db: Db, actor: UserActor, id: string): Promise<LetterRow> {
  const letter = await authorisedLetter(db, actor, "record", id);
  if (letter.state !== "issued")
    throw new AppError("conflict", {
      vi: "Văn bản chưa ban hành nên chưa có kết quả của cấp trên.",
    });
  return letter;
}

function requireAfter(letter: LetterRow, day: string, field: string): void {
  if (letter.signedOn === null || day >= letter.signedOn) return;
  const vi = `Ngày không được trước ngày của Văn bản số ${letter.numberText} (${formatDay(letter.signedOn)}).`;
  throw new AppError("unprocessable", { vi, fields: { [field]: vi } });
}

/**
 * Enters the decision with which the Ministry recognises products of a letter, under its own
 * number and day and with its copy: their recognitions and certificates follow, and the dossiers
 * end. The star is the one that the level above recognises. Throws as `recordDecision` does.
 */
export async function enterRecognised(
  storage: Storage,
  actor: UserActor,
  input: EnterRecognised,
  scan: Blob | null,
): Promise<Issued & { readonly id: string }> {
  const { letterId, dossierIds, certificateNumbers, ...asked } = parseInput(EnterRecognised, input);
  const { db } = storage;
  const letter = await sentLetter(db, actor, letterId);
  requireAfter(letter, asked.signedOn, "signedOn");
  const sent = new Set((await itemsOfLetter(db, letter.id)).map(({ dossierId }) => dossierId));
  const rows = await findDossiers(db, dossierIds);
  const { issuer } = await authorityOf(db, "central", letter.provinceCode);
  const on = await today(db);
  const items = dossierIds.map((dossierId) => {
    const row = rows.get(dossierId);
    if (!row || !sent.has(dossierId)) throw new AppError("notFound", missing);
    const stage = stageOf(procedureOf(row, on).path, row.stage);
    const stars = stage?.level === "central" ? (stage.recognises ?? []).at(-1) : undefined;
    if (row.state !== "forwardedUp" || stars === undefined)
      throw new AppError("conflict", {
        vi: `${row.productName}: hồ sơ không còn ở cấp trên. Hãy tải lại trang.`,
      });
    return {
      productId: row.productId,
      dossierId,
      stars,
      certificateNumber: certificateNumbers[dossierId] ?? null,
      productCode: null,
      expiresOn: null,
    };
  });
  return recordDecision(
    storage,
    actor,
    {
      ...asked,
      items,
      regime: letter.regime,
      level: "central",
      districtCode: null,
      issuer,
      title: "Công nhận sản phẩm OCOP cấp quốc gia",
    },
    scan,
  );
}

/**
 * Enters the result of the Ministry's council that was not enough for the Ministry, from the
 * letter that tells it and with that letter's copy: the dossier comes back to the province, which
 * decides on it or evaluates it once more (26/2026/QĐ-TTg, article 7.4). Throws as
 * `enterUpperResult` and `storeCopy` do; `invalid` without a copy.
 */
export async function enterBelow(
  { db, files }: Storage,
  actor: UserActor,
  input: EnterBelow,
  scan: Blob | null,
): Promise<void> {
  const {
    letterId,
    dossierId,
    copyConfirmed: isConfirmed,
    ...told
  } = parseInput(EnterBelow, input);
  const letter = await sentLetter(db, actor, letterId);
  requireAfter(letter, told.letterOn, "letterOn");
  if (told.letterOn > (await today(db))) {
    const vi = "Ngày của văn bản không được sau hôm nay.";
    throw new AppError("unprocessable", { vi, fields: { letterOn: vi } });
  }
  if (!(await itemsOfLetter(db, letter.id)).some((item) => item.dossierId === dossierId))
    throw new AppError("notFound", missing);
  if (scan === null)
    throw new AppError("invalid", {
      fields: { scan: "Hãy gửi kèm bản văn bản thông báo kết quả." },
    });
  const copy = await storeCopy(files, scan, {
    numberText: told.letterNumber,
    signedOn: told.letterOn,
    isConfirmed,
  });
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    await recordFile(tx, copy.stored, copy.mediaType);
    await enterUpperResult(tx, actor, row, { ...told, copyDigest: copy.stored.digest });
  });
}

/** The copy of the letter that told a result of a product of this letter; null where none was entered. */
export async function toldCopy(
  db: Db,
  actor: UserActor,
  { letterId, dossierId }: { letterId: string; dossierId: string },
): Promise<{ digest: string; title: string } | null> {
  const letter = await authorisedLetter(db, actor, "see", letterId);
  const items = await db
    .select({ id: upwardItems.dossierId })
    .from(upwardItems)
    .where(eq(upwardItems.letterId, letter.id));
  if (!items.some(({ id }) => id === dossierId)) return null;
  const told = await lastUpperResult(db, dossierId);
  return told && { digest: told.copyDigest, title: `Văn bản số ${told.letterNumber}` };
}
