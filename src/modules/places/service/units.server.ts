import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type PlaceChange, type Today, type Unit, type UnitRef } from "../model.ts";
import type { PlaceNote } from "../schema.server.ts";
import { joinChange, toUnit, unitColumns, type UnitRow } from "./unit-rows.server.ts";

/** Names and types are those in force on `on` (`yyyy-mm-dd`); today in Vietnam when absent. */
export type AsOf = { on?: string };

/** The key of a reference in the maps that this module returns. */
export function keyOfRef({ version, code }: UnitRef): string {
  return `${version}/${code}`;
}

/** The units of the references that exist, by `keyOfRef`. One query. */
export async function findUnits(
  db: Db,
  refs: readonly UnitRef[],
  { on }: AsOf = {},
): Promise<Map<string, Unit>> {
  if (refs.length === 0) return new Map();
  const { rows } = await db.execute<UnitRow>(sql`
    select ${unitColumns} from place_units u ${joinChange(on)}
    where (u.version, u.code) in (${refRows(refs)})`);
  return new Map(rows.map((row) => [keyOfRef(row), toUnit(row)]));
}

/** The unit of a reference, or undefined. */
export async function findUnit(db: Db, ref: UnitRef, asOf: AsOf = {}): Promise<Unit | undefined> {
  return (await findUnits(db, [ref], asOf)).get(keyOfRef(ref));
}

/** The unit of a reference; `notFound` when there is none. */
export async function getUnit(db: Db, ref: UnitRef, asOf: AsOf = {}): Promise<Unit> {
  const unit = await findUnit(db, ref, asOf);
  if (!unit)
    throw new AppError("notFound", {
      log: `no unit ${keyOfRef(ref)}`,
      vi: "Không có đơn vị hành chính nào mang mã này trong danh mục đã chọn.",
      en: "No unit has this code in this version.",
    });
  return unit;
}

/** What each unit is today, by `keyOfRef`; references to no unit are left out. Two queries. */
export async function todayOfAll(
  db: Db,
  refs: readonly UnitRef[],
  asOf: AsOf = {},
): Promise<Map<string, Today>> {
  const units = await findUnits(db, refs, asOf);
  const former = [...units.values()].filter(({ version }) => version !== currentVersion);
  const successors = await listSuccessors(db, former, asOf.on);
  return new Map(
    [...units].map(([key, unit]) => [
      key,
      unit.version === currentVersion
        ? { outcome: "current", unit }
        : becameOf(unit, successors.get(key) ?? []),
    ]),
  );
}

/** What a unit is today: one unit, or every candidate; `notFound` when there is no such unit. */
export async function todayOf(db: Db, ref: UnitRef, asOf: AsOf = {}): Promise<Today> {
  const today = (await todayOfAll(db, [ref], asOf)).get(keyOfRef(ref));
  if (!today) throw new AppError("notFound", { log: `no unit ${keyOfRef(ref)}` });
  return today;
}

/** Paths in today's tree for scope checks: one, or one for each candidate. */
export function pathsToday(today: Today): string[] {
  return "unit" in today ? [today.unit.path] : today.candidates.map(({ path }) => path);
}

type Successor = { unit: Unit; direct: boolean };

function becameOf(unit: Unit, successors: Successor[]): Today {
  const candidates = successors.map((one) => one.unit);
  const [only] = candidates;
  if (successors.some(({ direct }) => !direct)) return { outcome: "abolished", candidates };
  if (only && candidates.length === 1) return { outcome: "became", unit: only };
  if (candidates.length === 0)
    throw new Error(`${keyOfRef(unit)} became nothing: the mapping has a gap`);
  return { outcome: "divided", candidates };
}

/** Where each former unit's land went; a district without a mapping of its own went where its communes did. */
async function listSuccessors(
  db: Db,
  former: readonly UnitRef[],
  on?: string,
): Promise<Map<string, Successor[]>> {
  if (former.length === 0) return new Map();
  const { rows } = await db.execute<UnitRow & { old_key: string; direct: boolean }>(sql`
    with went as (
      select old_version as version, old_code as code, new_version, new_code, true as direct
      from place_mappings where (old_version, old_code) in (${refRows(former)})
      union
      select part.version, part.parent_code, m.new_version, m.new_code, false
      from place_units part
      join place_mappings m on (m.old_version, m.old_code) = (part.version, part.code)
      where (part.version, part.parent_code) in (${refRows(former)}) and part.level = 'commune')
    select ${unitColumns}, went.version || '/' || went.code as old_key, went.direct
    from went join place_units u on (u.version, u.code) = (went.new_version, went.new_code)
    ${joinChange(on)}
    order by u.path`);
  return Map.groupBy(
    rows.map((row) => ({ key: row.old_key, unit: toUnit(row), direct: row.direct })),
    ({ key }) => key,
  );
}

/** A former unit that today's unit was formed from, and whether all of it went there. */
export type Origin = { unit: Unit; whole: boolean };

/** The former units that a unit was formed from; none for a former unit. */
export async function listOrigins(db: Db, ref: UnitRef): Promise<Origin[]> {
  const { rows } = await db.execute<UnitRow & { divided: boolean }>(sql`
    select ${unitColumns}, m.divided
    from place_mappings m join place_units u on (u.version, u.code) = (m.old_version, m.old_code)
    ${joinChange(undefined)}
    where m.new_version = ${ref.version} and m.new_code = ${ref.code}
    order by u.path`);
  return rows.map((row) => ({ unit: toUnit(row), whole: !row.divided }));
}

/** The units right under one, or the provinces of a version, by path. */
export async function listChildren(
  db: Db,
  parent: { version: UnitRef["version"]; code: string | null },
): Promise<Unit[]> {
  const { rows } = await db.execute<UnitRow>(sql`
    select ${unitColumns} from place_units u ${joinChange(undefined)}
    where u.version = ${parent.version}
      and ${parent.code === null ? sql`u.parent_code is null` : sql`u.parent_code = ${parent.code}`}
    order by u.path`);
  return rows.map(toUnit);
}

/** A unit and everything under it in its own version, by path. */
export async function listSubtree(db: Db, ref: UnitRef): Promise<Unit[]> {
  const { path } = await getUnit(db, ref);
  const { rows } = await db.execute<UnitRow>(sql`
    select ${unitColumns} from place_units u ${joinChange(undefined)}
    where u.version = ${ref.version} and (u.path = ${path} or u.path like ${`${path}/%`})
    order by u.path`);
  return rows.map(toUnit);
}

/** What is told of a unit beside its facts: where it belongs, dated changes, other spellings, doubts. */
export type UnitDetails = {
  unit: Unit;
  /** From the province down, without the unit itself. */
  parents: Unit[];
  changes: PlaceChange[];
  /** The type and name at the start of the version, before the first change. */
  original: Unit;
  aliases: string[];
  note: PlaceNote | null;
};

/** A unit with its surroundings; `notFound` when there is none. */
export async function getUnitDetails(db: Db, ref: UnitRef, asOf: AsOf = {}): Promise<UnitDetails> {
  const unit = await getUnit(db, ref, asOf);
  const codes = unit.path.split("/").slice(0, -1);
  const parents = await findUnits(
    db,
    codes.map((code) => ({ version: ref.version, code })),
    asOf,
  );
  const { rows } = await db.execute<UnitRow & { aliases: string[]; note: PlaceNote | null }>(sql`
    select u.* from place_units u
    where u.version = ${ref.version} and u.code = ${ref.code}`);
  const changes = await db.execute<PlaceChange>(sql`
    select from_day::text as "from", type, name, basis from place_changes
    where version = ${ref.version} and code = ${ref.code} order by from_day`);
  const [row] = rows;
  if (!row) throw new AppError("notFound", { log: `no unit ${keyOfRef(ref)}` });
  return {
    unit,
    parents: codes.flatMap((code) => parents.get(keyOfRef({ version: ref.version, code })) ?? []),
    changes: changes.rows,
    original: toUnit(row),
    aliases: row.aliases,
    note: row.note,
  };
}

/** As arrays: the planner knows how many they are, and takes no hundred for two. */
function refRows(refs: readonly UnitRef[]) {
  const versions = sql.param(refs.map(({ version }) => version));
  const codes = sql.param(refs.map(({ code }) => code));
  return sql`select version, code from unnest(${versions}::text[], ${codes}::text[]) as given (version, code)`;
}
