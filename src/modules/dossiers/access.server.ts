import { and, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Permission } from "#core/access/kernel.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { currentVersion } from "#modules/places/model.ts";
import { type DossierActivity, dossierPermissions, seeDraft } from "./access.ts";
import { dossiers } from "./schema.server.ts";

/** Ids that can be a producer's: an account's holder may be anything. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Where `dossiers` keeps what the kernel asks; paths are in today's tree. */
export const dossierColumns: SubjectColumns = {
  placeVersion: sql`${currentVersion}::text`,
  placePath: dossiers.unitPath,
  heldBy: (ids) => {
    const own = ids.filter(isUuid);
    return own.length === 0 ? sql`false` : inArray(dossiers.producerId, own);
  },
};

/** The rows over which the actor holds one of these roles. */
export function heldThrough(actor: Actor, permission: Permission): SQL {
  return scopeSql(actor, permission, dossierColumns);
}

/** The SQL twin of `can`: the dossiers to which the actor may do this. */
export function dossierScope(actor: Actor, activity: DossierActivity): SQL {
  const filed = heldThrough(actor, dossierPermissions[activity]);
  if (activity !== "see") return filed;
  return (
    or(
      and(ne(dossiers.state, "draft"), filed),
      and(eq(dossiers.state, "draft"), heldThrough(actor, seeDraft)),
    ) ?? sql`false`
  );
}
