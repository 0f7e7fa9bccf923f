import { and, desc, eq, gte, inArray, lte, or, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { roleMay } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef, listSubtree } from "#modules/places/service/units.server.ts";
import { planPermissions } from "../access.ts";
import type { PlanLevel } from "../model.ts";
import { planLines, plans, planVersions } from "../schema.server.ts";

/** Plans that the actor sees, the latest period first; at most 300. */
export async function listPlans(
  db: Db,
  actor: UserActor,
  filter: { year?: number | undefined; level?: PlanLevel | undefined } = {},
) {
  const scope = scopeSql(actor, planPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: plans.unitPath,
  });
  // A commune's office sees the plan of its province, which says what is asked of it.
  const provinces = actor.grants.flatMap(({ role, jurisdiction }) =>
    role === "communeOfficer" && jurisdiction.kind === "unit"
      ? [jurisdiction.path.split("/")[0] ?? ""]
      : [],
  );
  const above = provinces.length > 0 ? inArray(plans.unitPath, provinces) : undefined;
  const { year, level } = filter;
  const rows = await db
    .select({ plan: plans, version: planVersions, total: planLines.total })
    .from(plans)
    .innerJoin(planVersions, eq(planVersions.planId, plans.id))
    .leftJoin(
      planLines,
      and(
        eq(planLines.planId, plans.id),
        eq(planLines.versionNumber, planVersions.number),
        eq(planLines.position, 0),
      ),
    )
    .where(
      and(
        or(scope, above),
        level === undefined ? undefined : eq(plans.level, level),
        year === undefined ? undefined : and(lte(plans.fromYear, year), gte(plans.toYear, year)),
        sql`${planVersions.number} = (select max(newest.number) from plan_versions newest where newest.plan_id = ${plans.id})`,
      ),
    )
    .orderBy(desc(plans.toYear), desc(plans.fromYear), plans.title)
    .limit(300);
  const units = await findUnits(
    db,
    rows.map(({ plan }) => ({ version: plan.unitVersion as PlaceVersion, code: plan.unitCode })),
  );
  return rows.map(({ plan, version, total }) => ({
    ...plan,
    unitName:
      units.get(keyOfRef({ version: plan.unitVersion as PlaceVersion, code: plan.unitCode }))
        ?.fullName ?? "",
    version: version.number,
    state: version.state,
    total,
  }));
}

/** The units of today whose plans the actor makes, for a choice: a province before its communes. */
export async function unitsToPlanFor(
  db: Db,
  actor: UserActor,
): Promise<{ value: string; label: string }[]> {
  const codes = actor.grants.flatMap(({ role, jurisdiction }) =>
    roleMay(role, planPermissions.edit) && jurisdiction.kind === "unit" && jurisdiction.path !== ""
      ? [jurisdiction.path.split("/").at(-1) ?? ""]
      : [],
  );
  const units = new Map<string, string>();
  for (const code of codes) {
    const known = await findUnits(db, [{ version: currentVersion, code }]);
    if (known.size === 0) continue;
    for (const unit of await listSubtree(db, { version: currentVersion, code }))
      units.set(unit.code, unit.fullName);
  }
  return [...units].map(([value, label]) => ({ value, label }));
}
