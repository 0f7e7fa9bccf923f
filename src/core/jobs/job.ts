import type { z } from "zod";
import type { Services } from "../http/context.ts";

/** What a running job is given. */
export type JobContext = {
  readonly services: Services;
  /** The same in every attempt: use it as the key of what must happen once. */
  readonly id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborts at the timeout and when the program stops; the job is then tried again. */
  readonly signal: AbortSignal;
};

export type JobOptions = {
  /** How often a failed job is tried again. */
  retryLimit: number;
  /** Seconds before the first retry; doubled for each one that follows. */
  retryDelaySeconds: number;
  /** Longest run of one attempt, in seconds; after a crash, when another attempt starts. */
  timeoutSeconds: number;
  /** Runs by itself once in every slot of so many seconds, with `{}` as its data. */
  everySeconds?: number;
};

export type Job<Data extends z.ZodType = z.ZodType> = JobOptions & {
  readonly name: string;
  readonly data: Data;
  readonly handler: (data: z.output<Data>, context: JobContext) => Promise<void>;
};

const defaults: JobOptions = { retryLimit: 8, retryDelaySeconds: 5, timeoutSeconds: 300 };
const jobs = new Map<string, Job>();

/**
 * Declares a kind of slow work, once per program. A job runs at least once, and again after a
 * failure or a crash, so its handler must be such that doing it twice does no harm. Throws on a
 * second definition of a name.
 */
export function defineJob<Data extends z.ZodType>(
  name: string,
  data: Data,
  handler: Job<Data>["handler"],
  options: Partial<JobOptions> = {},
): Job<Data> {
  if (jobs.has(name)) throw new Error(`the job ${name} is defined twice`);
  const job: Job<Data> = { ...defaults, ...options, name, data, handler };
  jobs.set(name, job as unknown as Job);
  return job;
}

/** The definition of a name; undefined for a job of another version of the program. */
export function findJob(name: string): Job | undefined {
  return jobs.get(name);
}

/** The jobs that run by themselves. */
export function recurringJobs(): (Job & { everySeconds: number })[] {
  return [...jobs.values()].flatMap((job) =>
    job.everySeconds === undefined ? [] : [{ ...job, everySeconds: job.everySeconds }],
  );
}
