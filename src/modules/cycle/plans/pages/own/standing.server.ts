import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { versionOf } from "#core/field/form.ts";
import { formFields } from "#core/input/parse.ts";
import { answerPrefix } from "#modules/rulebooks/self-score/fields.ts";
import { criteriaOf } from "../../standing.ts";
import { describePlan } from "../../service/describe.server.ts";
import { saveStanding } from "../../service/write.server.ts";
import { next } from "../../states.ts";

/** What the form of the standing shows: every criterion with its options. */
export async function standingForm(db: Db, actor: UserActor, planId: string) {
  const { row, set, answers, may } = await describePlan(db, actor, planId);
  return {
    planId: row.id,
    productName: row.productName,
    parts: criteriaOf(set),
    answers,
    version: row.answersVersion,
    writable: may.write && next("write", row.state) !== null,
  };
}

/** The answers that a form sends, as it writes them; what is left open is not among them. */
export function sentAnswers(form: FormData): Record<string, string> {
  const answers = Object.entries(formFields(form)).flatMap(([name, value]) =>
    name.startsWith(answerPrefix) && typeof value === "string" && value !== ""
      ? [[name.slice(answerPrefix.length), value] as const]
      : [],
  );
  return Object.fromEntries(answers);
}

/** Keeps every answer that the form sends; what is left open is unanswered. */
export async function keepStanding(
  db: Db,
  actor: UserActor,
  planId: string,
  form: FormData,
): Promise<void> {
  const expectedVersion = versionOf(form);
  await saveStanding(db, actor, { planId, answers: sentAnswers(form), expectedVersion });
}
