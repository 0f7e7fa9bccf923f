import { and, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { currentVersion } from "#modules/places/model.ts";
import { helpsSql } from "../service/consultants.server.ts";
import { permissionOf, unfiledStates } from "./access.ts";
import { businessPlans } from "./schema.server.ts";

/** Ids that can be a producer's: an account's holder may be anything. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Where `business_plans` keeps what the kernel asks; paths are in today's tree. */
export const planColumns: SubjectColumns = {
  placeVersion: sql`${currentVersion}::text`,
  placePath: businessPlans.unitPath,
  heldBy: (ids) => {
    const own = ids.filter(isUuid);
    return own.length === 0 ? sql`false` : inArray(businessPlans.producerId, own);
  },
  assignedTo: (userId) => helpsSql(userId, businessPlans.producerId),
};

/** The SQL twin of `can(actor, "see", …)`: the plans that the actor may see. */
export function planScope(actor: Actor): SQL {
  const unfiled = [...unfiledStates];
  return (
    or(
      and(
        notInArray(businessPlans.state, unfiled),
        scopeSql(actor, permissionOf("see", "filed"), planColumns),
      ),
      and(
        inArray(businessPlans.state, unfiled),
        scopeSql(actor, permissionOf("see", "draft"), planColumns),
      ),
    ) ?? sql`false`
  );
}
