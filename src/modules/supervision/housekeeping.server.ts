import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { remindOfDeadlines } from "./service/remind.server.ts";

/** Every six hours: reminds producers of what they have to remedy. */
export const remindRemedies = defineJob(
  "supervision.remindOfDeadlines",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const reminded = await remindOfDeadlines(database.db);
    if (reminded > 0) log.info({ reminded }, "producers reminded of remedies");
  },
  { everySeconds: 6 * 3_600 },
);
