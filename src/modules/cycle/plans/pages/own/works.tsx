import type { ComponentProps } from "react";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import {
  actOnWorks,
  type ShownTask,
  strangeForm,
  worksOf,
} from "#modules/cycle/plans/pages/works.server.ts";
import { describePlan } from "#modules/cycle/plans/service/describe.server.ts";
import { dayText } from "#ui/dates.ts";
import { Crumbs, Empty, Notice, Tag } from "#ui/public/notice.tsx";
import { blockers, taskStates, taskStepWords, visitorKinds } from "../../../works/model.ts";
import { ProgressChart } from "../../../works/widgets/progress-chart.tsx";
import { dossierPath, planPaths } from "../../paths.ts";
import "../../widgets/plans.css";
import type { Route } from "./+types/works.ts";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { row, may } = await describePlan(db, actor, params.plan);
  return {
    plan: {
      id: row.id,
      productId: row.productId,
      productName: row.productName,
      targetStars: row.targetStars,
      state: row.state,
    },
    works: await worksOf(db, actor, { row, may }),
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
    return done;
  });
});

type Failure =
  | {
      readonly message: string;
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    }
  | undefined;

/** What is to be done to reach the target, what was seen at visits, and how far the product has come. */
export default function OwnWorks({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, works } = loaderData;
  const failure: Failure = actionData && "ok" in actionData ? actionData : undefined;
  const open = works.tasks.filter(({ state }) => state !== "done" && state !== "dropped");
  const ended = works.tasks.filter(({ state }) => state === "done" || state === "dropped");
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
      {actionData && "done" in actionData && <Notice title={actionData.done} />}
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
        />
      ))}
      {works.mayWork && <AddTask failure={failure} />}
      {ended.length > 0 && (
        <details>
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

const tagKinds = {
  toDo: "warning",
  doing: "warning",
  blocked: "error",
  done: "good",
  dropped: "past",
} as const;

function Task({
  task,
  vault,
  mayWork,
  failure,
}: {
  task: ShownTask;
  vault: readonly { id: string; title: string; kindName: string }[];
  mayWork: boolean;
  failure: Failure;
}) {
  const mine = failure?.values["taskId"] === task.id ? failure : undefined;
  const may = (step: ShownTask["steps"][number]) => mayWork && task.steps.includes(step);
  return (
    <section className="card" aria-labelledby={`t-${task.id}`}>
      <h3 id={`t-${task.id}`}>{task.title}</h3>
      <p>
        <Tag kind={tagKinds[task.state]}>{taskStates[task.state]}</Tag>
        {task.points > 0 && ` +${task.points} điểm`}
        {task.dueOn && ` · hạn ${dayText(task.dueOn, "vi")}`}
        {task.isLate && <strong> · quá hạn</strong>}
        {task.doneOn && ` · xong ngày ${dayText(task.doneOn, "vi")}`}
        {task.papers > 0 && ` · ${task.papers} giấy tờ`}
      </p>
      {task.detail && <p className="typed">{task.detail}</p>}
      {task.state === "blocked" && task.blockedBy && (
        <p>
          Vướng: {task.blockedWhy}. Chờ: <strong>{blockers[task.blockedBy]}</strong>
        </p>
      )}
      {mayWork && (
        <>
          <div className="actions">
            {(["start", "unblock", "reopen"] as const).filter(may).map((step) => (
              <form method="post" key={step}>
                <Which task={task} />
                <button className="second" name="intent" value={`step:${step}`}>
                  {taskStepWords[step]}
                </button>
              </form>
            ))}
          </div>
          {may("finish") && <Finish task={task} vault={vault} />}
          {may("block") && <Block task={task} failure={mine} />}
          {may("drop") && <Change task={task} failure={mine} />}
        </>
      )}
    </section>
  );
}

function Which({ task }: { task: ShownTask }) {
  return (
    <>
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="expectedVersion" value={task.version} />
    </>
  );
}

/** One line of a form that stands on the page once for each task. */
function Box({
  of,
  name,
  label,
  error,
  ...rest
}: { of: string; name: string; label: string; error: string | undefined } & Pick<
  ComponentProps<"input">,
  "type" | "className" | "maxLength" | "defaultValue"
>) {
  const id = `${name}-${of}`;
  return (
    <div className={error ? "field invalid" : "field"}>
      <label htmlFor={id}>{label}</label>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        type="text"
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
    </div>
  );
}

function Finish({
  task,
  vault,
}: {
  task: ShownTask;
  vault: readonly { id: string; title: string; kindName: string }[];
}) {
  return (
    <details>
      <summary>{taskStepWords.finish}</summary>
      <form method="post">
        <Which task={task} />
        {task.criterion !== null && (
          <p>Ghi xong thì hiện trạng của tiêu chí {task.criterion} được nâng lên mức đã định.</p>
        )}
        {vault.length > 0 && (
          <fieldset className="field">
            <legend>Giấy tờ trong kho chứng minh việc này (không bắt buộc)</legend>
            {vault.map(({ id, title, kindName }) => (
              <label className="choice" key={id}>
                <input type="checkbox" name="papers" value={id} />
                <span>
                  {title} <small className="soft">{kindName}</small>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <button name="intent" value="step:finish">
          Ghi đã xong
        </button>
      </form>
    </details>
  );
}

function Block({ task, failure }: { task: ShownTask; failure: Failure }) {
  const mine = failure?.values["intent"] === "step:block" ? failure : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>{taskStepWords.block}</summary>
      <form method="post" noValidate>
        <Which task={task} />
        <Box
          of={task.id}
          name="why"
          label="Vướng ở đâu"
          maxLength={1000}
          defaultValue={mine?.values["why"]}
          error={mine?.errors["why"]}
        />
        <div className="field">
          <label htmlFor={`by-${task.id}`}>Ai phải xử lý</label>
          {mine?.errors["by"] && <p className="field-error">{mine.errors["by"]}</p>}
          <select id={`by-${task.id}`} name="by" defaultValue={mine?.values["by"] ?? ""}>
            <option value="">Chọn</option>
            {Object.entries(blockers).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button name="intent" value="step:block">
          {taskStepWords.block}
        </button>
      </form>
    </details>
  );
}

function Change({ task, failure }: { task: ShownTask; failure: Failure }) {
  const mine = failure?.values["intent"] === "changeTask" ? failure : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>Đổi hạn, bỏ việc</summary>
      <form method="post" noValidate>
        <Which task={task} />
        <Box
          of={task.id}
          type="date"
          className="short"
          name="dueOn"
          label="Hạn"
          defaultValue={mine?.values["dueOn"] ?? task.dueOn ?? ""}
          error={mine?.errors["dueOn"]}
        />
        <p className="actions">
          <button name="intent" value="changeTask">
            Lưu hạn
          </button>
        </p>
      </form>
      <form method="post">
        <Which task={task} />
        <button className="second" name="intent" value="step:drop">
          {taskStepWords.drop}
        </button>
      </form>
    </details>
  );
}

function AddTask({ failure }: { failure: Failure }) {
  const mine = failure?.values["intent"] === "addTask" ? failure : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>Thêm việc khác</summary>
      <form method="post" noValidate>
        <Box
          of="new"
          name="title"
          label="Việc phải làm"
          maxLength={300}
          defaultValue={mine?.values["title"]}
          error={mine?.errors["title"]}
        />
        <Box
          of="new"
          type="date"
          className="short"
          name="dueOn"
          label="Hạn (không bắt buộc)"
          defaultValue={mine?.values["dueOn"]}
          error={mine?.errors["dueOn"]}
        />
        <button name="intent" value="addTask">
          Thêm việc
        </button>
      </form>
    </details>
  );
}
