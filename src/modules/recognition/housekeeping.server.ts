import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { forgetDrafts } from "./import/drafts.server.ts";
import { enqueueUnsealed } from "./service/unsealed.server.ts";
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

/** Every day: forgets files of registers that nobody has worked on for a month. */
export const forgetRegisterDrafts = defineJob(
  "recognition.forgetRegisterDrafts",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const forgotten = await forgetDrafts(database.db);
    if (forgotten > 0) log.info({ forgotten }, "files of registers forgotten");
  },
  { everySeconds: 86_400 },
);

/** Every ten minutes: takes up certificates whose sealing was given up, such as while a key file was wrong. */
export const sealForgotten = defineJob(
  "recognition.sealForgotten",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const unsealed = await enqueueUnsealed(database.db);
    if (unsealed > 0) log.warn({ unsealed }, "certificates still without their seal");
  },
  { everySeconds: 600 },
);
