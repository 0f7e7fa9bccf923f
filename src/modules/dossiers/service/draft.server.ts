import { and, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { isProducers } from "../access.ts";
import { paperFault } from "../completeness.ts";
import { events } from "../events.server.ts";
import { draftSchema, missingFields } from "../forms/fields.ts";
import { sectionsOf } from "../forms/definitions.ts";
import { ChangeSet, Evidence, SaveSection } from "../inputs.ts";
import { dossierAnswers, dossierEvidence, dossiers, dossierSections } from "../schema.server.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { setOnDay } from "./ground.server.ts";
import { type DossierRow, factsOf, procedureOf, setOf, takeForEditing } from "./load.server.ts";

/** An officer who writes for a producer leaves a trace; a producer's own draft is its own. */
async function traceOnBehalf(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  part: string,
): Promise<void> {
  if (!isProducers(actor, row))
    await appendAudit(tx, events.editedOnBehalf, { ...factsOf(actor, row), details: { part } });
}

function refuseStale(known: number | undefined, expected: number | undefined): void {
  if (expected !== undefined && (known ?? 0) !== expected) throw new AppError("stale");
}

/** The leaf criterion of a code; `invalid` beside the field when the set has none. */
export function leafOf(set: CompiledSet, criterion: string) {
  const leaf = set.leafByCode.get(criterion);
  if (!leaf)
    throw new AppError("invalid", {
      fields: { criterion: `Bộ sản phẩm này không có tiêu chí ${criterion}.` },
    });
  return leaf;
}

/**
 * Keeps boxes of a written part; boxes that are not sent stay as they were. Tells which required
 * ones are still empty. `invalid` with a message beside each wrong box, `stale`, `conflict`.
 */
export async function saveSection(
  db: Db,
  actor: UserActor,
  input: SaveSection,
): Promise<{ version: number; missing: string[] }> {
  const { dossierId, section: name, data, expectedVersion } = parseInput(SaveSection, input);
  return db.transaction(async (tx) => {
    const row = await takeForEditing(tx, actor, dossierId);
    const { procedure } = procedureOf(row, await today(tx));
    const section = sectionsOf(procedure, row.kind).find((one) => one.name === name);
    if (!section)
      throw new AppError("invalid", { fields: { section: "Hồ sơ này không có phần đó." } });
    const typed = parseInput(draftSchema(section.fields), data);
    const isOne = and(eq(dossierSections.dossierId, dossierId), eq(dossierSections.section, name));
    const [before] = await tx.select().from(dossierSections).where(isOne);
    refuseStale(before?.version, expectedVersion);
    const version = (before?.version ?? 0) + 1;
    const merged = { ...before?.data, ...typed };
    const kept = { data: merged, version, updatedBy: actor.userId };
    await tx
      .insert(dossierSections)
      .values({ dossierId, section: name, ...kept })
      .onConflictDoUpdate({
        target: [dossierSections.dossierId, dossierSections.section],
        set: { ...kept, updatedAt: sql`now()` },
      });
    await traceOnBehalf(tx, actor, row, name);
    return { version, missing: missingFields(section.fields, merged).map((field) => field.name) };
  });
}

/**
 * Backs a criterion with a paper of the producer's own vault that counts today; doing it twice
 * is doing it once. Throws `notFound` for another producer's paper, `invalid` for one that does
 * not count.
 */
export async function attachEvidence(db: Db, actor: UserActor, input: Evidence): Promise<void> {
  const { dossierId, criterion, paperId } = parseInput(Evidence, input);
  await db.transaction(async (tx) => {
    const row = await takeForEditing(tx, actor, dossierId);
    const { compiled } = await setOf(tx, row);
    leafOf(compiled, criterion);
    const paper = (await listPapers(tx, actor, row.producerId)).find(({ id }) => id === paperId);
    if (!paper)
      throw new AppError("notFound", {
        vi: "Không có giấy tờ này trong kho của chủ thể.",
        denied: "dossier.attachEvidence",
      });
    const fault = paperFault(paper, await today(tx));
    if (fault !== null)
      throw new AppError("invalid", { fields: { paperId: `${paper.title}: ${fault}.` } });
    await tx
      .insert(dossierEvidence)
      .values({ dossierId, criterion, paperId, attachedBy: actor.userId })
      .onConflictDoNothing();
    await traceOnBehalf(tx, actor, row, `criterion:${criterion}`);
  });
}

/** Takes a paper away from a criterion; the paper stays in the vault. */
export async function detachEvidence(db: Db, actor: UserActor, input: Evidence): Promise<void> {
  const { dossierId, criterion, paperId } = parseInput(Evidence, input);
  await db.transaction(async (tx) => {
    const row = await takeForEditing(tx, actor, dossierId);
    await tx
      .delete(dossierEvidence)
      .where(
        and(
          eq(dossierEvidence.dossierId, dossierId),
          eq(dossierEvidence.criterion, criterion),
          eq(dossierEvidence.paperId, paperId),
        ),
      );
    await traceOnBehalf(tx, actor, row, `criterion:${criterion}`);
  });
}

/**
 * Puts a draft under another set of the regime in force: for a product entered under the wrong
 * one, or a draft begun under a decision that has ended. Answers and evidence of criteria that
 * the new set does not have, or has with other options, are taken away: nothing is guessed.
 */
export async function changeSet(db: Db, actor: UserActor, input: ChangeSet): Promise<void> {
  const { dossierId, setCode } = parseInput(ChangeSet, input);
  await db.transaction(async (tx) => {
    const row = await takeForEditing(tx, actor, dossierId);
    if (row.state !== "draft") throw new AppError("conflict");
    const old = await setOf(tx, row);
    const target = await setOnDay(tx, await today(tx), setCode);
    const kept = sameLeaves(old.compiled, target.compiled);
    await tx
      .delete(dossierAnswers)
      .where(
        and(eq(dossierAnswers.dossierId, dossierId), notAmong(dossierAnswers.criterion, kept)),
      );
    await tx
      .delete(dossierEvidence)
      .where(
        and(eq(dossierEvidence.dossierId, dossierId), notAmong(dossierEvidence.criterion, kept)),
      );
    const { regime, digest } = target;
    await tx
      .update(dossiers)
      .set({ setCode, regime, rulebookDigest: digest })
      .where(eq(dossiers.id, dossierId));
    await appendAudit(tx, events.setChanged, {
      ...factsOf(actor, row),
      details: { from: row.setCode, to: setCode, regime },
    });
  });
}

/** Codes whose criterion is the same in both sets: title and options with their points. */
function sameLeaves(from: CompiledSet, to: CompiledSet): string[] {
  const face = (set: CompiledSet, code: string) => {
    const leaf = set.leafByCode.get(code);
    return leaf && JSON.stringify([leaf.title, leaf.cases, leaf.options]);
  };
  return from.leaves
    .map(({ code }) => code)
    .filter((code) => face(to, code) !== undefined && face(from, code) === face(to, code));
}

function notAmong(
  column: typeof dossierAnswers.criterion | typeof dossierEvidence.criterion,
  kept: string[],
) {
  return kept.length === 0 ? sql`true` : sql`not ${inArray(column, kept)}`;
}
