import { asc, desc, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { type Advice, advise } from "#modules/rulebooks/advise.ts";
import type { RuleSet, Score } from "#modules/rulebooks/model.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { score } from "#modules/rulebooks/score.ts";
import { keyOfRef, findUnits } from "#modules/places/service/units.server.ts";
import { can, type DossierActivity, dossierActions, mayMove } from "../access.ts";
import {
  type ClockReading,
  readClock,
  renewalDecisionDue,
  type RenewalWindow,
  renewalWindow,
  type TransitionLimit,
  transitionLimit,
} from "../clocks.ts";
import { type CompletenessItem, missingEvidence, samplesNeeded } from "../completeness.ts";
import type { Section } from "../forms/definitions.ts";
import type { Field, SectionData } from "../forms/fields.ts";
import { type Guards, guardTexts } from "../guards.ts";
import { articleOf } from "../legal.ts";
import { reviewGaps } from "../review.ts";
import { dossierEvents, dossierFilings, dossierRounds } from "../schema.server.ts";
import { dossierNumbers, dossierReturns } from "../desk/schema.server.ts";
import { actionsAt, stageOf } from "../states.ts";
import type { DossierAction, GuardName } from "../transitions.ts";
import { findReview, type Review } from "./commune.server.ts";
import { choicesOf, type KeptAnswer } from "./content.server.ts";
import { type Content, completenessInput, contentOf, filingGuards } from "./guards.server.ts";
import { authorisedDossier, type DossierRow, procedureOf, setOf } from "./load.server.ts";
import { isRoundSet } from "./province.server.ts";
import { answersByCriterion, sectionViews } from "./writing.server.ts";

/** An act that the asker may do here: a button; disabled with its reasons while guards stand against it. */
export type Ability = {
  readonly action: DossierAction;
  readonly vi: string;
  readonly unmet: readonly { readonly guard: GuardName; readonly vi: string }[];
};

export type SectionView = {
  readonly section: Section;
  readonly data: SectionData;
  readonly version: number;
  readonly missing: readonly Field[];
};

/** Everything that the pages and papers of a dossier need, and what the asker may do with it. */
export type DossierView = {
  readonly dossier: DossierRow;
  readonly unitName: string;
  readonly today: Day;
  readonly set: RuleSet;
  readonly decision: string;
  readonly path: readonly Stage[];
  readonly stage: Stage | null;
  readonly answers: Readonly<Record<string, KeptAnswer>>;
  readonly evidence: Content["evidence"];
  readonly sections: readonly SectionView[];
  readonly score: Score;
  /** The least to do for the next level; null at the highest, or when it cannot be reached. */
  readonly advice: Advice | null;
  readonly completeness: readonly CompletenessItem[];
  readonly missingEvidence: readonly string[];
  readonly clock: (ClockReading & { readonly article: string | null }) | null;
  readonly renewal: (RenewalWindow & { readonly article: string | null }) | null;
  /** Last day to decide about a renewal that has been filed; null where the decision sets none. */
  readonly decisionDue: Day | null;
  /** Set by a later decision for what was filed under a former one (26/2026/QĐ-TTg, article 12.2). */
  readonly transition: TransitionLimit | null;
  readonly samples: Content["samples"] & { readonly needed: number | null };
  readonly abilities: readonly Ability[];
  /** Activities besides the steps: editing counts only for a draft or a returned dossier. */
  readonly may: Readonly<Record<DossierActivity, boolean>>;
  readonly openReturn: typeof dossierReturns.$inferSelect | null;
  readonly returns: readonly (typeof dossierReturns.$inferSelect)[];
  readonly filings: readonly {
    seq: number;
    receiptCode: string;
    digest: string;
    filedOn: Day;
    filedAt: Date;
  }[];
  readonly events: readonly (typeof dossierEvents.$inferSelect)[];
  readonly numbers: readonly { stage: string; numberText: string; receivedAt: Date }[];
  readonly round: typeof dossierRounds.$inferSelect | null;
  /** The report of the stage that the dossier lies at, or of the last one that had any. */
  readonly review: Review | null;
  /** What changed since the dossier that this one builds on; null when there is none. */
  readonly changes: readonly AnswerChange[] | null;
};

export type AnswerChange = { criterion: string; from: number | null; to: number | null };

/** A dossier as the asker may see it; `notFound` when they may not. */
export async function describeDossier(db: Db, actor: UserActor, id: string): Promise<DossierView> {
  const row = await authorisedDossier(db, actor, "see", id);
  return presentDossier(db, actor, row);
}

/** As `describeDossier`, of a row that the caller has the right to show (a session shows its members'). */
export async function presentDossier(
  db: Db,
  actor: UserActor,
  row: DossierRow,
): Promise<DossierView> {
  const on = await today(db);
  const { procedure, path } = procedureOf(row, on);
  const stage = stageOf(path, row.stage) ?? null;
  const { set, compiled } = await setOf(db, row);
  const content = await contentOf(db, actor, row);
  const { guards, items } = await filingGuards(db, actor, row, content, on);
  const choices = choicesOf(content.answers);
  const result = score(compiled, choices);
  const review = await reviewOf(db, row, path);
  const needed = samplesNeeded(procedure, row.setCode);
  const all: Guards = {
    ...guards,
    reviewComplete: reviewGaps(stage ?? undefined, review).length === 0,
    samplesReceived: content.samples.received >= (needed ?? 0),
    roundSet: isRoundSet(row, on),
    // Asked for in the form of the act itself.
    reasonsGiven: true,
    rejectionConfirmed: true,
  };
  const window = row.certificateExpiresOn && renewalWindow(procedure, row.certificateExpiresOn);
  return {
    dossier: row,
    unitName: await unitNameOf(db, row),
    today: on,
    set,
    decision: procedure.decision,
    path,
    stage,
    answers: answersByCriterion(content),
    evidence: content.evidence,
    sections: sectionViews(procedure, row, content),
    score: result,
    advice: result.next && advise(compiled, choices, { stars: result.next.stars }),
    completeness: items,
    missingEvidence: missingEvidence(await completenessInput(db, row, content, on)),
    clock: row.clock && {
      ...readClock(row.clock, on),
      article:
        stage?.kind === "review"
          ? articleOf(row.regime, procedure.decision, "communeReview")
          : null,
    },
    renewal: window
      ? { ...window, article: articleOf(row.regime, procedure.decision, "renewalWindow") }
      : null,
    decisionDue:
      row.kind === "renewal" && row.filedOn !== null
        ? renewalDecisionDue(procedure, row.filedOn)
        : null,
    transition:
      row.filedOn === null ? null : transitionLimit(loadProcedures(), { ...row, on: row.filedOn }),
    samples: { ...content.samples, needed },
    abilities: abilitiesOf(actor, row, path, all),
    may: Object.fromEntries(
      dossierActions.map((activity) => [activity, mayDo(actor, activity, row)]),
    ) as Record<DossierActivity, boolean>,
    review,
    changes: await changesSince(db, row, choices),
    ...(await historyOf(db, row)),
  };
}

function mayDo(actor: UserActor, activity: DossierActivity, row: DossierRow): boolean {
  const editable = row.state === "draft" || row.state === "returned";
  return can(actor, activity, row) && (activity !== "edit" || editable);
}

function abilitiesOf(
  actor: UserActor,
  row: DossierRow,
  path: readonly Stage[],
  guards: Guards,
): Ability[] {
  const stage = stageOf(path, row.stage);
  return actionsAt(path, row)
    .filter((rule) => mayMove(actor, rule, row, stage))
    .map(({ action, vi, guards: asked }) => ({
      action,
      vi,
      unmet: asked
        .filter((guard) => guards[guard] !== true)
        .map((guard) => ({ guard, vi: guardTexts[guard] })),
    }));
}

async function unitNameOf(db: Db, row: DossierRow): Promise<string> {
  const ref = { version: row.unitVersion, code: row.unitCode };
  return (await findUnits(db, [ref])).get(keyOfRef(ref))?.fullName ?? row.unitCode;
}

async function reviewOf(db: Db, row: DossierRow, path: readonly Stage[]): Promise<Review | null> {
  const reviewed = path.find(({ kind }) => kind !== "council");
  const stage = stageOf(path, row.stage)?.kind === "council" ? reviewed?.id : row.stage;
  return stage ? findReview(db, row.id, stage) : null;
}

async function historyOf(db: Db, row: DossierRow) {
  const returns = await db
    .select()
    .from(dossierReturns)
    .where(eq(dossierReturns.dossierId, row.id))
    .orderBy(desc(dossierReturns.returnedAt));
  const { seq, receiptCode, digest, filedOn, filedAt } = dossierFilings;
  const filings = await db
    .select({ seq, receiptCode, digest, filedOn, filedAt })
    .from(dossierFilings)
    .where(eq(dossierFilings.dossierId, row.id))
    .orderBy(asc(seq));
  const events = await db
    .select()
    .from(dossierEvents)
    .where(eq(dossierEvents.dossierId, row.id))
    .orderBy(asc(dossierEvents.seq));
  const { stage, numberText, receivedAt } = dossierNumbers;
  const numbers = await db
    .select({ stage, numberText, receivedAt })
    .from(dossierNumbers)
    .where(eq(dossierNumbers.dossierId, row.id))
    .orderBy(asc(receivedAt));
  const [round] = row.roundId
    ? await db
        .select()
        .from(dossierRounds)
        .where(inArray(dossierRounds.id, [row.roundId]))
    : [];
  return {
    returns,
    openReturn: returns.find(({ resubmittedAt }) => resubmittedAt === null) ?? null,
    filings,
    events,
    numbers,
    round: round ?? null,
  };
}

/** The answers that differ from what was last filed in the dossier before. */
async function changesSince(
  db: Db,
  row: DossierRow,
  choices: Readonly<Record<string, number>>,
): Promise<AnswerChange[] | null> {
  if (row.previousId === null) return null;
  const [before] = await db
    .select({ snapshot: dossierFilings.snapshot })
    .from(dossierFilings)
    .where(eq(dossierFilings.dossierId, row.previousId))
    .orderBy(desc(dossierFilings.seq))
    .limit(1);
  if (!before) return null;
  const { answers } = before.snapshot as {
    answers: { criterion: string; option: number | null }[];
  };
  const old = new Map(answers.map(({ criterion, option }) => [criterion, option]));
  return [...new Set([...old.keys(), ...Object.keys(choices)])]
    .map((criterion) => ({
      criterion,
      from: old.get(criterion) ?? null,
      to: choices[criterion] ?? null,
    }))
    .filter(({ from, to }) => from !== to);
}
