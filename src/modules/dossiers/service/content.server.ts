import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { SectionName } from "../forms/definitions.ts";
import type { SectionData } from "../forms/fields.ts";
import type { FilePurpose } from "../model.ts";
import { dossierAnswers, dossierEvidence, dossierSections } from "../schema.server.ts";
import { dossierFiles, dossierSamples } from "../desk/schema.server.ts";

/** An answer as it stands. `option` null: only a note. */
export type KeptAnswer = {
  criterion: string;
  option: number | null;
  note: string | null;
  version: number;
};

/** The answers of a dossier. Rights are the caller's business, here and below. */
export function listAnswers(db: Db, dossierId: string): Promise<KeptAnswer[]> {
  return db
    .select({
      criterion: dossierAnswers.criterion,
      option: dossierAnswers.option,
      note: dossierAnswers.note,
      version: dossierAnswers.version,
    })
    .from(dossierAnswers)
    .where(eq(dossierAnswers.dossierId, dossierId))
    .orderBy(asc(dossierAnswers.criterion));
}

/** The option numbers by criterion, as the engine takes them. */
export function choicesOf(answers: readonly KeptAnswer[]): Record<string, number> {
  return Object.fromEntries(
    answers.flatMap(({ criterion, option }) => (option === null ? [] : [[criterion, option]])),
  );
}

/** Which papers back which criteria. */
export function listEvidence(
  db: Db,
  dossierId: string,
): Promise<{ criterion: string; paperId: string }[]> {
  return db
    .select({ criterion: dossierEvidence.criterion, paperId: dossierEvidence.paperId })
    .from(dossierEvidence)
    .where(eq(dossierEvidence.dossierId, dossierId))
    .orderBy(asc(dossierEvidence.criterion), asc(dossierEvidence.attachedAt));
}

export type KeptSection = { data: SectionData; version: number };

/** The written parts that have been begun. */
export async function listSections(
  db: Db,
  dossierId: string,
): Promise<Partial<Record<SectionName, KeptSection>>> {
  const rows = await db
    .select()
    .from(dossierSections)
    .where(eq(dossierSections.dossierId, dossierId));
  return Object.fromEntries(rows.map(({ section, data, version }) => [section, { data, version }]));
}

export type SampleEntry = typeof dossierSamples.$inferSelect;

/** The custody log of the samples, and how many the offices hold. */
export async function listSamples(
  db: Db,
  dossierId: string,
): Promise<{ entries: SampleEntry[]; held: number; received: number }> {
  const entries = await db
    .select()
    .from(dossierSamples)
    .where(eq(dossierSamples.dossierId, dossierId))
    .orderBy(asc(dossierSamples.seq));
  const sum = (act: string) =>
    entries.reduce((total, entry) => total + (entry.act === act ? entry.quantity : 0), 0);
  const received = sum("received");
  return { entries, received, held: received - sum("returned") - sum("used") };
}

/** Refuses contents that nobody kept for this dossier and purpose: a digest alone is no right. */
export async function requireKept(
  tx: Db,
  dossierId: string,
  purpose: FilePurpose,
  digests: readonly string[],
): Promise<void> {
  const wanted = [...new Set(digests)];
  if (wanted.length === 0) return;
  const kept = await tx.$count(
    dossierFiles,
    and(
      eq(dossierFiles.dossierId, dossierId),
      eq(dossierFiles.purpose, purpose),
      inArray(dossierFiles.digest, wanted),
    ),
  );
  if (kept < wanted.length)
    throw new AppError("invalid", {
      fields: { [purpose]: "Tệp này chưa được lưu cho hồ sơ. Hãy gửi lại tệp." },
    });
}
