import { parentPort, workerData } from "node:worker_threads";
import { BoundaryFault } from "./faults.ts";
import { type BoundaryPlan, type BoundaryTask, planBoundaries } from "./plan.ts";

/** What the thread answers: a plan, or why there is none (null: it is not the file's fault alone). */
export type BoundaryAnswer = { plan: BoundaryPlan } | { fault: string | null };

function answerTo(task: BoundaryTask): BoundaryAnswer {
  try {
    return { plan: planBoundaries(task) };
  } catch (error) {
    return { fault: error instanceof BoundaryFault ? error.message : null };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(answerTo(workerData as BoundaryTask));
