import { z } from "zod";
import { pruneIdempotencyKeys } from "../idempotency/idempotency.ts";
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
