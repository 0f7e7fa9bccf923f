import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { checkDueLinks } from "./channels/check.server.ts";
import { catchUp } from "./channels/sync.server.ts";
import { remindOfFigures } from "./service/remind-figures.server.ts";

/** Every ten minutes: tries a few of the sales links that are due, each about once a week. */
export const checkLinks = defineJob(
  "market.checkLinks",
  z.strictObject({}),
  async (_data, { services: { database, log }, signal }) => {
    await catchUp(database.db);
    const tried = await checkDueLinks(database.db, { signal });
    if (tried > 0) log.info({ tried }, "sales links tried");
  },
  { everySeconds: 600, retryLimit: 0 },
);

/** Every day: in January, asks producers for the figures of the year that ended. */
export const askForFigures = defineJob(
  "market.remindOfFigures",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const reminded = await remindOfFigures(database.db);
    if (reminded > 0) log.info({ reminded }, "producers asked for their figures");
  },
  { everySeconds: 86_400 },
);
