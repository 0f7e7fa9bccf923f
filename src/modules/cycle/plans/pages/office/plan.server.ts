import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { today } from "#core/calendar/today.ts";
import { formFields } from "#core/input/parse.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { can as canOnProducer } from "#modules/producers/access.ts";
import { currentVersion } from "#modules/places/model.ts";
import { can as maySeeIdea } from "../../../access.ts";
import { declareTie, tiesOfPlan, tieTo } from "../../../service/ties.server.ts";
import type { DeclareTie } from "../../../ties/model.ts";
import { visitorKindNames } from "../../../works/model.ts";
import { addVisit } from "../../../works/service/visits.server.ts";
import { mayVisitAs } from "../../access.ts";
import { figuresOf } from "../../figures.ts";
import type { EvaluatePlan } from "../../inputs.ts";
import { evaluationTopicNames, planPartNames, planParts, planStandards } from "../../model.ts";
import { planFields, type PlanContent } from "../../parts.ts";
import { completePlan, evaluatePlan } from "../../service/decide.server.ts";
import { describePlan } from "../../service/describe.server.ts";
import { criteriaOf } from "../../standing.ts";
import { next } from "../../states.ts";
import { actOnWorks, strangeForm, worksOf } from "../works.server.ts";
import type { PlanGround } from "./ground.server.ts";

/** What is written in the text parts, question by question. */
function writtenLines(content: PlanContent) {
  return planPartNames.flatMap((part) => {
    if (part === "finance") return [];
    const lines = planFields[part].flatMap(({ name, label }) => {
      const value = content[part][name];
      if (value === undefined || value === null || value.length === 0) return [];
      return [{ label, text: typeof value === "string" ? value : standardsText(value) }];
    });
    return [{ part, title: planParts[part], lines }];
  });
}

function standardsText(names: readonly string[]): string {
  const words: Readonly<Record<string, string>> = planStandards;
  return names.map((name) => words[name] ?? name).join(", ");
}

/** What an office's page of a plan shows. */
export async function planPage({ db, actor }: PlanGround, id: string) {
  const { row, set, content, standing, answers, evaluations, may } = await describePlan(
    db,
    actor,
    id,
  );
  const asksDecision = may.decide && next("choose", row.state) !== null;
  const tie = asksDecision ? await tieTo(db, actor.userId, tiesOfPlan(row)) : null;
  const names = await namesOfAccounts(
    db,
    evaluations.map(({ by }) => by),
  );
  return {
    plan: {
      id: row.id,
      productName: row.productName,
      producerName: row.producerName,
      producerId: row.producerId,
      maySeeProducer: canOnProducer(actor, "see", {
        id: row.producerId,
        place: { version: currentVersion, path: row.unitPath },
      }),
      ideaId: maySeeIdea(actor, "see", row) ? row.ideaId : null,
      state: row.state,
      year: row.year,
      targetStars: row.targetStars,
      version: row.version,
      isDemo: row.isDemo,
      filedAt: row.filedAt,
    },
    set: `${set.code}. ${set.title}`,
    written: writtenLines(content),
    figures: figuresOf(content.finance),
    investments: content.finance.investments,
    standing,
    answers,
    criteria: criteriaOf(set),
    evaluations: evaluations.map(({ id: key, evaluation, outcome, reason, by, at }) => ({
      id: key,
      evaluation,
      outcome,
      reason,
      by: names.get(by) ?? "",
      at,
    })),
    works: await worksOf(db, actor, { row, may }),
    visitors: visitorKindNames.filter((kind) => mayVisitAs(actor, kind)),
    today: await today(db),
    formKey: newIdempotencyKey(),
    mayDecide: asksDecision && tie === null,
    /** How the actor is tied to the producer: then somebody else decides. */
    tie,
    mayComplete: may.decide && next("complete", row.state) !== null,
  };
}

/** Does what a form of the page asks. */
export async function actOnPlan(
  { db, actor, files }: PlanGround,
  planId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...boxes } = formFields(form);
  if (intent === "evaluate") {
    await evaluatePlan(db, actor, evaluationIn(planId, boxes as Record<string, string>));
    return { done: "Đã ghi kết quả; chủ thể đã được báo." };
  }
  if (intent === "tie") {
    await declareTie(db, actor, { note: "", ...boxes, about: "plan", id: planId } as DeclareTie);
    return { done: "Đã ghi lời khai; người khác của cơ quan xét phương án này." };
  }
  if (intent === "complete") {
    const { expectedVersion = "" } = boxes;
    await completePlan(db, actor, { planId, expectedVersion });
    return { done: "Đã kết thúc triển khai phương án." };
  }
  if (intent === "visit") {
    const photos = form
      .getAll("photos")
      .filter((one): one is File => one instanceof File && one.size > 0);
    const input = { ...boxes, planId } as Parameters<typeof addVisit>[2];
    await addVisit({ db, files }, actor, input, photos);
    return { done: "Đã ghi lần đến cơ sở." };
  }
  const done = await actOnWorks(db, actor, planId, form);
  if (done === null) throw strangeForm();
  return done;
}

/** The boxes of the evaluation, put together: what is left out is for the service to refuse. */
function evaluationIn(planId: string, boxes: Readonly<Record<string, string>>): EvaluatePlan {
  const { expectedVersion = "", outcome = "", reason = "", noTies } = boxes;
  const evaluation = Object.fromEntries(
    evaluationTopicNames.map((topic) => [
      topic,
      { mark: boxes[`mark.${topic}`], comment: boxes[`comment.${topic}`] ?? "" },
    ]),
  );
  return { planId, expectedVersion, evaluation, outcome, reason, noTies } as EvaluatePlan;
}
