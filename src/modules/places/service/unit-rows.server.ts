import { type SQL, sql } from "drizzle-orm";
import {
  currentVersion,
  type PlaceLevel,
  type PlaceVersion,
  type Unit,
  type UnitType,
} from "../model.ts";
import { fullNameOf } from "../rules.ts";

/** Today in Vietnam by the database's clock. */
const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`;

/** The columns of a unit `u` as it is on the day that `joinChange` was given. */
export const unitColumns: SQL = sql`
  u.version, u.code, u.level, coalesce(c.type, u.type) as type, coalesce(c.name, u.name) as name,
  u.parent_code, u.path, u.latitude, u.longitude, u.area_km2, u.population`;

/** Joins to `u` the change of name or type, `c`, that is in force on a day (today when absent). */
export function joinChange(on: string | undefined, unit = sql`u`, change = sql`c`): SQL {
  return sql`left join lateral (
    select type, name from place_changes
    where version = ${unit}.version and code = ${unit}.code
      and from_day <= ${on === undefined ? today : sql`${on}::date`}
    order by from_day desc limit 1) ${change} on true`;
}

/** Type and name on a day of the unit of today that bears a code, as JSON; null where there is none. */
export function unitNameSql(code: SQL, on: string): SQL {
  return sql`(
    select json_build_object('type', coalesce(c.type, u.type), 'name', coalesce(c.name, u.name))
    from place_units u ${joinChange(on)}
    where u.version = ${currentVersion} and u.code = ${code})`;
}

/** A row of `unitColumns`. */
export type UnitRow = {
  version: PlaceVersion;
  code: string;
  level: PlaceLevel;
  type: UnitType;
  name: string;
  parent_code: string | null;
  path: string;
  latitude: number | null;
  longitude: number | null;
  area_km2: number | null;
  population: number | null;
};

/** The unit that a row holds. */
export function toUnit(row: UnitRow): Unit {
  return {
    version: row.version,
    code: row.code,
    level: row.level,
    type: row.type,
    name: row.name,
    fullName: fullNameOf(row),
    parentCode: row.parent_code,
    path: row.path,
    latitude: row.latitude,
    longitude: row.longitude,
    areaKm2: row.area_km2,
    population: row.population,
  };
}
