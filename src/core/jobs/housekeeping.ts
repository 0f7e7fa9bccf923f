import { z } from "zod";
import { pruneIdempotencyKeys } from "../idempotency/idempotency.ts";
import { sweepFiles } from "../files/sweep.ts";
import { defineJob } from "./job.ts";

/** Every day: forgets the answers to writes that nobody will repeat any more. */
export const pruneAnswers = defineJob(
  "core.pruneIdempotencyKeys",
  z.strictObject({}),
  async (_data, { services }) => {
    const removed = await pruneIdempotencyKeys(services.database.db);
    services.log.info({ removed }, "idempotency keys pruned");
  },
  { everySeconds: 86_400 },
);

/** Every day: removes the contents that nothing has named for long. */
export const sweepStore = defineJob(
  "core.sweepFiles",
  z.strictObject({}),
  async (_data, { services: { database, files, log } }) => {
    const { unnamed, removed } = await sweepFiles(database.db, files);
    if (unnamed + removed > 0) log.info({ unnamed, removed }, "contents that nothing names");
  },
  { everySeconds: 86_400, timeoutSeconds: 3_600 },
);
