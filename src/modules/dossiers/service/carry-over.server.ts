import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { findPapers, listPapers } from "#modules/producers/service/papers.server.ts";
import { paperFault } from "../completeness.ts";
import { carriedFields, sectionsOf } from "../forms/definitions.ts";
import { isEmpty, type SectionData } from "../forms/fields.ts";
import { dossierAnswers, dossierEvidence, dossierSections } from "../schema.server.ts";
import { listAnswers, listEvidence, listSections } from "./content.server.ts";
import { type DossierRow, procedureOf, setOf } from "./load.server.ts";

/**
 * Fills a new upgrade or renewal from the dossier before: answers of criteria that the set still
 * has word for word, papers that still count, and what was written of things that last. Figures
 * and plans are asked anew. Long texts are those of the dossier before, which were written for
 * it; of names, addresses and choices what the platform holds of today stands first.
 */
export async function carryOver(
  tx: Db,
  actor: UserActor,
  { from, to, now }: { from: DossierRow; to: DossierRow; now: Day },
): Promise<void> {
  const [old, present] = [await setOf(tx, from), await setOf(tx, to)];
  const face = (side: typeof old, code: string) => {
    const leaf = side.compiled.leafByCode.get(code);
    return leaf && JSON.stringify([leaf.title, leaf.cases, leaf.options]);
  };
  const same = (code: string) => {
    const here = face(present, code);
    return here !== undefined && face(old, code) === here;
  };
  await carryAnswers(tx, actor, { from, to, same });
  await carryEvidence(tx, actor, { from, to, now, same });
  await carrySections(tx, from, to, now);
}

type Carried = { from: DossierRow; to: DossierRow; same: (criterion: string) => boolean };

async function carryAnswers(tx: Db, actor: UserActor, { from, to, same }: Carried): Promise<void> {
  const answers = (await listAnswers(tx, from.id)).filter(({ criterion }) => same(criterion));
  if (answers.length === 0) return;
  await tx.insert(dossierAnswers).values(
    answers.map(({ criterion, option, note }) => ({
      dossierId: to.id,
      criterion,
      option,
      note,
      updatedBy: actor.userId,
    })),
  );
}

async function carryEvidence(
  tx: Db,
  actor: UserActor,
  { from, to, now, same }: Carried & { now: Day },
): Promise<void> {
  const papers = new Map((await listPapers(tx, actor, to.producerId)).map((one) => [one.id, one]));
  const evidence = (await listEvidence(tx, from.id)).filter(({ criterion, paperId }) => {
    const paper = papers.get(paperId);
    return same(criterion) && paper !== undefined && paperFault(paper, now) === null;
  });
  if (evidence.length > 0)
    await tx
      .insert(dossierEvidence)
      .values(evidence.map((one) => ({ ...one, dossierId: to.id, attachedBy: actor.userId })));
}

async function carrySections(tx: Db, from: DossierRow, to: DossierRow, now: Day): Promise<void> {
  const before = await listSections(tx, from.id);
  const present = await listSections(tx, to.id);
  for (const { name, fields } of sectionsOf(procedureOf(to, now).procedure, to.kind)) {
    const written: SectionData = before[name]?.data ?? {};
    const data: SectionData = present[name]?.data ?? {};
    const carried = carriedFields(name, fields)
      .filter(({ name: box, kind }) => kind === "text" || isEmpty(data[box]))
      .filter((field) => !isEmpty(written[field.name]))
      .map((field) => [field.name, written[field.name] ?? null] as const);
    if (carried.length === 0) continue;
    await tx
      .update(dossierSections)
      .set({ data: { ...data, ...Object.fromEntries(carried) }, updatedAt: sql`now()` })
      .where(and(eq(dossierSections.dossierId, to.id), eq(dossierSections.section, name)));
  }
}

/** A paper of the dossier before that does not count any more, and why. */
export type WornPaper = { id: string; title: string; criteria: string[]; fault: string };

/**
 * The papers that backed the dossier before and count no more today: what a renewal must replace.
 * Rights on the dossier are the caller's business.
 */
export async function wornPapers(
  db: Db,
  row: Pick<DossierRow, "previousId">,
): Promise<WornPaper[]> {
  if (row.previousId === null) return [];
  const links = await listEvidence(db, row.previousId);
  const on = await today(db);
  const papers = await findPapers(db, [...new Set(links.map(({ paperId }) => paperId))]);
  return papers.flatMap((paper) => {
    const fault = paperFault(paper, on);
    if (fault === null) return [];
    const criteria = links.filter(({ paperId }) => paperId === paper.id);
    const codes = criteria.map(({ criterion }) => criterion);
    return [{ id: paper.id, title: paper.title, criteria: codes, fault }];
  });
}
