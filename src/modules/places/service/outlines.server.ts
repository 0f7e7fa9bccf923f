import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { Box, Shape } from "../boundaries/geometry.ts";
import { boxOf } from "../boundaries/geometry.ts";
import { indicativeCells } from "../boundaries/indicative.ts";
import { details } from "../boundaries/plan.ts";
import { currentVersion } from "../model.ts";
import type { BoundaryLevel } from "./boundary-units.server.ts";

/** How finely lines are drawn: an index of `details`, 0 the finest. */
export type Detail = 0 | 1 | 2 | 3;

/** The coarsest detail whose lines lie at most so many metres off. */
export function detailFor(metres: number): Detail {
  const at = details.findLastIndex((one) => one <= metres);
  return Math.max(at, 0) as Detail;
}

/** What a unit looks like on a map. */
export type UnitOutline = {
  readonly code: string;
  /** As an administrator loaded it; false: an indicative cell, which whoever draws it says. */
  readonly isOfficial: boolean;
  readonly shape: Shape;
};

/** Which of today's units: those whose surroundings touch a box, or those of some codes. */
export type OutlineChoice = { readonly box: Box } | { readonly codes: readonly string[] };

/**
 * Outlines of today's units of one level, an indicative cell for each that has no loaded one.
 */
export async function listOutlines(
  db: Db,
  level: BoundaryLevel,
  choice: OutlineChoice,
  detail: Detail,
): Promise<UnitOutline[]> {
  const chosen =
    "codes" in choice
      ? sql`o.code = any(${sql.param([...choice.codes])}::text[])`
      : sql`o.west <= ${choice.box[2]} and o.east >= ${choice.box[0]}
          and o.south <= ${choice.box[3]} and o.north >= ${choice.box[1]}`;
  const { rows } = await db.execute<{ code: string; shape: Shape }>(sql`
    select distinct on (o.code) o.code, o.shape
    from boundary_outlines o join boundary_sets s on s.id = o.set_id
    where s.ended is null and s.level = ${level} and s.version = ${currentVersion}
      and o.detail = ${detail} and ${chosen}
    order by o.code, s.loaded_at desc, s.id`);
  const official = new Map(rows.map(({ code, shape }) => [code, shape]));
  const outlined = await outlinedCodes(db, level);
  const cells = await cellsOf(db, level);
  const wanted = "codes" in choice ? choice.codes : [...cells.keys()];
  const indicative = wanted.flatMap((code) => {
    const cell = outlined.has(code) ? undefined : cells.get(code);
    const isChosen = cell && ("codes" in choice || touches(cell.box, choice.box));
    return isChosen ? [{ code, isOfficial: false, shape: cell.shape }] : [];
  });
  return [
    ...[...official].map(([code, shape]) => ({ code, isOfficial: true, shape })),
    ...indicative,
  ];
}

function touches(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/** Codes of the units that have an outline, wherever they lie. */
async function outlinedCodes(db: Db, level: BoundaryLevel): Promise<Set<string>> {
  const { rows } = await db.execute<{ code: string }>(sql`
    select distinct o.code from boundary_outlines o join boundary_sets s on s.id = o.set_id
    where s.ended is null and s.level = ${level} and s.version = ${currentVersion}
      and o.detail = ${details.length - 1}`);
  return new Set(rows.map(({ code }) => code));
}

/**
 * A number that changes whenever an outline may look different: what is drawn of outlines is kept
 * under it.
 */
export async function boundaryVersion(db: Db): Promise<number> {
  const { rows } = await db.execute<{ changes: number }>(sql`
    select (count(*) + count(ended))::int as changes from boundary_sets`);
  return rows[0]?.changes ?? 0;
}

/** Who published the outlines that stand, and under what terms. */
export async function listOutlineSources(
  db: Db,
): Promise<readonly { readonly source: string; readonly licence: string }[]> {
  const { rows } = await db.execute<{ source: string; licence: string }>(sql`
    select source, licence from boundary_sets where ended is null
    group by source, licence order by source, licence`);
  return rows;
}

type Cell = { readonly shape: Shape; readonly box: Box };
type Cells = ReadonlyMap<string, Cell>;
type KnownCells = { readonly digest: string; readonly cells: Record<BoundaryLevel, Cells> };

/** Computed once for each state of the list of units: the same for every database that holds it. */
let known: KnownCells | undefined;

async function cellsOf(db: Db, level: BoundaryLevel): Promise<Cells> {
  const { rows: loads } = await db.execute<{ digest: string }>(sql`select digest from place_loads`);
  const digest = loads[0]?.digest ?? "";
  if (known?.digest !== digest) known = { digest, cells: await computeCells(db) };
  return known.cells[level];
}

async function computeCells(db: Db): Promise<KnownCells["cells"]> {
  const { rows } = await db.execute<{
    code: string;
    longitude: number;
    latitude: number;
    areaKm2: number | null;
    parent: string;
    isIsland: boolean;
  }>(sql`
    select code, longitude, latitude, area_km2 as "areaKm2", parent_code as parent,
      type = 'specialZone' as "isIsland"
    from place_units
    where version = ${currentVersion} and level = 'commune' and longitude is not null
    order by code`);
  const { units, parents } = indicativeCells(
    rows.map(({ longitude, latitude, ...row }) => ({ ...row, position: [longitude, latitude] })),
  );
  return { commune: boxed(units), province: boxed(parents) };
}

function boxed(shapes: ReadonlyMap<string, Shape>): Cells {
  return new Map(
    [...shapes].flatMap(([code, shape]): [string, Cell][] => {
      const box = boxOf(shape);
      return box ? [[code, { shape, box }]] : [];
    }),
  );
}
