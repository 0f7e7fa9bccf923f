import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { remindOfTasks } from "./plans/service/task-letters.server.ts";
import { checkSentReports } from "./reports/service/check.server.ts";

/** Every day: looks whether the reports that were sent still are what was sent. */
export const checkReports = defineJob(
  "planning.checkReports",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const { faults } = await checkSentReports(database.db);
    for (const fault of faults) log.error(fault, "a report that was sent has been changed");
  },
  { everySeconds: 86_400, timeoutSeconds: 3_600 },
);

/** Every hour: reminds whom a task was given to as its deadline comes, and once it has passed. */
export const remindTasks = defineJob(
  "planning.remindTasks",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const reminded = await remindOfTasks(database.db);
    if (reminded > 0) log.info({ reminded }, "departments reminded of tasks");
  },
  { everySeconds: 3_600 },
);
