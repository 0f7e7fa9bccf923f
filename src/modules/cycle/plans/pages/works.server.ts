import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { can as canOnProducer } from "#modules/producers/access.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { taskStepChoices } from "../../works/model.ts";
import { setStanding } from "../../works/service/progress.server.ts";
import { addTask, changeTask, moveTask } from "../../works/service/tasks.server.ts";
import { next, type TaskStep } from "../../works/states.ts";
import { describeWorks } from "../service/describe.server.ts";
import type { PlanRow } from "../service/load.server.ts";
import { pointsOf } from "./progress.server.ts";

/** Tasks, visits and progress as pages show them, each with the steps that may be taken. */
export async function worksOf(
  db: Db,
  actor: UserActor,
  { row, may }: { row: PlanRow; may: { readonly work: boolean; readonly visit: boolean } },
) {
  const { tasks, visits, progress } = await describeWorks(db, actor, row.id);
  const on = await today(db);
  const isOpen = row.state === "chosen";
  return {
    tasks: tasks.map((task) => ({
      id: task.id,
      title: task.title,
      detail: task.detail,
      criterion: task.criterion,
      points: task.points,
      dueOn: task.dueOn,
      state: task.state,
      blockedWhy: task.blockedWhy,
      blockedBy: task.blockedBy,
      doneOn: task.doneOn,
      papers: task.papers,
      version: task.version,
      isLate:
        task.dueOn !== null && task.dueOn < on && task.state !== "done" && task.state !== "dropped",
      steps: taskStepChoices.filter((step) => next(step, task.state) !== null),
    })),
    visits: visits.map((visit) => ({
      id: visit.id,
      on: visit.on,
      visitor: visit.visitor,
      people: visit.people,
      notes: visit.notes,
      nextSteps: visit.nextSteps,
      position:
        visit.latitude === null || visit.longitude === null
          ? null
          : { latitude: visit.latitude, longitude: visit.longitude, accuracy: visit.accuracy },
      writer: visit.writer,
      photos: visit.photos,
    })),
    ...(await pointsOf(db, row, progress)),
    mayWork: may.work && isOpen,
    mayVisit: may.visit && isOpen,
    vault: may.work && isOpen ? await vaultOf(db, actor, row) : [],
  };
}
export type ShownWorks = Awaited<ReturnType<typeof worksOf>>;
export type ShownTask = ShownWorks["tasks"][number];

/** The papers that can back a task, for those who may look into the vault. */
async function vaultOf(db: Db, actor: UserActor, row: PlanRow) {
  const place = { version: currentVersion, path: row.unitPath };
  if (!canOnProducer(actor, "seePapers", { id: row.producerId, place })) return [];
  const papers = await listPapers(db, actor, row.producerId);
  return papers.map(({ id, title, kindName }) => ({ id, title, kindName }));
}

/** What was done to the carrying out, in words and by name. */
export type WorksDone = { readonly done: string; readonly name: WorksAct };
type WorksAct = TaskStep | "addTask" | "changeTask" | "setStanding";

/** Does to the plan's carrying out what a form asks; tells what was done. Null for another intent. */
export async function actOnWorks(
  db: Db,
  actor: UserActor,
  planId: string,
  form: FormData,
): Promise<WorksDone | null> {
  const { intent, ...fields } = formFields(form);
  const boxes = fields as Record<string, string>;
  const stepOf = typeof intent === "string" ? intent.replace(/^step:/, "") : "";
  if (intent === "addTask") {
    await addTask(db, actor, { title: "", ...boxes, planId });
    return said("addTask");
  }
  if (intent === "changeTask") {
    await changeTask(db, actor, boxes as Parameters<typeof changeTask>[2]);
    return said("changeTask");
  }
  if (intent === "setStanding") {
    await setStanding(db, actor, { criterion: "", ...boxes, planId });
    return said("setStanding");
  }
  if (isStep(stepOf)) {
    await moveTask(db, actor, { ...boxes, step: stepOf } as Parameters<typeof moveTask>[2]);
    return said(stepOf);
  }
  return null;
}

function isStep(name: string): name is TaskStep {
  return taskStepChoices.some((step) => step === name);
}

/** What was done, in words, by the name of the act. */
export const doneWords: Readonly<Record<WorksAct, string>> = {
  addTask: "Đã thêm việc.",
  changeTask: "Đã sửa việc.",
  setStanding: "Đã ghi mức mới của tiêu chí.",
  start: "Đã ghi: bắt đầu làm.",
  block: "Đã báo vướng. Bên phải xử lý đã được báo.",
  unblock: "Đã ghi: hết vướng.",
  finish: "Đã ghi: việc đã xong.",
  drop: "Đã bỏ việc này.",
  reopen: "Đã mở lại việc.",
};

function said(name: WorksAct): WorksDone {
  return { done: doneWords[name], name };
}

/** A form that asks for what no page offers. */
export function strangeForm(): AppError {
  return new AppError("invalid", { vi: "Biểu mẫu gửi lên có mục lạ. Hãy tải lại trang." });
}
