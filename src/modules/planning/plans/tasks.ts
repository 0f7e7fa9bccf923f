import { addDays } from "#core/calendar/day.ts";
import type { Taker } from "#modules/people/takers.ts";

/** Where a task stands. */
export const taskStates = {
  open: "Đang thực hiện",
  answered: "Đã báo cáo",
  returned: "Đề nghị làm lại",
  done: "Đã hoàn thành",
  withdrawn: "Đã rút lại",
} as const;
export type TaskState = keyof typeof taskStates;

/** Who moves a task on: whom it was given to, or the office that gave it. */
export const taskActs = {
  answer: { by: "assignee", from: ["open", "returned", "answered"], to: "answered" },
  accept: { by: "office", from: ["answered"], to: "done" },
  return: { by: "office", from: ["answered"], to: "returned" },
  withdraw: { by: "office", from: ["open", "returned", "answered"], to: "withdrawn" },
} as const satisfies Record<
  string,
  { by: "assignee" | "office"; from: readonly TaskState[]; to: TaskState }
>;
export type TaskAct = keyof typeof taskActs;

/** Whether an act is possible for a task that stands there. */
export function mayFollow(act: TaskAct, state: TaskState): boolean {
  return (taskActs[act].from as readonly TaskState[]).includes(state);
}

/** Whether the deadline has passed and the assignee still owes an answer. Days are `yyyy-mm-dd`. */
export function isOverdue(task: { state: TaskState; dueOn: string }, today: string): boolean {
  return (task.state === "open" || task.state === "returned") && task.dueOn < today;
}

/** How many files may come with one answer. */
export const mostAnswerFiles = 5;

/** An account with the agencies that it takes tasks for. */
export type TaskHand = { readonly userId: string; readonly agencies: ReadonlySet<string> };

/** Whether a task was given to this account, or to an agency that it takes tasks for. */
export function isTheirs({ assigneeId, agencyId }: Taker, { userId, agencies }: TaskHand): boolean {
  return assigneeId === userId || (agencyId !== null && agencies.has(agencyId));
}

/** How many days before its deadline a task is first recalled. */
export const reminderDays = 3;

/** When whom a task was given to is reminded: as the deadline comes, and once it has passed. */
export type ReminderStep = "soon" | "overdue";

/** Which reminder is due on a day; null when none is. Days are `yyyy-mm-dd`. */
export function reminderStep(
  task: { state: TaskState; dueOn: string },
  on: string,
): ReminderStep | null {
  if (task.state !== "open" && task.state !== "returned") return null;
  if (task.dueOn < on) return "overdue";
  return addDays(on, reminderDays) >= task.dueOn ? "soon" : null;
}
