import { parentPort, workerData } from "node:worker_threads";
import { BoundaryFault } from "./faults.ts";
import { type OutlineTask, type ReadOutlines, readOutlines } from "./outline-task.ts";
import { type BoundaryPlan, type BoundaryTask, planBoundaries } from "./plan.ts";

/** What a thread is asked: to plan a set of outlines of units, or only to read outlines. */
export type ThreadTask = { readonly plan: BoundaryTask } | { readonly read: OutlineTask };

/** What the thread answers, or why there is nothing (null: it is not the file's fault alone). */
export type ThreadAnswer =
  | { plan: BoundaryPlan }
  | { read: ReadOutlines }
  | { fault: string | null };

function answerTo(task: ThreadTask): ThreadAnswer {
  try {
    return "plan" in task ? { plan: planBoundaries(task.plan) } : { read: readOutlines(task.read) };
  } catch (error) {
    return { fault: error instanceof BoundaryFault ? error.message : null };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(answerTo(workerData as ThreadTask));
