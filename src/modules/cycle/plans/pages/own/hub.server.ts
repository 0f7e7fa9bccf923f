import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { consultantReadersOf } from "../../../service/consultants.server.ts";
import { figuresOf } from "../../figures.ts";
import { planPartNames, type PlanState } from "../../model.ts";
import { missingIn } from "../../parts.ts";
import { filePlan, withdrawPlan } from "../../service/decide.server.ts";
import { describePlan, describeWorks } from "../../service/describe.server.ts";
import type { PlanRow } from "../../service/load.server.ts";
import { planPaths } from "../../paths.ts";
import { failedStates, next } from "../../states.ts";
import { pointsOf } from "../progress.server.ts";

/** What the page of an own plan shows; `notFound` for another's. */
export async function hubOf(db: Db, actor: UserActor, id: string) {
  const { row, set, content, standing, lacking, evaluations, may } = await describePlan(
    db,
    actor,
    id,
  );
  const missing = missingIn(content);
  const works = await describeWorks(db, actor, id);
  const writable = may.write && next("write", row.state) !== null;
  return {
    plan: {
      id: row.id,
      productId: row.productId,
      productName: row.productName,
      producerName: row.producerName,
      state: row.state,
      year: row.year,
      targetStars: row.targetStars,
      reason: row.reason,
      version: row.version,
      isDemo: row.isDemo,
    },
    set: `${set.code}. ${set.title}`,
    parts: planPartNames.map((part) => ({
      part,
      missing: missing.filter((one) => one.part === part).map(({ label }) => label),
    })),
    standing,
    lacking: writable ? lacking : [],
    figures: figuresOf(content.finance),
    last: evaluations[0]
      ? { evaluation: evaluations[0].evaluation, outcome: evaluations[0].outcome }
      : null,
    tasks: works.tasks.filter(({ state }) => state !== "dropped").length,
    done: works.tasks.filter(({ state }) => state === "done").length,
    ...(await pointsOf(db, row, works.progress)),
    mayFile: may.write && next("file", row.state) !== null,
    mayWithdraw: may.write && next("withdraw", row.state) !== null,
    writable,
    /** Where a plan that came to nothing is made anew; null for any other, and for who may not. */
    again: may.write && hasFailed(row) ? againPath(row) : null,
    readers: await consultantReadersOf(db, row.producerId),
  };
}

function hasFailed({ state }: PlanRow): boolean {
  const failed: readonly PlanState[] = failedStates;
  return failed.includes(state);
}

function againPath({ ideaId, productId }: PlanRow): string {
  return ideaId === null ? planPaths.openFor(productId) : planPaths.openFrom(ideaId);
}

/** What the page says once an act is done; `again` when a new plan begins with the words of the last one. */
export const doneWords = {
  again:
    "Nội dung được lấy từ phương án trước của sản phẩm này. Hãy xem lại, sửa từng phần rồi nộp.",
  file: "Đã nộp phương án. Văn phòng OCOP tỉnh sẽ xét chọn và báo kết quả.",
  withdraw: "Đã rút phương án.",
} as const;

/** Files the plan, or takes it back, as the form asks; names what was done. */
export async function actOnHub(
  db: Db,
  actor: UserActor,
  planId: string,
  form: FormData,
): Promise<"file" | "withdraw"> {
  const { intent, expectedVersion } = formFields(form);
  const asked = { planId, expectedVersion: expectedVersion ?? "" };
  if (intent === "file") await filePlan(db, actor, asked);
  else if (intent === "withdraw") await withdrawPlan(db, actor, asked);
  else throw new AppError("invalid");
  return intent;
}
