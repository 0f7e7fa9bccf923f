import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { sweepUploads } from "./service/sweep-uploads.server.ts";

/** Every day: forgets the files that were begun and never became a paper. */
export const forgetUploads = defineJob(
  "producers.sweepUploads",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const removed = await sweepUploads(database.db);
    if (removed > 0) log.info({ removed }, "abandoned uploads forgotten");
  },
  { everySeconds: 86_400 },
);
