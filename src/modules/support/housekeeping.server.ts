import { z } from "zod";
import { enqueue } from "#core/jobs/enqueue.ts";
import { defineJob } from "#core/jobs/job.ts";
import { meetRightsOf } from "./rights-job.server.ts";
import { provincesWithMeasures } from "./service/rights.server.ts";

/** Every night, and whenever the program was down then: looks in every province for rights that nobody has written down. */
export const meetAllRights = defineJob(
  "support.meetAllRights",
  z.strictObject({}),
  async (_data, { services: { database } }) => {
    for (const provinceCode of await provincesWithMeasures(database.db))
      await enqueue(database.db, meetRightsOf, { provinceCode });
  },
  { everySeconds: 6 * 3_600 },
);
