import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnPlans } from "#modules/cycle/plans/service/list.server.ts";
import { KeepScript } from "#ui/keep/parts.tsx";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { type PlanState, planStates } from "../../model.ts";
import { planPaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const plans = await listOwnPlans(context.get(requestContext).database.db, actor);
  return {
    user: actor.userId,
    script: islandUrl("plan-writing"),
    plans: plans.map((plan) => ({
      id: plan.id,
      productName: plan.productName,
      producerName: plan.producerName,
      year: plan.year,
      state: plan.state,
      targetStars: plan.targetStars,
      total: plan.total,
      tasks: plan.tasks,
      done: plan.done,
      blocked: plan.blocked,
    })),
  };
});

const tagKinds: Readonly<Record<PlanState, "good" | "warning" | "error" | "past">> = {
  draft: "warning",
  filed: "warning",
  returned: "error",
  chosen: "good",
  notChosen: "past",
  completed: "past",
  withdrawn: "past",
};

/** The business plans of the account's producers. */
export default function OwnPlans({ loaderData: { plans, user, script } }: Route.ComponentProps) {
  return (
    <>
      <title>Phương án kinh doanh – OCOP</title>
      <h1>Phương án kinh doanh</h1>
      <p>
        Viết sẽ làm gì, bán cho ai, tiền ra vào thế nào và muốn đạt mấy sao. Hệ thống tính điểm hòa
        vốn và chỉ ra việc cần làm để đạt hạng sao đó.
      </p>
      <p className="actions">
        <a className="button" href={planPaths.open}>
          Lập phương án mới
        </a>
      </p>
      <div data-waiting />
      {plans.length === 0 && <Empty title="Chưa có phương án nào" />}
      <ul className="row-list">
        {plans.map((plan) => (
          <li key={plan.id}>
            <a href={planPaths.own(plan.id)}>
              <span>
                <span className="title">{plan.productName}</span>{" "}
                <Tag kind={tagKinds[plan.state]}>{planStates[plan.state]}</Tag>
                <small className="soft block">
                  {plan.producerName}, năm {plan.year}, mục tiêu {plan.targetStars} sao
                  {plan.total !== null &&
                    ` · đang ở ${plan.total} điểm, xong ${plan.done}/${plan.tasks} việc`}
                  {plan.blocked > 0 && ` · ${plan.blocked} việc đang vướng`}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <KeepScript src={script} user={user} />
    </>
  );
}
