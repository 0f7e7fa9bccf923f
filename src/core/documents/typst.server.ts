import { type ChildProcess, fork } from "node:child_process";
import { AppError } from "#core/errors.ts";
import { printable } from "./printable.ts";
import type { RenderAnswer, RenderTask } from "./typst-protocol.ts";

/** What a document takes besides its data. */
export type PdfOptions = {
  /** Title in the file's metadata; readers show it in the window's bar. */
  readonly title: string;
  /** Moment written into the file as its creation, whole seconds, UTC: the same input gives the same bytes. */
  readonly createdAt: Date;
  /** Language of the text, for readers aloud; Vietnamese unless said. */
  readonly lang?: "vi" | "en";
  /** Time after which rendering is given up, in milliseconds; 30 s unless said. */
  readonly timeoutMs?: number;
};

type Job = {
  readonly task: RenderTask;
  readonly timeoutMs: number;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: AppError) => void;
};

/** Documents that may wait at once; beyond that a caller is told to come back. */
const maxQueued = 200;

/** An idle renderer holds some 200 MB of fonts and layouts; starting one takes a quarter of a second. */
const keepIdleMs = 5 * 60_000;

/**
 * A paper takes well under a second, an archive's index of thousands of rows some; a small machine
 * that builds its pages beside its first papers takes thirty times as long.
 */
const patienceMs = 30_000;

const queue: Job[] = [];
let renderer: ChildProcess | undefined;
let running: (Job & { readonly timer: NodeJS.Timeout }) | undefined;
let idle: NodeJS.Timeout | undefined;
let taskId = 0;

/**
 * Renders a `.typ` template of `src/` with `data` to a PDF/A-2b. The template reads
 * the data as JSON, so nothing in it can act as markup; characters that the font lacks
 * are shown as □, and invisible ones are left out.
 *
 * Typst has no limit of its own and cannot be stopped from within the process (a worker
 * thread's `terminate()` waits for it), so it runs in a child process, one document at a
 * time, and a document that takes too long is ended together with the child.
 *
 * @throws AppError `unavailable` when the time is up or too many documents wait;
 * `internal` when the template itself fails.
 */
export async function renderPdf(
  template: URL,
  data: unknown,
  options: PdfOptions,
): Promise<Uint8Array> {
  if (queue.length >= maxQueued) {
    throw new AppError("unavailable", { log: "too many documents wait to be rendered" });
  }
  const { title, lang = "vi", createdAt, timeoutMs = patienceMs } = options;
  const task: RenderTask = {
    id: ++taskId,
    template: template.href,
    document: JSON.stringify(printable({ title, lang, data })),
    createdAt: Math.floor(createdAt.getTime() / 1000),
  };
  return new Promise((resolve, reject) => {
    queue.push({ task, timeoutMs, resolve, reject });
    startNext();
  });
}

/** Ends the rendering process; documents under way or waiting fail. The next one starts a new process. */
export function stopRenderer(): void {
  const waiting = queue.splice(0);
  if (renderer !== undefined) lose(renderer, "was stopped");
  for (const job of waiting) {
    job.reject(new AppError("unavailable", { log: `${job.task.template}: renderer was stopped` }));
  }
}

function startNext(): void {
  if (running !== undefined) return;
  const job = queue.shift();
  if (job === undefined) return;
  renderer ??= startRenderer();
  hold(renderer);
  const child = renderer;
  const timer = setTimeout(() => lose(child, `took over ${job.timeoutMs} ms`), job.timeoutMs);
  running = { ...job, timer };
  // A child that has just died cannot be written to; its `exit` event answers for the job.
  child.send(job.task, () => undefined);
}

function startRenderer(): ChildProcess {
  const child = fork(new URL("./typst-child.ts", import.meta.url), [], {
    serialization: "advanced",
    execArgv: [],
    // Templates need nothing from the environment, and secrets have no business there.
    env: {},
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.on("message", (answer: RenderAnswer) => finish(child, answer));
  child.on("error", (error) => lose(child, `could not run: ${error.message}`));
  child.on("exit", (code, signal) => lose(child, `ended with ${signal ?? String(code)}`));
  return child;
}

function finish(child: ChildProcess, answer: RenderAnswer): void {
  const job = running;
  if (job === undefined || job.task.id !== answer.id) return;
  clearTimeout(job.timer);
  running = undefined;
  release(child);
  idle = setTimeout(() => lose(child, "was idle"), keepIdleMs).unref();
  if ("pdf" in answer) job.resolve(answer.pdf);
  else job.reject(new AppError("internal", { log: `${job.task.template}: ${answer.error}` }));
  startNext();
}

/** Gives up a child, dead or alive: its document fails, the next one gets a new child. */
function lose(child: ChildProcess, how: string): void {
  if (renderer !== child) return;
  renderer = undefined;
  clearTimeout(idle);
  release(child);
  child.kill("SIGKILL");
  const job = running;
  running = undefined;
  if (job !== undefined) {
    clearTimeout(job.timer);
    job.reject(new AppError("unavailable", { log: `${job.task.template}: renderer ${how}` }));
  }
  startNext();
}

/** While a document is being made the child keeps this process alive; idle, it does not. */
function hold(child: ChildProcess): void {
  clearTimeout(idle);
  child.ref();
  child.channel?.ref();
}

function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
