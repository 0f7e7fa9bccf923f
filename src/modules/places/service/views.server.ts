import type { Db } from "#core/database/connection.ts";
import {
  currentVersion,
  type PlaceHit,
  type PlaceName,
  type PlaceSearch,
  type Today,
  type Unit,
  type UnitRef,
} from "../model.ts";
import { searchUnits } from "./search.server.ts";
import {
  type AsOf,
  findUnits,
  getUnitDetails,
  keyOfRef,
  listChildren,
  listOrigins,
  type Origin,
  todayOf,
  todayOfAll,
  type UnitDetails,
} from "./units.server.ts";

/** A unit with the names of the units that it belongs to, nearest first. */
export type Located = { unit: Unit; parents: PlaceName[] };

/** The units with what they belong to. One query. */
export async function locateUnits(
  db: Db,
  units: readonly Unit[],
  asOf: AsOf = {},
): Promise<Located[]> {
  const refs = units.flatMap(({ version, path }) =>
    codesAbove(path).map((code) => ({ version, code })),
  );
  const above = await findUnits(db, refs, asOf);
  return units.map((unit) => ({
    unit,
    parents: codesAbove(unit.path).flatMap(
      (code) => above.get(keyOfRef({ version: unit.version, code })) ?? [],
    ),
  }));
}

function codesAbove(path: string): string[] {
  return path.split("/").slice(0, -1).reverse();
}

/** What a former unit is today, its successors with what they belong to. */
export type Successors = { outcome: Exclude<Today["outcome"], "current">; units: Located[] };

/** A hit, and for a former unit what it is today. */
export type PlaceResult = PlaceHit & { today: Successors | null };

/** The search, with today's unit (or every candidate) beside each former one. */
export async function listPlaces(db: Db, input: PlaceSearch): Promise<PlaceResult[]> {
  const hits = await searchUnits(db, input);
  const former = hits.map(({ unit }) => unit).filter(({ version }) => version !== currentVersion);
  const today = await todayOfAll(db, former);
  const located = new Map(
    (await locateUnits(db, [...today.values()].flatMap(unitsOf))).map((one) => [
      keyOfRef(one.unit),
      one,
    ]),
  );
  return hits.map((hit) => {
    const now = today.get(keyOfRef(hit.unit));
    if (!now || now.outcome === "current") return { ...hit, today: null };
    return {
      ...hit,
      today: {
        outcome: now.outcome,
        units: unitsOf(now).flatMap((unit) => located.get(keyOfRef(unit)) ?? []),
      },
    };
  });
}

function unitsOf(today: Today): Unit[] {
  return "unit" in today ? [today.unit] : today.candidates;
}

/** A former unit that today's was formed from, with what it belonged to. */
export type LocatedOrigin = Located & Pick<Origin, "whole">;

/** Everything that is told of one unit. */
export type PlaceView = UnitDetails & {
  today: Successors | null;
  origins: LocatedOrigin[];
  children: Unit[];
};

/** A unit, where it belongs, what it became and was formed from; `notFound` when there is none. */
export async function getPlace(db: Db, ref: UnitRef, asOf: AsOf = {}): Promise<PlaceView> {
  const details = await getUnitDetails(db, ref, asOf);
  const now = await todayOf(db, ref, asOf);
  const origins = await listOrigins(db, ref);
  const whole = new Map(origins.map(({ unit, whole }) => [keyOfRef(unit), whole]));
  const located = await locateUnits(
    db,
    origins.map(({ unit }) => unit),
  );
  return {
    ...details,
    today:
      now.outcome === "current"
        ? null
        : { outcome: now.outcome, units: await locateUnits(db, unitsOf(now), asOf) },
    origins: located.map((one) => ({ ...one, whole: whole.get(keyOfRef(one.unit)) ?? true })),
    children: ref.code.length === 5 ? [] : await listChildren(db, ref),
  };
}
