import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { sweepAttempts } from "#core/session/attempts.ts";
import { sweepSessions } from "./service/session.server.ts";

/** Every hour: removes sign-ins that are over and counters whose window has passed. */
export const sweepSignIns = defineJob(
  "people.sweepSignIns",
  z.strictObject({}),
  async (_data, { services: { database } }) => {
    await sweepSessions(database.db);
    await sweepAttempts(database.db);
  },
  { everySeconds: 3_600 },
);
