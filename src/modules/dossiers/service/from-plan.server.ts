import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import {
  type PlanForDossier,
  planForDossier,
  planFromAnswers,
} from "#modules/cycle/service/plans-for-dossiers.server.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { paperFault } from "../completeness.ts";
import { draftSchema, isEmpty, type SectionData } from "../forms/fields.ts";
import { sectionsOf } from "../forms/definitions.ts";
import { sectionsFromPlan } from "../forms/from-plan.ts";
import { dossierAnswers, dossierEvidence, dossierSections } from "../schema.server.ts";
import { choicesOf, listAnswers, listEvidence, listSections } from "./content.server.ts";
import { authorisedDossier, type DossierRow, procedureOf, setOf } from "./load.server.ts";

/**
 * Fills a new dossier from the business plan of its product: where the product stands by now for
 * criteria that are the same word for word, papers that showed a task done and still count, and
 * the plan's words in boxes that nothing else filled. In the transaction that opens the dossier.
 * Throws `invalid` for a plan of another product.
 */
export async function fillFromPlan(
  tx: Db,
  actor: UserActor,
  { planId, to, now }: { planId: string; to: DossierRow; now: Day },
): Promise<void> {
  const plan = await planForDossier(tx, actor, planId);
  if (plan.productId !== to.productId)
    throw new AppError("invalid", { fields: { planId: "Phương án này là của sản phẩm khác." } });
  const { compiled } = await setOf(tx, to);
  const face = (set: typeof compiled, code: string) => {
    const leaf = set.leafByCode.get(code);
    return leaf && JSON.stringify([leaf.title, leaf.cases, leaf.options]);
  };
  const same = (code: string) => {
    const here = face(compiled, code);
    return here !== undefined && face(plan.compiled, code) === here;
  };
  await fillAnswers(tx, actor, { plan, to, same });
  await fillEvidence(tx, actor, { plan, to, now, same });
  await fillSections(tx, { plan, to, now });
}

type Filling = {
  readonly plan: PlanForDossier;
  readonly to: DossierRow;
  readonly same: (criterion: string) => boolean;
};

async function fillAnswers(tx: Db, actor: UserActor, { plan, to, same }: Filling): Promise<void> {
  const answers = Object.entries(plan.answers).filter(([criterion]) => same(criterion));
  if (answers.length === 0) return;
  // The plan's standing is newer than a dossier before.
  await tx
    .insert(dossierAnswers)
    .values(
      answers.map(([criterion, option]) => ({
        dossierId: to.id,
        criterion,
        option,
        updatedBy: actor.userId,
      })),
    )
    .onConflictDoUpdate({
      target: [dossierAnswers.dossierId, dossierAnswers.criterion],
      set: { option: sql`excluded.option` },
    });
}

async function fillEvidence(
  tx: Db,
  actor: UserActor,
  { plan, to, now, same }: Filling & { now: Day },
): Promise<void> {
  if (plan.evidence.length === 0) return;
  const papers = new Map((await listPapers(tx, actor, to.producerId)).map((one) => [one.id, one]));
  const there = new Set(
    (await listEvidence(tx, to.id)).map(({ criterion, paperId }) => `${criterion} ${paperId}`),
  );
  const fresh = plan.evidence.filter(({ criterion, paperId }) => {
    const paper = papers.get(paperId);
    const counts = paper !== undefined && paperFault(paper, now) === null;
    return same(criterion) && counts && !there.has(`${criterion} ${paperId}`);
  });
  if (fresh.length > 0)
    await tx
      .insert(dossierEvidence)
      .values(fresh.map((one) => ({ ...one, dossierId: to.id, attachedBy: actor.userId })))
      .onConflictDoNothing();
}

async function fillSections(
  tx: Db,
  { plan, to, now }: { plan: PlanForDossier; to: DossierRow; now: Day },
): Promise<void> {
  const words = sectionsFromPlan(plan);
  const kept = await listSections(tx, to.id);
  for (const { name, fields } of sectionsOf(procedureOf(to, now).procedure, to.kind)) {
    const before: SectionData = kept[name]?.data ?? {};
    const fills = Object.entries(words[name] ?? {}).filter(
      ([box]) => fields.some((field) => field.name === box) && isEmpty(before[box]),
    );
    const read = draftSchema(fields).safeParse(Object.fromEntries(fills));
    if (fills.length === 0 || !read.success) continue;
    await tx
      .update(dossierSections)
      .set({ data: { ...before, ...read.data }, updatedAt: sql`now()` })
      .where(and(eq(dossierSections.dossierId, to.id), eq(dossierSections.section, name)));
  }
}

/**
 * A business plan for the product of a dossier, beginning where the dossier says that it stands.
 * `notFound` for a dossier that the actor may not see; throws as `planFromAnswers`.
 */
export async function planFromDossier(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<{ id: string }> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  return planFromAnswers(db, actor, row.productId, choicesOf(await listAnswers(db, row.id)));
}
