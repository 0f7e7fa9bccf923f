import { inArray, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { currentVersion } from "#modules/places/model.ts";
import { type IdeaActivity, ideaPermissions } from "./access.ts";
import { ideas } from "./schema.server.ts";

/** Ids that can be a producer's: an account's holder may be anything. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Where `ideas` keeps what the kernel asks; paths are in today's tree. */
export const ideaColumns: SubjectColumns = {
  placeVersion: sql`${currentVersion}::text`,
  placePath: ideas.unitPath,
  heldBy: (ids) => {
    const own = ids.filter(isUuid);
    return own.length === 0 ? sql`false` : inArray(ideas.producerId, own);
  },
};

/** The SQL twin of `can`: the ideas to which the actor may do this. */
export function ideaScope(actor: Actor, activity: IdeaActivity): SQL {
  return scopeSql(actor, ideaPermissions[activity], ideaColumns);
}
