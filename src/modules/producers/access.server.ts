import { inArray, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { SubjectColumns } from "#core/access/scope.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { type ProducerAction, producerPermissions } from "./access.ts";
import { producers } from "./schema.server.ts";

/** Ids that can be a producer's: an account's holder may be anything. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Where `producers` keeps what the kernel asks of a producer; paths are in today's tree. */
export const producerColumns: SubjectColumns = {
  placeVersion: sql`${currentVersion}::text`,
  placePath: producers.unitPath,
  heldBy: (ids) => {
    const own = ids.filter(isUuid);
    return own.length === 0 ? sql`false` : inArray(producers.id, own);
  },
};

/** The SQL twin of `can`: the producers to which the actor may do this. */
export function producerScope(actor: Actor, action: ProducerAction): SQL {
  return scopeSql(actor, producerPermissions[action], producerColumns);
}

/** The producers to which the actor may do this, as a table to join: for lists of later modules. */
export function producersFor(db: Db, actor: Actor, action: ProducerAction) {
  return db
    .select({ id: producers.id, name: producers.name, unitPath: producers.unitPath })
    .from(producers)
    .where(producerScope(actor, action))
    .as("producers_for");
}
