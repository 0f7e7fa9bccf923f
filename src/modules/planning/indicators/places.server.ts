import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { currentVersion, type UnitRef, type UnitType } from "#modules/places/model.ts";
import { fullNameOf } from "#modules/places/rules.ts";

type Known = { readonly name: string; readonly parent: string | null; readonly path: string };

/** What figures need of the country's units: names, and the old district of every commune. */
export type PlaceBook = {
  readonly nameOf: (ref: UnitRef) => string;
  /** `pre-2025` code of the district that a unit lay in; null where its ground came from several, or none. */
  readonly oldDistrictOf: (version: string, code: string) => string | null;
  readonly find: (ref: UnitRef) => Known | undefined;
  /** Codes of the communes below a unit, in its own version. */
  readonly communesOf: (ref: UnitRef | null) => readonly string[];
  /** Today's communes whose whole ground lay in a unit of before, and those of which a part did. */
  readonly becameOf: (oldPath: string) => { readonly whole: string[]; readonly partly: string[] };
  /** Codes of today's provinces. */
  readonly provinces: () => readonly string[];
  /** Codes of the communes below a path of today. */
  readonly below: (path: string) => readonly string[];
  /** Provinces and districts of before that some of a province's ground came from, and the places that they became. */
  readonly formerUnits: (
    province: string,
  ) => readonly { readonly ref: UnitRef; readonly paths: readonly string[] }[];
};

type Row = {
  version: UnitRef["version"];
  code: string;
  level: string;
  type: UnitType;
  name: string;
  parent: string | null;
  path: string;
};

let kept: { readonly digest: string; readonly book: PlaceBook } | undefined;

/** The units as they are loaded, read once for each state of the list: the same in every database that holds it. */
export async function placeBook(db: Db): Promise<PlaceBook> {
  const { rows: loads } = await db.execute<{ digest: string }>(sql`select digest from place_loads`);
  const digest = loads[0]?.digest ?? "";
  if (kept?.digest !== digest) kept = { digest, book: await readBook(db) };
  return kept.book;
}

async function readBook(db: Db): Promise<PlaceBook> {
  const { rows } = await db.execute<Row>(sql`
    select u.version, u.code, u.level, coalesce(c.type, u.type) as type, coalesce(c.name, u.name) as name,
      u.parent_code as parent, u.path
    from place_units u left join lateral (select type, name from place_changes c
      where c.version = u.version and c.code = u.code order by from_day desc limit 1) c on true
    order by u.version, u.path`);
  const units = new Map(rows.map((row) => [`${row.version}/${row.code}`, row]));
  const { rows: went } = await db.execute<{ old: string; now: string }>(sql`
    select old_code as old, new_code as now from place_mappings
    where new_version = ${currentVersion} and old_version = 'pre-2025'`);
  const origins = Map.groupBy(went, ({ now }) => now);
  const communes = rows.filter(({ level }) => level === "commune");
  const former = (code: string) => units.get(`pre-2025/${code}`);
  const wentByProvince = Map.groupBy(
    went,
    ({ now }) => units.get(`${currentVersion}/${now}`)?.path.split("/")[0],
  );
  const partsOf = partsByFormerPath(origins, (code) => former(code)?.path ?? "");

  function oldDistrictOf(version: string, code: string): string | null {
    if (version !== currentVersion) return districtAbove(units.get(`${version}/${code}`));
    const found = new Set((origins.get(code) ?? []).map(({ old }) => districtAbove(former(old))));
    const [only = null] = found;
    return found.size === 1 ? only : null;
  }

  function becameOf(oldPath: string) {
    const parts = [...(partsOf.get(oldPath) ?? [])];
    const isWhole = ([code, count]: (typeof parts)[number]) => origins.get(code)?.length === count;
    const codes = (some: typeof parts) => some.map(([code]) => code);
    return {
      whole: codes(parts.filter(isWhole)),
      partly: codes(parts.filter((one) => !isWhole(one))),
    };
  }

  function formerUnits(province: string) {
    const here = new Set(
      (wentByProvince.get(province) ?? []).flatMap(({ old }) => {
        const [top = "", middle] = former(old)?.path.split("/") ?? [];
        return [top, ...(middle?.length === 3 ? [middle] : [])];
      }),
    );
    return [...here]
      .filter(Boolean)
      .toSorted()
      .flatMap((code) => {
        const unit = former(code);
        if (!unit) return [];
        const { whole } = becameOf(unit.path);
        const paths = whole.flatMap((now) => units.get(`${currentVersion}/${now}`)?.path ?? []);
        return [{ ref: { version: "pre-2025" as const, code }, paths }];
      });
  }

  return {
    nameOf: ({ version, code }) => {
      const unit = units.get(`${version}/${code}`);
      return unit ? fullNameOf(unit) : code;
    },
    oldDistrictOf,
    find: ({ version, code }) => units.get(`${version}/${code}`),
    communesOf: (ref) => {
      const under = ref && units.get(`${ref.version}/${ref.code}`);
      if (ref && !under) return [];
      const version = ref?.version ?? currentVersion;
      const isUnder = (path: string) =>
        !under || path === under.path || path.startsWith(`${under.path}/`);
      return communes
        .filter((one) => one.version === version && isUnder(one.path))
        .map(({ code }) => code);
    },
    becameOf,
    provinces: () =>
      codesOf(rows.filter((one) => one.version === currentVersion && one.level === "province")),
    below: (path) =>
      codesOf(
        communes.filter((one) => one.version === currentVersion && one.path.startsWith(`${path}/`)),
      ),
    formerUnits,
  };
}

/** By path of a unit of before: today's places that some of it came to, and of how many of its parts each is. */
function partsByFormerPath(
  origins: ReadonlyMap<string, readonly { readonly old: string }[]>,
  pathOf: (oldCode: string) => string,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const [now, from] of origins)
    for (const { old } of from) {
      const steps = pathOf(old).split("/");
      for (const length of steps.keys()) {
        const path = steps.slice(0, length + 1).join("/");
        const parts = found.get(path) ?? new Map<string, number>();
        parts.set(now, (parts.get(now) ?? 0) + 1);
        found.set(path, parts);
      }
    }
  return found;
}

const codesOf = (some: readonly Row[]) => some.map(({ code }) => code);

/** The district of a former commune, or the former district itself. */
function districtAbove(unit: Row | undefined): string | null {
  if (!unit) return null;
  if (unit.level === "district") return unit.code;
  return unit.level === "commune" && unit.parent?.length === 3 ? unit.parent : null;
}
