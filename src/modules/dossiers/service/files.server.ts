import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { events } from "../events.server.ts";
import type { FilePurpose } from "../model.ts";
import { dossierFiles } from "../desk/schema.server.ts";
import { reviewDesk } from "./commune.server.ts";
import { onBehalf } from "./confirm.server.ts";
import { type DossierRow, factsOf, findDossier } from "./load.server.ts";

export type SentFile = {
  readonly dossierId: string;
  readonly purpose: FilePurpose;
  readonly content: Blob;
};

/**
 * Examines a file and keeps it for a dossier, for the office that may use it now: photos and
 * signed papers of the report for the desk that writes it, the producer's signature sheet for who
 * files on its behalf. The same file sent again is the same file. Throws the refusal of the
 * intake; a photo must be a picture, a signed paper a PDF or a picture.
 */
export async function keepDossierFile(
  db: Db,
  files: FileStore,
  actor: UserActor,
  { dossierId, purpose, content }: SentFile,
): Promise<{ digest: string }> {
  // Asked before the examination, which is work, and again with the row locked.
  await mayKeep(db, actor, dossierId, purpose);
  const examined = await examineFile(new Uint8Array(await content.arrayBuffer()));
  if (examined.kind !== "image" && (purpose === "visitPhoto" || examined.kind !== "pdf"))
    throw new AppError("unsupportedType", {
      vi:
        purpose === "visitPhoto"
          ? "Chỉ nhận ảnh của buổi kiểm tra."
          : "Hãy gửi bản quét PDF hoặc ảnh chụp bản đã ký.",
    });
  const stored = await files.put(examined.bytes);
  await db.transaction(async (tx) => {
    const row = await mayKeep(tx, actor, dossierId, purpose);
    await recordFile(tx, stored, examined.mediaType);
    const kept = await tx
      .insert(dossierFiles)
      .values({ dossierId, purpose, digest: stored.digest, storedBy: actor.userId })
      .onConflictDoNothing()
      .returning({ digest: dossierFiles.digest });
    if (kept.length === 0) return;
    await appendAudit(tx, events.fileKept, {
      ...factsOf(actor, row),
      details: { purpose, digest: stored.digest },
    });
  });
  return { digest: stored.digest };
}

async function mayKeep(
  db: Db,
  actor: UserActor,
  dossierId: string,
  purpose: FilePurpose,
): Promise<DossierRow> {
  if (purpose === "signatureSheet") return onBehalf(db, actor, dossierId);
  const row = await findDossier(db, dossierId, { lock: true });
  await reviewDesk(db, actor, row);
  return row;
}
