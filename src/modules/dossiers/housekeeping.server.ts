import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";
import { carryCycleNotices } from "./service/cycle-notices.server.ts";
import { escalateDossiers } from "./service/escalate.server.ts";
import { tellOfNewProducers, warnOfExpiringPapers } from "./service/producer-notices.server.ts";

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

/** Every five minutes: tells the offices of producers that came by themselves. */
export const tellOffices = defineJob(
  "dossiers.tellOfNewProducers",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const written = await tellOfNewProducers(database.db);
    if (written > 0) log.info({ written }, "offices told of new producers");
  },
  { everySeconds: 300 },
);

/** Every six hours: warns producers of papers that end. */
export const warnProducers = defineJob(
  "dossiers.warnOfExpiringPapers",
  z.strictObject({}),
  async (_data, { services: { database, env, log } }) => {
    const written = await warnOfExpiringPapers(database.db, env.OCOP_EXPIRY_WARNING_DAYS);
    if (written > 0) log.info({ written }, "producers warned of papers that end");
  },
  { everySeconds: 6 * 3_600 },
);

/** Every minute: makes messages of what the year has to tell producers and offices. */
export const carryNotices = defineJob(
  "dossiers.carryCycleNotices",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const written = await carryCycleNotices(database.db);
    if (written > 0) log.info({ written }, "notices of the year became messages");
  },
  { everySeconds: 60 },
);
