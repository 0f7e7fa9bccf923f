import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { remindOfRenewals } from "./service/remind.server.ts";

/** Every six hours: reminds producers and communes of recognitions that come to their end. */
export const remindRenewals = defineJob(
  "recognition.remindOfRenewals",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const reminded = await remindOfRenewals(database.db);
    if (reminded > 0) log.info({ reminded }, "producers reminded of renewals");
  },
  { everySeconds: 6 * 3_600 },
);
