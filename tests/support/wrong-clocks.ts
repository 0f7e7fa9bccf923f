import { setTimeout as wait } from "node:timers";
import { mock } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { takeDatabaseClock } from "./database-clock.ts";
import { rolledBack } from "./db.ts";

/** What the program's own machine believes: hours off the database's clock, and a zone. */
export type Machine = { readonly name: string; readonly hours: number; readonly zone: string };

/** Two hours off either way, and in another zone. */
export const machines: readonly Machine[] = [
  { name: "a right clock", hours: 0, zone: "Asia/Ho_Chi_Minh" },
  { name: "a clock two hours slow", hours: -2, zone: "Asia/Ho_Chi_Minh" },
  { name: "a clock two hours fast", hours: 2, zone: "Asia/Ho_Chi_Minh" },
  { name: "a clock of another zone, two hours fast", hours: 2, zone: "America/Los_Angeles" },
];

/** Sets the time of the database; the machine's own is off by its hours. */
export type Clock = (instant: Date) => Promise<void>;

/**
 * Runs `work` in a transaction that is rolled back, on a machine whose clock is wrong, at times of
 * the database that the test sets.
 */
export async function onMachine(
  db: Db,
  { hours, zone }: Machine,
  work: (tx: Db, clock: Clock) => Promise<void>,
): Promise<void> {
  const ownZone = process.env["TZ"];
  try {
    await rolledBack(db, async (tx) => {
      const setDatabase = await takeDatabaseClock(tx);
      process.env["TZ"] = zone;
      mock.method(globalThis, "setTimeout", waitNoLonger as typeof setTimeout);
      mock.timers.enable({ apis: ["Date"] });
      await work(tx, async (instant) => {
        mock.timers.setTime(instant.getTime() + hours * 3_600_000);
        await setDatabase(instant);
      });
    });
  } finally {
    mock.timers.reset();
    mock.restoreAll();
    if (ownZone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = ownZone;
  }
}

const longestWait = 2 ** 31 - 1;

/**
 * The embedded engine runs in this process and times its statements by the same `Date`: what it
 * would wait for until the test's year is not waited for.
 */
function waitNoLonger(
  work: (...rest: unknown[]) => void,
  milliseconds?: number,
  ...rest: unknown[]
): NodeJS.Timeout {
  return (milliseconds ?? 0) > longestWait
    ? wait(work, longestWait, ...rest).unref()
    : wait(work, milliseconds, ...rest);
}
