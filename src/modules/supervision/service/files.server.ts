import { and, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { events } from "../events.server.ts";
import { Digest, type FilePurpose, filePurposes } from "../model.ts";
import { inspectionFiles } from "../schema.server.ts";
import { inspectionSteps, next } from "../states.ts";
import {
  auditFacts,
  authorisedInspection,
  type InspectionRow,
  requireLead,
  wrongStep,
} from "./load.server.ts";

/**
 * Examines a picture of a visit and keeps it for the inspection, for who leads it, until it is
 * concluded. The same picture sent again is the same. Throws the refusal of the intake.
 */
export async function keepVisitFile(
  db: Db,
  files: FileStore,
  actor: UserActor,
  sent: { inspectionId: string; purpose: "visitPhoto" | "signature"; content: Blob },
): Promise<{ digest: string }> {
  const may = async (on: Db, lock: boolean) => {
    const row = await authorisedInspection(on, actor, "inspect", sent.inspectionId, { lock });
    requireLead(actor, row);
    if (next(inspectionSteps.visit, row.state) === null) throw wrongStep();
    return row;
  };
  // Asked before the examination, which is work, and again with the row locked.
  await may(db, false);
  const taken = await takeIn(files, sent.content, ["image"]);
  await db.transaction(async (tx) => {
    const row = await may(tx, true);
    await keepFile(tx, actor, row, { purpose: sent.purpose, taken });
  });
  return { digest: taken.stored.digest };
}

/** A content in the store that no row names yet. */
export type Taken = {
  readonly stored: { readonly digest: string; readonly size: number };
  readonly mediaType: string;
};

/** Examines a content and puts it into the store; throws `unsupportedType` for another kind. */
export async function takeIn(
  files: FileStore,
  content: Blob,
  kinds: readonly ("image" | "pdf")[],
): Promise<Taken> {
  const examined = await examineFile(new Uint8Array(await content.arrayBuffer()));
  if (!kinds.some((kind) => kind === examined.kind))
    throw new AppError("unsupportedType", {
      vi: kinds.length === 1 ? "Chỉ nhận ảnh." : "Chỉ nhận ảnh hoặc tệp PDF.",
    });
  return { stored: await files.put(examined.bytes), mediaType: examined.mediaType };
}

/** Names a content as the inspection's; the caller has asked for the right and locked the row. */
export async function keepFile(
  tx: Db,
  actor: UserActor,
  row: InspectionRow,
  { purpose, taken }: { purpose: FilePurpose; taken: Taken },
): Promise<void> {
  const { stored, mediaType } = taken;
  await recordFile(tx, stored, mediaType);
  const kept = await tx
    .insert(inspectionFiles)
    .values({ inspectionId: row.id, purpose, digest: stored.digest, storedBy: actor.userId })
    .onConflictDoNothing()
    .returning({ digest: inspectionFiles.digest });
  if (kept.length > 0)
    await appendAudit(tx, events.fileKept, {
      ...auditFacts(actor, row),
      details: { purpose, digest: stored.digest },
    });
}

/** Refuses contents that were not taken in for this inspection and purpose. */
export async function assertKept(
  tx: Db,
  inspectionId: string,
  purpose: FilePurpose,
  digests: readonly string[],
): Promise<void> {
  const wanted = [...new Set(digests)];
  if (wanted.length === 0) return;
  const found = await tx.$count(
    inspectionFiles,
    and(
      eq(inspectionFiles.inspectionId, inspectionId),
      eq(inspectionFiles.purpose, purpose),
      inArray(inspectionFiles.digest, wanted),
    ),
  );
  if (found !== wanted.length)
    throw new AppError("invalid", {
      fields: { [purpose]: `${filePurposes[purpose]}: có tệp chưa được gửi lên.` },
    });
}

/** A content as it is served: by whom it may be asked is settled. */
export type KeptFile = {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  readonly title: string;
};

/** A content of an inspection by its digest; `notFound` for any other. Rights are the caller's. */
export async function fileOf(
  db: Db,
  inspectionId: string,
  digest: string,
  purposes: readonly FilePurpose[],
): Promise<KeptFile> {
  const [file] = Digest.safeParse(digest).success
    ? await db
        .select({
          purpose: inspectionFiles.purpose,
          size: storedFiles.size,
          mediaType: storedFiles.mediaType,
        })
        .from(inspectionFiles)
        .innerJoin(storedFiles, eq(storedFiles.digest, inspectionFiles.digest))
        .where(
          and(
            eq(inspectionFiles.inspectionId, inspectionId),
            eq(inspectionFiles.digest, digest),
            inArray(inspectionFiles.purpose, [...purposes]),
          ),
        )
        .limit(1)
    : [];
  if (!file)
    throw new AppError("notFound", {
      denied: "inspection.file",
      vi: "Không có tệp này trong lần kiểm tra.",
    });
  const { purpose, size, mediaType } = file;
  return { digest, size, mediaType, title: filePurposes[purpose] };
}
