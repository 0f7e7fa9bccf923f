import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { isWithin } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { Position } from "../boundaries/geometry.ts";
import type { UnitToMatch } from "../boundaries/match.ts";
import { currentVersion } from "../model.ts";
import { joinChange, toUnit, unitColumns, type UnitRow } from "./unit-rows.server.ts";

/** The levels that outlines are loaded for: today's tree has no districts. */
export const boundaryLevels = ["province", "commune"] as const;
export type BoundaryLevel = (typeof boundaryLevels)[number];

/** Refuses whoever does not administer an installation, or a part of it. */
export function requireBoundaryAdmin(actor: UserActor): void {
  if (!actor.grants.some(({ role }) => role === "admin"))
    throw new AppError("forbidden", { denied: "boundaries.load" });
}

/** Whether somebody may change the outline of a unit; null: whoever runs the machine. */
export function mayOutline(actor: UserActor | null, path: string): boolean {
  if (actor === null) return true;
  const place = { version: currentVersion, path };
  return actor.grants.some(
    ({ role, jurisdiction }) =>
      role === "admin" && jurisdiction.kind === "unit" && isWithin(place, jurisdiction),
  );
}

/**
 * Today's units of a level that an administrator may outline. A province's middle and area are
 * those of its communes.
 */
export async function listUnitsToOutline(
  db: Db,
  actor: UserActor | null,
  level: BoundaryLevel,
): Promise<UnitToMatch[]> {
  const { rows } = await db.execute<UnitRow & { inside: Inside | null }>(sql`
    select ${unitColumns}, inside
    from place_units u ${joinChange(undefined)}
    left join lateral (
      select json_build_object('longitude', avg(k.longitude), 'latitude', avg(k.latitude),
        'areaKm2', sum(k.area_km2)) as inside
      from place_units k
      where u.level = 'province' and k.version = u.version and k.parent_code = u.code) i on true
    where u.version = ${currentVersion} and u.level = ${level}
    order by u.path`);
  return rows
    .filter(({ path }) => mayOutline(actor, path))
    .map((row) => {
      const unit = toUnit(row);
      const { longitude, latitude, areaKm2 } =
        unit.level === "province" ? (row.inside ?? unknown) : unit;
      const centre: Position | null =
        longitude === null || latitude === null ? null : [longitude, latitude];
      return {
        code: unit.code,
        type: unit.type,
        name: unit.name,
        fullName: unit.fullName,
        provinceCode: unit.path.slice(0, 2),
        centre,
        areaKm2,
      };
    });
}

type Inside = { longitude: number | null; latitude: number | null; areaKm2: number | null };
const unknown: Inside = { longitude: null, latitude: null, areaKm2: null };
