import { after } from "node:test";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { buildCertified, type Certified } from "#tests/support/certified.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import { smallHeic } from "#tests/support/upload-fixtures.ts";
import { buildPlan } from "../factory.ts";

export const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
export const { files } = await testServices(database);
after(() => database.close());

export const isCode = (code: string) => (error: unknown) => (error as AppError).code === code;
export const hasField = (field: string, says: RegExp) => (error: unknown) =>
  says.test((error as AppError).fields[field] ?? "");
export const photo = () => new Blob([Buffer.from(smallHeic)]);

export type World = { certified: Certified; planner: UserActor; lead: UserActor };

/** A certified product, a department's officer who plans, an inspector who leads. */
export async function world(
  db: Db,
  wanted: Parameters<typeof buildCertified>[1] = {},
): Promise<World> {
  const certified = await buildCertified(db, wanted);
  const { actor: planner } = await buildAccount(db, {
    name: "Cán bộ sở thử",
    grants: [{ role: "departmentOfficer", path: "19" }],
  });
  const { actor: lead } = await buildAccount(db, {
    name: "Thanh tra thử",
    grants: [{ role: "inspector", path: "19" }],
  });
  return { certified, planner, lead };
}

export const planOf = (db: Db, { certified, planner, lead }: World, more = {}) =>
  buildPlan(db, {
    planner,
    leadId: lead.userId,
    recognitionIds: [certified.recognitionId],
    ...more,
  });

export const subjects = async (db: Db, actor: UserActor) =>
  (await listMessages(db, actor)).messages.map(({ subject }) => subject);
