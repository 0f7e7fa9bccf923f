import type { TaskState, taskStepWords } from "./model.ts";

/** Steps of a task; `done` and `dropped` may be taken back. */
export const taskSteps = {
  start: { from: ["toDo"], to: "doing" },
  block: { from: ["toDo", "doing"], to: "blocked" },
  unblock: { from: ["blocked"], to: "doing" },
  finish: { from: ["toDo", "doing", "blocked"], to: "done" },
  drop: { from: ["toDo", "doing", "blocked"], to: "dropped" },
  reopen: { from: ["done", "dropped"], to: "doing" },
} as const satisfies Readonly<
  Record<
    keyof typeof taskStepWords,
    { readonly from: readonly TaskState[]; readonly to: TaskState }
  >
>;
export type TaskStep = keyof typeof taskSteps;

/** Where a step leads from a state; null where it may not be taken. */
export function next(step: TaskStep, state: TaskState): TaskState | null {
  const { from, to }: { from: readonly TaskState[]; to: TaskState } = taskSteps[step];
  return from.includes(state) ? to : null;
}
