import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { deliverDue } from "./service/deliver.server.ts";

/** Every half minute: tells other systems of changes of recognitions. */
export const sendChanges = defineJob(
  "exchange.sendChanges",
  z.strictObject({}),
  async (_data, { services: { database, env, log } }) => {
    const sent = await deliverDue({ db: database.db, env });
    if (sent > 0) log.info({ sent }, "changes sent to other systems");
  },
  { everySeconds: 30 },
);
