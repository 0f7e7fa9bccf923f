import type PgBoss from "pg-boss";
import type { Services } from "../http/context.ts";
import { createBoss, jobsSchema, onPool, queue } from "./boss.ts";
import { enqueue } from "./enqueue.ts";
import { findJob, type Job, recurringJobs } from "./job.ts";
import { sleepUntilWoken, wakeWorkers } from "./wake.ts";

export type JobOutcome = "done" | "failed";

export type WorkerOptions = {
  /** How many jobs run at once in this process. */
  concurrency: number;
  /** Rest between looks at an empty queue, in milliseconds; a job of this process ends it. */
  restMs: number;
  /** How long `stop` waits for running jobs, in milliseconds. */
  patienceMs: number;
  /** Told of every attempt that ended; for metrics. */
  observe: (job: string, outcome: JobOutcome, seconds: number) => void;
};

export type JobWorker = {
  /** Takes no more jobs, waits for those that run, hands back what does not end in time. */
  stop(): Promise<void>;
};

type Fetched = PgBoss.JobWithMetadata<{ job: string; data: unknown }>;

/**
 * Starts to work off the queue, and to enqueue the jobs that recur. Several processes share the
 * work; each attempt is one process's. A lost database is waited for, it ends nothing.
 */
export async function startJobs(
  services: Services,
  options: Partial<WorkerOptions> = {},
): Promise<JobWorker> {
  const worker = new Worker(services, options);
  await worker.start();
  return worker;
}

class Worker implements JobWorker {
  readonly #services: Services;
  readonly #options: WorkerOptions;
  readonly #boss: PgBoss;
  readonly #running = new Map<string, { ended: Promise<void>; abort: AbortController }>();
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();
  #recurring: NodeJS.Timeout | undefined;

  constructor(services: Services, options: Partial<WorkerOptions>) {
    const embedded = services.database.engine === "embedded";
    this.#services = services;
    this.#options = {
      concurrency: embedded ? 2 : 4,
      restMs: embedded ? 5_000 : 1_000,
      patienceMs: 10_000,
      observe: () => undefined,
      ...options,
    };
    this.#boss = createBoss(onPool(services.database.pool), true);
    this.#boss.on("error", (error) => services.log.warn({ err: error }, "job queue"));
  }

  async start(): Promise<void> {
    await this.#boss.start();
    if (this.#services.database.engine === "embedded") await this.#takeBackOrphans();
    this.#recurring = setInterval(() => void this.#enqueueRecurring(), 60_000);
    await this.#enqueueRecurring();
    this.#loop = this.#work();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#recurring);
    wakeWorkers();
    const ended = Promise.allSettled([...this.#running.values()].map((run) => run.ended));
    await Promise.race([ended, delay(this.#options.patienceMs)]);
    for (const { abort } of this.#running.values())
      abort.abort(new Error("the program is stopping"));
    await Promise.allSettled([...this.#running.values()].map((run) => run.ended));
    await this.#loop;
    await this.#boss.stop({ graceful: false, close: false });
  }

  async #work(): Promise<void> {
    const { concurrency, restMs } = this.#options;
    while (!this.#stopping) {
      const free = concurrency - this.#running.size;
      const jobs = free > 0 ? await this.#fetch(free) : [];
      for (const job of jobs) this.#run(job);
      if (this.#running.size === 0) await sleepUntilWoken(restMs);
      else if (jobs.length < free || free === 0)
        await Promise.race([
          ...[...this.#running.values()].map((run) => run.ended),
          ...(free > 0 ? [sleepUntilWoken(restMs)] : []),
        ]);
    }
  }

  async #fetch(batchSize: number): Promise<Fetched[]> {
    // pg-boss answers an unreachable database with no jobs.
    const jobs = await this.#boss.fetch<Fetched["data"]>(queue, {
      batchSize,
      includeMetadata: true,
    });
    return jobs ?? [];
  }

  #run(fetched: Fetched): void {
    const abort = new AbortController();
    const ended = this.#attempt(fetched, abort).finally(() => this.#running.delete(fetched.id));
    this.#running.set(fetched.id, { ended, abort });
  }

  async #attempt(fetched: Fetched, abort: AbortController): Promise<void> {
    const { log } = this.#services;
    const { id } = fetched;
    const { job: name } = fetched.data;
    const attempt = fetched.retryCount + 1;
    const started = performance.now();
    const outcome = await this.#handle(fetched, abort).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const seconds = (performance.now() - started) / 1000;
    this.#options.observe(name, outcome ? "failed" : "done", seconds);
    if (outcome) {
      const last = fetched.retryCount >= fetched.retryLimit;
      log[last ? "error" : "warn"](
        { job: name, id, attempt, last, err: outcome.error },
        "job failed",
      );
      await this.#settle(() => this.#boss.fail(queue, id, { message: String(outcome.error) }));
    } else {
      log.info({ job: name, id, attempt, ms: Math.round(seconds * 1000) }, "job done");
      await this.#settle(() => this.#boss.complete(queue, id));
    }
  }

  async #handle(fetched: Fetched, abort: AbortController): Promise<void> {
    const job: Job | undefined = findJob(fetched.data.job);
    if (!job) throw new Error(`no job named ${fetched.data.job}`);
    const data = job.data.parse(fetched.data.data);
    const { signal } = abort;
    const timeout = setTimeout(
      () => abort.abort(new Error(`longer than ${job.timeoutSeconds} s`)),
      job.timeoutSeconds * 1000,
    );
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    try {
      await Promise.race([
        job.handler(data, {
          services: this.#services,
          id: fetched.id,
          attempt: fetched.retryCount + 1,
          signal,
        }),
        aborted,
      ]);
    } finally {
      clearTimeout(timeout);
    }
  }

  /** Tells the queue how an attempt ended; what cannot be told makes the job run again later. */
  async #settle(tell: () => Promise<void>): Promise<void> {
    for (const pause of [200, 1_000, 5_000, 0])
      try {
        return await tell();
      } catch (error) {
        this.#services.log.warn({ err: error }, "the end of a job could not be told");
        await delay(this.#stopping ? 0 : pause);
      }
  }

  /** On the embedded engine nobody else can be working: what was running died with its process. */
  async #takeBackOrphans(): Promise<void> {
    const { rows } = await this.#services.database.pool.query<{ id: string }>(
      `select id from ${jobsSchema}.job where name = $1 and state = 'active'`,
      [queue],
    );
    for (const { id } of rows)
      await this.#boss.fail(queue, id, { message: "the program ended while the job ran" });
  }

  async #enqueueRecurring(): Promise<void> {
    for (const job of recurringJobs())
      try {
        const once = { key: "slot", seconds: job.everySeconds };
        await enqueue(this.#services.database.db, job, {}, { once });
      } catch (error) {
        this.#services.log.warn({ job: job.name, err: error }, "a recurring job was not enqueued");
      }
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
