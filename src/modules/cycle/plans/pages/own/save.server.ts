import { isDeepStrictEqual } from "node:util";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import {
  control,
  type FormValues,
  type PageSaved,
  type PageStale,
  versionOf,
} from "#core/field/form.ts";
import { answerPrefix } from "#modules/rulebooks/self-score/fields.ts";
import type { PlanPart } from "../../model.ts";
import { type Boxes, readPart } from "../../part-inputs.ts";
import { isPart } from "../../parts.ts";
import { standingPart } from "../../paths.ts";
import { answersOf, authorisedPlan, writtenOf } from "../../service/load.server.ts";
import { savePart, saveStanding } from "../../service/write.server.ts";
import { boxesOfPart, sentBoxes } from "./part.server.ts";
import { sentAnswers } from "./standing.server.ts";

/**
 * Keeps what the script of a form sends of a plan while it is typed. The same page sent again
 * changes nothing and is never stale, so that it may be sent until an answer arrives. Throws as
 * `savePart` and `saveStanding` do.
 */
export async function saveKept(
  db: Db,
  actor: UserActor,
  planId: string,
  form: FormData,
): Promise<PageSaved | PageStale> {
  await authorisedPlan(db, actor, "write", planId);
  const part = form.get(control.part);
  if (part === standingPart) return keepStandingPage(db, actor, planId, form);
  if (typeof part !== "string" || !isPart(part))
    throw new AppError("invalid", { log: "a saved page names no part" });
  return keepPartPage(db, actor, { planId, part }, form);
}

async function keepPartPage(
  db: Db,
  actor: UserActor,
  where: { readonly planId: string; readonly part: PlanPart },
  form: FormData,
): Promise<PageSaved | PageStale> {
  const { planId, part } = where;
  const boxes = sentBoxes(form);
  const expectedVersion = versionOf(form);
  const before = await writtenOf(db, planId);
  if (isDeepStrictEqual(before.content[part], readPart(part, boxes)))
    return saved(before.versions[part] ?? 0);
  return orStale(
    async () => {
      await savePart(db, actor, { ...where, boxes, expectedVersion });
      return expectedVersion + 1;
    },
    async () => {
      const now = await writtenOf(db, planId);
      const current = { ...emptyChoices(boxes), ...boxesOfPart(part, now.content) };
      return [now.versions[part] ?? 0, asFormValues(current)];
    },
  );
}

/** The closed lists of rows that may be empty: they always say something, which is no difference. */
function emptyChoices(boxes: Boxes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(boxes).flatMap(([name, value]) =>
      /\.(year|source)$/.test(name) && typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}

async function keepStandingPage(
  db: Db,
  actor: UserActor,
  planId: string,
  form: FormData,
): Promise<PageSaved | PageStale> {
  const answers = sentAnswers(form);
  const expectedVersion = versionOf(form);
  const kept = async () => ({
    version: (await authorisedPlan(db, actor, "write", planId)).answersVersion,
    answers: Object.fromEntries(
      Object.entries(await answersOf(db, planId)).map(([code, n]) => [code, String(n)]),
    ),
  });
  const before = await kept();
  if (isDeepStrictEqual(before.answers, answers)) return saved(before.version);
  return orStale(
    async () => {
      await saveStanding(db, actor, { planId, answers, expectedVersion });
      return expectedVersion + 1;
    },
    async () => {
      const now = await kept();
      const boxes = Object.entries(now.answers).map(([code, n]) => [`${answerPrefix}${code}`, n]);
      return [now.version, asFormValues(Object.fromEntries(boxes))];
    },
  );
}

/** What saving made of it; where somebody was faster, what `standing` finds there. */
async function orStale(
  save: () => Promise<number>,
  standing: () => Promise<readonly [version: number, current: FormValues]>,
): Promise<PageSaved | PageStale> {
  try {
    return saved(await save());
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "stale") throw thrown;
    const [version, current] = await standing();
    return { outcome: "stale", version, current };
  }
}

function saved(version: number): PageSaved {
  return { outcome: "saved", version, errors: {} };
}

function asFormValues(boxes: Readonly<Record<string, string | readonly string[]>>): FormValues {
  return Object.fromEntries(
    Object.entries(boxes).map(([name, value]) => [name, [value].flat()] as const),
  );
}
