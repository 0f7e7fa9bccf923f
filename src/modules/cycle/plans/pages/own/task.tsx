import type { ComponentProps } from "react";
import type { ShownTask } from "#modules/cycle/plans/pages/works.server.ts";
import { dayText } from "#ui/dates.ts";
import { Notice, Tag } from "#ui/public/notice.tsx";
import { blockers, taskStates, taskStepWords } from "../../../works/model.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** A form that came back. */
export type Failure =
  | {
      readonly message: string;
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    }
  | undefined;

const tagKinds = {
  toDo: "warning",
  doing: "warning",
  blocked: "error",
  done: "good",
  dropped: "past",
} as const;

/** One task with the steps that may be taken. */
export function Task({
  task,
  vault,
  mayWork,
  failure,
  said,
}: {
  task: ShownTask;
  vault: readonly { id: string; title: string; kindName: string }[];
  mayWork: boolean;
  failure: Failure;
  /** What was just done to it. */
  said: string | null;
}) {
  const mine = failure?.values["taskId"] === task.id ? failure : undefined;
  const may = (step: ShownTask["steps"][number]) => mayWork && task.steps.includes(step);
  return (
    <section className="card" aria-labelledby={`t-${task.id}`}>
      <h3 id={`t-${task.id}`}>{task.title}</h3>
      {said !== null && <Notice title={said} />}
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
      {mayWork && task.steps.length > 0 && (
        <details open={mine !== undefined}>
          <summary>Ghi việc này</summary>
          {(["start", "unblock", "reopen"] as const).filter(may).map((step) => (
            <form method="post" key={step} className="actions">
              <Which task={task} />
              <button className="second" name="intent" value={`step:${step}`}>
                {taskStepWords[step]}
              </button>
            </form>
          ))}
          {may("finish") && <Finish task={task} vault={vault} />}
          {may("block") && <Block task={task} failure={mine} />}
          {may("drop") && <Change task={task} failure={mine} />}
        </details>
      )}
    </section>
  );
}

function Which({ task }: { task: ShownTask }) {
  return (
    <>
      <input type="hidden" name="taskId" value={task.id} />
      <VersionField version={task.version} of={{ taskId: task.id }} />
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

/** A task of the plan's own. */
export function AddTask({ failure }: { failure: Failure }) {
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
