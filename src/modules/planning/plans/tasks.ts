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
