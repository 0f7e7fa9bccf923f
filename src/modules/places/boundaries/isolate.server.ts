import { Worker } from "node:worker_threads";
import { BoundaryFault } from "./faults.ts";
import type { BoundaryPlan, BoundaryTask } from "./plan.ts";
import type { BoundaryAnswer } from "./worker.server.ts";

/** The most time that one file may take, in milliseconds. */
const mostTime = 120_000;

const unreadable =
  "Không đọc được tệp này: tệp hỏng, hoặc quá lớn so với bộ nhớ. Hãy chia theo tỉnh rồi nạp lại.";

/**
 * Plans a file in a thread of its own, whose memory and time are limited: others are served
 * meanwhile, and a file that is made to harm harms nothing. Throws `BoundaryFault`.
 */
export function planIsolated(task: BoundaryTask): Promise<BoundaryPlan> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.server.ts", import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 64 },
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    const refuse = (why: string) => () => reject(new BoundaryFault(why));
    const timer = setTimeout(
      () => end(refuse("Tệp quá phức tạp: xử lý hơn hai phút chưa xong. Hãy giản lược bớt điểm.")),
      mostTime,
    );
    worker.once("message", (answer: BoundaryAnswer) =>
      end("plan" in answer ? () => resolve(answer.plan) : refuse(answer.fault ?? unreadable)),
    );
    worker.once("error", () => end(refuse(unreadable)));
    worker.once("exit", () => end(refuse(unreadable)));
  });
}
