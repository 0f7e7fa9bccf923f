import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { Position } from "#modules/places/boundaries/geometry.ts";
import { currentVersion, type PlaceName } from "#modules/places/model.ts";
import type { BoundaryLevel } from "#modules/places/service/boundary-units.server.ts";
import { listOutlines } from "#modules/places/service/outlines.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { type CatalogueFilter, writeFilter } from "../filter.ts";
import { choose } from "../service/choose.server.ts";
import { keptUnder } from "../service/kept.server.ts";
import { searchMeaning } from "../service/search.server.ts";
import { inState } from "../service/state.server.ts";
import { archipelagos } from "#modules/places/boundaries/archipelagos.ts";
import { boxOfAll, type Frame, frameOf, pathOf } from "#modules/places/boundaries/drawing.ts";
import type { MapVersion } from "./tiles.server.ts";

/** A unit of the overview with what the filter chooses in it. */
export type OverviewUnit = PlaceName & {
  readonly code: string;
  readonly products: number;
  readonly points: number;
  /** The first products by name, with the star of those in force (0: none). */
  readonly named: readonly {
    readonly slug: string;
    readonly name: string;
    readonly stars: number;
  }[];
};

/** An area of the drawing. `share`: 0 for a unit without products, else 1 to 4, few to many. */
export type DrawnArea = {
  readonly code: string;
  readonly path: string;
  readonly share: 0 | 1 | 2 | 3 | 4;
  readonly isOfficial: boolean;
};

/** A map without a script: units of one level with counts, drawn and listed. */
export type Overview = {
  readonly level: BoundaryLevel;
  /** The province whose communes these are. */
  readonly province: (PlaceName & { readonly code: string }) | null;
  readonly units: readonly OverviewUnit[];
  readonly products: number;
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
  /** Names of the archipelagos and where they are drawn; on the map of the country only. */
  readonly labels: readonly {
    readonly x: number;
    readonly y: number;
    readonly name: Readonly<Record<"vi" | "en", string>>;
  }[];
  /** West, south, east, north of what is drawn; null when nothing is. */
  readonly box: readonly number[] | null;
};

/** Products named under a unit, and in all: a page stays light. */
const mostNamed = 5;
const mostNamedInAll = 160;
const width = 640;

/** The overview of a province's communes, or of the provinces; kept until something of it changes. */
export function overviewOf(
  db: Db,
  version: MapVersion,
  filter: CatalogueFilter,
  province: string | null,
): Promise<Overview> {
  const name = `overview ${version.key} ${province} ${writeFilter(filter, { sort: null })}`;
  return keptUnder(db, version, name, () => makeOverview(db, version, filter, province));
}

async function makeOverview(
  db: Db,
  { day }: MapVersion,
  filter: CatalogueFilter,
  province: string | null,
): Promise<Overview> {
  const level = province === null ? "province" : "commune";
  const counts = await countUnits(db, filter, day, province);
  const units = await nameUnits(db, counts);
  // All of it is drawn, with and without products.
  const codes = await codesUnder(db, province);
  const outlines = await listOutlines(db, level, { codes }, province === null ? 3 : 2);
  const box = boxOfAll(outlines.map(({ shape }) => shape));
  const frame = frameOf(box ?? [102, 8, 110, 24], width);
  const shares = sharesOf(units);
  const whole =
    province === null
      ? undefined
      : (await findUnits(db, [{ version: currentVersion, code: province }])).get(
          keyOfRef({ version: currentVersion, code: province }),
        );
  return {
    level,
    province: whole ? { code: whole.code, type: whole.type, name: whole.name } : null,
    units,
    products: units.reduce((sum, unit) => sum + unit.products, 0),
    width,
    height: frame.height,
    areas: outlines.map(({ code, shape, isOfficial }) => ({
      code,
      path: pathOf(shape, frame),
      share: shares.get(code) ?? 0,
      isOfficial,
    })),
    labels: province === null ? archipelagos.map(({ at, name }) => labelAt(frame, at, name)) : [],
    box: box && [...box],
  };
}

function labelAt(frame: Frame, at: Position, name: Overview["labels"][number]["name"]) {
  const [x, y] = frame.place(at);
  return { x: Math.round(x), y: Math.round(y), name };
}

type Counted = Pick<OverviewUnit, "code" | "products" | "points" | "named">;

async function countUnits(
  db: Db,
  filter: CatalogueFilter,
  day: string,
  province: string | null,
): Promise<Counted[]> {
  const meaning = await searchMeaning(db, filter, day);
  const part = province === null ? 1 : 2;
  const inside = (path: SQL) =>
    province === null ? sql`true` : sql`${path} like ${`${province}/%`}`;
  const chosen =
    meaning === "none" ? sql`false` : choose(filter, day, { match: meaning?.match ?? null });
  const { rows } = await db.execute<Counted>(sql`
    with things as (
      select split_part(p.unit_path, '/', ${part}::int) as code, p.slug, p.name,
        case when ${inState(day, "current")} then p.stars else 0 end as stars
      from public_products p where ${chosen} and ${inside(sql`p.unit_path`)}),
    sold as (
      select split_part(m.place_path, '/', ${part}::int) as code, count(*)::int as points
      from market_points m where m.state = 'open' and ${inside(sql`m.place_path`)} group by 1),
    made as (
      select code, count(*)::int as products,
        to_json((array_agg(json_build_object('slug', slug, 'name', name, 'stars', stars)
          order by stars desc, name, slug))[1:${mostNamed}::int]) as named
      from things where code <> '' group by code)
    select coalesce(made.code, sold.code) as code, coalesce(products, 0) as products,
      coalesce(points, 0) as points, coalesce(named, '[]'::json) as named
    from made full join sold on sold.code = made.code
    order by coalesce(made.code, sold.code)`);
  let left = mostNamedInAll;
  return rows.map((row) => {
    const named = row.named.slice(0, Math.max(0, left));
    left -= named.length;
    return { ...row, named };
  });
}

async function nameUnits(db: Db, counts: readonly Counted[]): Promise<OverviewUnit[]> {
  const names = await findUnits(
    db,
    counts.map(({ code }) => ({ version: currentVersion, code })),
  );
  return counts
    .flatMap((counted) => {
      const unit = names.get(keyOfRef({ version: currentVersion, code: counted.code }));
      return unit ? [{ ...counted, type: unit.type, name: unit.name }] : [];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, "vi"));
}

/** Today's communes of a province, or the provinces. */
async function codesUnder(db: Db, province: string | null): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(sql`
    select code from place_units
    where version = ${currentVersion} and parent_code is not distinct from ${province}::text
    order by code`);
  return rows.map(({ code }) => code);
}

/** Quarters of the units that have products, by how many they have. */
function sharesOf(units: readonly OverviewUnit[]): Map<string, DrawnArea["share"]> {
  const numbers = units
    .map(({ products }) => products)
    .filter((count) => count > 0)
    .toSorted((a, b) => a - b);
  const shareOf = (count: number) => {
    const below = numbers.filter((one) => one < count).length;
    return (1 + Math.floor((4 * below) / Math.max(1, numbers.length))) as DrawnArea["share"];
  };
  return new Map(units.map(({ code, products }) => [code, products > 0 ? shareOf(products) : 0]));
}
