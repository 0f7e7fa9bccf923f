import { and, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { type DossierRow, factsOf, findDossier } from "#modules/dossiers/service/load.server.ts";
import { events } from "./events.server.ts";
import { assertUnderAdvice } from "./load.server.ts";
import { type ConsultFilePurpose, consultFilePurposes } from "./model.ts";
import { type PartIn, partIn } from "./parties.server.ts";
import { consultFiles } from "./schema.server.ts";

/** A content as it is served: by whom it may be asked is settled. */
export type KeptFile = {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  readonly title: string;
};

/** Who may send a file for what: a survey is a consultant's, a result may also come to the office. */
const senders = {
  surveyPhoto: ["consultant"],
  signature: ["consultant"],
  labResult: ["consultant", "office"],
} as const satisfies Record<ConsultFilePurpose, readonly PartIn[]>;

/**
 * Examines a file and keeps it for the dossier under review. The same file sent again is the
 * same file. Throws the refusal of the intake; pictures and signatures must be pictures, a
 * result a PDF or a picture.
 */
export async function keepConsultFile(
  db: Db,
  files: FileStore,
  actor: UserActor,
  wanted: { dossierId: string; purpose: ConsultFilePurpose; content: Blob },
): Promise<{ digest: string }> {
  const { dossierId, purpose, content } = wanted;
  // Asked before the examination, which is work, and again with the row locked.
  await maySend(db, actor, dossierId, purpose);
  const examined = await examineFile(new Uint8Array(await content.arrayBuffer()));
  if (examined.kind !== "image" && (purpose !== "labResult" || examined.kind !== "pdf"))
    throw new AppError("unsupportedType", {
      vi: purpose === "labResult" ? "Chỉ nhận bản PDF hoặc ảnh chụp." : "Chỉ nhận ảnh.",
    });
  const stored = await files.put(examined.bytes);
  await db.transaction(async (tx) => {
    const row = await maySend(tx, actor, dossierId, purpose, { lock: true });
    await recordFile(tx, stored, examined.mediaType);
    const kept = await tx
      .insert(consultFiles)
      .values({ dossierId, purpose, digest: stored.digest, storedBy: actor.userId })
      .onConflictDoNothing()
      .returning({ digest: consultFiles.digest });
    if (kept.length === 0) return;
    await appendAudit(tx, events.fileKept, {
      ...factsOf(actor, row),
      details: { purpose, digest: stored.digest },
    });
  });
  return { digest: stored.digest };
}

async function maySend(
  db: Db,
  actor: UserActor,
  dossierId: string,
  purpose: ConsultFilePurpose,
  options: { lock?: boolean } = {},
): Promise<DossierRow> {
  const row = await findDossier(db, dossierId, options);
  const part = await partIn(db, actor, row);
  const allowed: readonly PartIn[] = senders[purpose];
  if (!allowed.includes(part)) throw new AppError("forbidden", { denied: "consult.keepFile" });
  assertUnderAdvice(row, row.stage ?? "");
  return row;
}

/** Refuses contents that were not taken in for this dossier and purpose. */
export async function assertKept(
  tx: Db,
  dossierId: string,
  purpose: ConsultFilePurpose,
  digests: readonly string[],
): Promise<void> {
  const wanted = [...new Set(digests)];
  if (wanted.length === 0) return;
  const found = await tx.$count(
    consultFiles,
    and(
      eq(consultFiles.dossierId, dossierId),
      eq(consultFiles.purpose, purpose),
      inArray(consultFiles.digest, wanted),
    ),
  );
  if (found !== wanted.length)
    throw new AppError("invalid", {
      fields: { [purpose]: `${consultFilePurposes[purpose]}: có tệp chưa được gửi lên.` },
    });
}

/** A file of a review, for who takes part in it; `notFound` for any other content. */
export async function getConsultFile(
  db: Db,
  actor: UserActor,
  { dossierId, digest }: { dossierId: string; digest: string },
): Promise<KeptFile> {
  const row = await findDossier(db, dossierId);
  await partIn(db, actor, row);
  const [file] = await db
    .select({
      purpose: consultFiles.purpose,
      size: storedFiles.size,
      mediaType: storedFiles.mediaType,
    })
    .from(consultFiles)
    .innerJoin(storedFiles, eq(storedFiles.digest, consultFiles.digest))
    .where(and(eq(consultFiles.dossierId, row.id), eq(consultFiles.digest, digest)))
    .limit(1);
  if (!file)
    throw new AppError("notFound", {
      denied: "council.seeConsult",
      vi: "Không có tệp này trong hồ sơ thẩm tra.",
    });
  const { purpose, size, mediaType } = file;
  return { digest, size, mediaType, title: consultFilePurposes[purpose] };
}

/** Size and type of a stored content; `notFound` for one that the store does not list. */
export async function storedFileOf(db: Db, digest: string): Promise<Omit<KeptFile, "title">> {
  const [file] = await db.select().from(storedFiles).where(eq(storedFiles.digest, digest));
  if (!file) throw new AppError("notFound", { vi: "Không có tệp này." });
  const { size, mediaType } = file;
  return { digest, size, mediaType };
}
