import { Worker } from "node:worker_threads";
import { BoundaryFault } from "./faults.ts";
import type { OutlineTask, ReadOutlines } from "./outline-task.ts";
import type { BoundaryPlan, BoundaryTask } from "./plan.ts";
import type { ThreadAnswer, ThreadTask } from "./worker.server.ts";

const unreadable =
  "Không đọc được tệp này: tệp hỏng, hoặc quá lớn so với bộ nhớ. Hãy chia nhỏ rồi nạp lại.";

/** What one file may take at most: the time in milliseconds, the memory in MB. */
type Limits = { readonly time: number; readonly memory: number };

/**
 * Plans a file in a thread of its own, whose memory and time are limited: others are served
 * meanwhile, and a file that is made to harm harms nothing. Throws `BoundaryFault`.
 */
export async function planIsolated(task: BoundaryTask): Promise<BoundaryPlan> {
  const answer = await inThread({ plan: task }, { time: 120_000, memory: 1536 });
  if ("plan" in answer) return answer.plan;
  throw new BoundaryFault(unreadable);
}

/** Reads the outlines of a small file in a thread of its own, as `planIsolated`. Throws `BoundaryFault`. */
export async function readIsolated(task: OutlineTask): Promise<ReadOutlines> {
  const answer = await inThread({ read: task }, { time: 20_000, memory: 384 });
  if ("read" in answer) return answer.read;
  throw new BoundaryFault(unreadable);
}

function inThread(task: ThreadTask, { time, memory }: Limits): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.server.ts", import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    const refuse = (why: string) => () => reject(new BoundaryFault(why));
    const timer = setTimeout(
      () => end(refuse("Tệp quá phức tạp: xử lý quá lâu chưa xong. Hãy giản lược bớt điểm.")),
      time,
    );
    worker.once("message", (answer: ThreadAnswer) =>
      end("fault" in answer ? refuse(answer.fault ?? unreadable) : () => resolve(answer)),
    );
    worker.once("error", () => end(refuse(unreadable)));
    worker.once("exit", () => end(refuse(unreadable)));
  });
}
