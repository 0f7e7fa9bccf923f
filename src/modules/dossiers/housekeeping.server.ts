import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { escalateDossiers } from "./service/escalate.server.ts";

/** Every hour: reminds the offices whose dossiers run out, and the province of those that are late. */
export const escalate = defineJob(
  "dossiers.escalate",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const written = await escalateDossiers(database.db);
    if (written > 0) log.info({ written }, "offices reminded of dossiers");
  },
  { everySeconds: 3_600 },
);
