import { inArray, or, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { currentVersion } from "#modules/places/model.ts";
import { claimPermissions, withoutDepartment } from "./access.ts";
import { agenciesOfAccount } from "#modules/people/service/agencies.server.ts";
import {
  type claims,
  type entitlements,
  measureAgencies,
  measureOfficers,
} from "./schema.server.ts";

/** Where a table of this module keeps what the kernel asks. */
export function columnsOf(table: {
  readonly unitPath: SQLWrapper;
  readonly producerId?: SQLWrapper;
}): SubjectColumns {
  const { unitPath, producerId } = table;
  return {
    placeVersion: sql`${currentVersion}::text`,
    placePath: unitPath,
    ...(producerId ? { heldBy: (ids) => inArray(sql`${producerId}::text`, [...ids]) } : {}),
  };
}

/** The SQL twin of `can(actor, "claim", "see", …)` over rights or claims. */
export function seenClaims(
  actor: UserActor,
  table: typeof claims | typeof entitlements,
): SQL | undefined {
  const columns = columnsOf(table);
  const inCharge = sql`(exists (select from ${measureOfficers} where ${measureOfficers.measureId} = ${table.measureId} and ${measureOfficers.userId} = ${actor.userId})
    or exists (select from ${measureAgencies} where ${measureAgencies.measureId} = ${table.measureId} and ${measureAgencies.agencyId} in ${agenciesOfAccount(actor.userId)}))`;
  return or(
    scopeSql(withoutDepartment(actor), claimPermissions.see, columns),
    sql`(${inCharge} and ${scopeSql(actor, claimPermissions.see, columns)})`,
  );
}
