import { and, eq, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { score } from "#modules/rulebooks/score.ts";
import { completenessOf, missingEvidence } from "../completeness.ts";
import { dossierReturns } from "../desk/schema.server.ts";
import { sectionsOf } from "../forms/definitions.ts";
import { missingFields } from "../forms/fields.ts";
import type { DossierView, SectionView } from "./describe.server.ts";
import { completenessInput, type Content, contentOf } from "./guards.server.ts";
import { authorisedDossier, type DossierRow, procedureOf, setOf } from "./load.server.ts";

/** How far a dossier is written: the part of its description that a list shows. */
export type DossierWriting = Pick<
  DossierView,
  "set" | "answers" | "sections" | "score" | "completeness" | "missingEvidence"
> & {
  /** Items of an open return. */
  readonly returned: NonNullable<DossierView["openReturn"]>["items"];
};

/**
 * How far a dossier is written on a day, without its history, its review, the guards of its steps
 * and the advice; `notFound` when the asker may not see it.
 */
export async function describeWriting(
  db: Db,
  actor: UserActor,
  { id, on }: { id: string; on: Day },
): Promise<DossierWriting> {
  const row = await authorisedDossier(db, actor, "see", id);
  const { set, compiled } = await setOf(db, row);
  const content = await contentOf(db, actor, row);
  const input = await completenessInput(db, row, content, on);
  const [open] =
    row.state === "returned"
      ? await db
          .select({ items: dossierReturns.items })
          .from(dossierReturns)
          .where(and(eq(dossierReturns.dossierId, id), isNull(dossierReturns.resubmittedAt)))
      : [];
  return {
    set,
    answers: answersByCriterion(content),
    sections: sectionViews(procedureOf(row, on).procedure, row, content),
    score: score(compiled, input.answers),
    completeness: completenessOf(input),
    missingEvidence: missingEvidence(input),
    returned: open?.items ?? [],
  };
}

/** The answers by the code of their criterion. */
export function answersByCriterion({ answers }: Content): DossierView["answers"] {
  return Object.fromEntries(answers.map((answer) => [answer.criterion, answer]));
}

/** The written parts that a dossier of this kind asks for, as far as they are filled in. */
export function sectionViews(
  procedure: RegimeProcedure,
  { kind }: Pick<DossierRow, "kind">,
  { sections }: Content,
): readonly SectionView[] {
  return sectionsOf(procedure, kind).map((section) => {
    const { data = {}, version = 0 } = sections[section.name] ?? {};
    return { section, data, version, missing: missingFields(section.fields, data) };
  });
}
