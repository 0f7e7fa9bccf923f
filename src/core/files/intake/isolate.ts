import { Worker } from "node:worker_threads";
import { IntakeRefusal, mostTime, type Refusal } from "./limits.ts";

/** What is done in a thread of its own. */
export type IntakeTask =
  | { kind: "pdf"; bytes: Uint8Array }
  | { kind: "text"; bytes: Uint8Array }
  | { kind: "heic"; bytes: Uint8Array }
  | { kind: "merge"; parts: readonly { mediaType: string; bytes: Uint8Array }[] };

export type Pages = { pages: number };
export type Words = { text: string };
export type Pixels = { pixels: Uint8Array; width: number; height: number };
export type Merged = { bytes: Uint8Array; pages: number };
export type TaskResult = Pages | Words | Pixels | Merged;
type ResultOf<Task extends IntakeTask> = Task extends { kind: "pdf" }
  ? Pages
  : Task extends { kind: "text" }
    ? Words
    : Task extends { kind: "heic" }
      ? Pixels
      : Merged;

/**
 * Runs one task in a thread whose memory and time are limited, and which is gone afterwards with
 * all it took. Throws `IntakeRefusal` for what the task refuses, and for one that does not end.
 */
export function runIsolated<Task extends IntakeTask>(task: Task): Promise<ResultOf<Task>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: task,
      // The libraries talk of damaged files on the console; the refusal says it.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 },
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new IntakeRefusal("tooSlow"))), mostTime);
    worker.on("message", (answer: { done?: TaskResult; refused?: Refusal }) => {
      const { done, refused } = answer;
      if (done) end(() => resolve(done as ResultOf<Task>));
      // In watch mode Node itself tells here of each file that the thread imports.
      else if (refused) end(() => reject(new IntakeRefusal(refused)));
    });
    worker.once("error", (error) => end(() => reject(new IntakeRefusal("damaged", error))));
    worker.once("exit", () => end(() => reject(new IntakeRefusal("damaged"))));
  });
}
