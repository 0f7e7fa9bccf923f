import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { meetRights } from "./service/rights.server.ts";

/** Writes down the rights of a province that its open measures have brought about since the last time. */
export const meetRightsOf = defineJob(
  "support.meetRightsOf",
  z.strictObject({ provinceCode: z.string() }),
  async ({ provinceCode }, { services: { database, log } }) => {
    const met = await meetRights(database.db, { provinceCode });
    if (met > 0) log.info({ provinceCode, met }, "rights to support written down");
  },
);
