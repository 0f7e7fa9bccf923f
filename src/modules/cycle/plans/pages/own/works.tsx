import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import {
  actOnWorks,
  doneWords,
  strangeForm,
  worksOf,
} from "#modules/cycle/plans/pages/works.server.ts";
import { describePlan } from "#modules/cycle/plans/service/describe.server.ts";
import { dayText } from "#ui/dates.ts";
import { Crumbs, Empty, Notice } from "#ui/public/notice.tsx";
import { visitorKinds } from "../../../works/model.ts";
import { ProgressChart } from "../../../works/widgets/progress-chart.tsx";
import { dossierPath, planPaths } from "../../paths.ts";
import "../../widgets/plans.css";
import { AddTask, type Failure, Task } from "./task.tsx";
import type { Route } from "./+types/works.ts";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { row, may } = await describePlan(db, actor, params.plan);
  const taskId = new URL(request.url).searchParams.get("viec");
  return {
    plan: {
      id: row.id,
      productId: row.productId,
      productName: row.productName,
      targetStars: row.targetStars,
      state: row.state,
    },
    works: await worksOf(db, actor, { row, may }),
    said: { words: saidOf(request, doneWords), taskId },
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await describePlan(db, actor, params.plan);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const done = await actOnWorks(db, actor, params.plan, form);
    if (done === null) throw strangeForm();
    const taskId = form.get("taskId");
    const task = typeof taskId === "string" ? { more: { viec: taskId }, at: `t-${taskId}` } : {};
    return backSaying(planPaths.works(params.plan), done.name, task);
  });
});

/** What is to be done to reach the target, what was seen at visits, and how far the product has come. */
export default function OwnWorks({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, works, said } = loaderData;
  const failure: Failure = actionData && "ok" in actionData ? actionData : undefined;
  const open = works.tasks.filter(({ state }) => state !== "done" && state !== "dropped");
  const ended = works.tasks.filter(({ state }) => state === "done" || state === "dropped");
  const isAtTask = works.tasks.some(({ id }) => id === said.taskId);
  const saidAt = (id: string) => (failure === undefined && id === said.taskId ? said.words : null);
  return (
    <>
      <title>{`Triển khai ${plan.productName} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: planPaths.ownList, name: "Phương án kinh doanh" },
          { href: planPaths.own(plan.id), name: plan.productName },
        ]}
      />
      <h1>Triển khai phương án</h1>
      {said.words !== null && !failure && !isAtTask && <Notice title={said.words} />}
      {failure && (
        <Notice
          kind="error"
          title={failure.message || [...new Set(Object.values(failure.errors))].join(" ")}
        />
      )}
      <ProgressChart points={works.points} levels={works.levels} target={plan.targetStars} />
      <h2>Việc phải làm</h2>
      {works.tasks.length === 0 && <Empty title="Chưa có việc nào" />}
      {open.map((task) => (
        <Task
          key={task.id}
          task={task}
          vault={works.vault}
          mayWork={works.mayWork}
          failure={failure}
          said={saidAt(task.id)}
        />
      ))}
      {works.mayWork && <AddTask failure={failure} />}
      {ended.length > 0 && (
        <details open={ended.some(({ id }) => saidAt(id) !== null)}>
          <summary>
            Việc đã xong, đã bỏ <small>({ended.length})</small>
          </summary>
          {ended.map((task) => (
            <Task
              key={task.id}
              task={task}
              vault={works.vault}
              mayWork={works.mayWork}
              failure={failure}
              said={saidAt(task.id)}
            />
          ))}
        </details>
      )}
      <h2>Các lần đến cơ sở</h2>
      {works.visits.length === 0 && <p>Chưa có lần nào được ghi.</p>}
      {works.visits.map((visit) => (
        <section className="card" key={visit.id} aria-label={`Ngày ${dayText(visit.on, "vi")}`}>
          <p>
            <strong>{dayText(visit.on, "vi")}</strong>: {visitorKinds[visit.visitor]},{" "}
            {visit.people}
          </p>
          <p className="typed">{visit.notes}</p>
          {visit.nextSteps && <p className="typed">Việc tiếp theo: {visit.nextSteps}</p>}
          <ul className="plan-photos">
            {visit.photos.map((digest, at) => (
              <li key={digest}>
                <a href={planPaths.photo(plan.id, digest)}>
                  <img
                    src={planPaths.photo(plan.id, digest)}
                    alt={`Ảnh ${at + 1} ngày ${dayText(visit.on, "vi")}`}
                    loading="lazy"
                  />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="actions">
        <a className="button second" href={dossierPath(plan.productId, plan.id)}>
          Lập hồ sơ
        </a>
      </p>
    </>
  );
}
