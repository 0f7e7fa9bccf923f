import { parse } from "csv-parse/sync";
import { type UnitType, unitTypes } from "../../src/modules/places/model.ts";

/** The source tables, as CSV text with a header row. */
export type PlaceSources = {
  units: string;
  unitsBefore: string;
  mapping: string;
  spellings: string;
};

/** The files made from them, by name. */
export type PlaceFiles = Record<
  "units-2025-07-01.tsv" | "units-pre-2025.tsv" | "spellings.tsv",
  string
>;

type Row = Record<string, string>;

/** A source row that contradicts another: the build stops and names it. */
export class PlaceSourceError extends Error {}

/**
 * The compact form: one outline per version (a unit belongs to the nearest row above with a
 * shorter code), the mapping beside the old units, and the spellings that only place a tone
 * elsewhere. Refuses sources that do not fit together.
 */
export function compactPlaces(sources: PlaceSources): PlaceFiles {
  const units = readRows(sources.units);
  const before = readRows(sources.unitsBefore);
  const mapping = readRows(sources.mapping);
  const became = targetsOf(mapping, new Set(units.map((row) => field(row, "code"))), before);
  const figures = trustedFigures(units);
  return {
    "units-2025-07-01.tsv": tsv(
      ["code", "type", "name", "latitude", "longitude", "areaKm2", "population"],
      outline(units).map((row) => [
        field(row, "code"),
        abbreviationOf(row),
        field(row, "name"),
        figure(row, "lat"),
        figure(row, "lon"),
        ...(figures.get(row) ?? ["", ""]),
      ]),
    ),
    "units-pre-2025.tsv": tsv(
      ["code", "type", "name", "became"],
      outline(before).map((row) => {
        const code = field(row, "code");
        return [code, abbreviationOf(row), field(row, "name"), (became.get(code) ?? []).join(" ")];
      }),
    ),
    "spellings.tsv": tsv(
      ["version", "code", "spelling"],
      [...spellingsNow(readRows(sources.spellings)), ...spellingsBefore(mapping, before)],
    ),
  };
}

function readRows(text: string): Row[] {
  return parse(text, { columns: true, bom: true });
}

function field(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new PlaceSourceError(`no column ${name}`);
  return value.trim().normalize("NFC");
}

/** A number without thousands separators; blank where the source says "being updated", or an area of 0. */
function figure(row: Row, name: string): string {
  const value = field(row, name).replace(/,(?=\d{3}$)/, "");
  if (value === "" || value === "đang cập nhật" || Number(value) === 0) return "";
  if (!(name === "population" ? /^\d+$/ : /^\d+(\.\d+)?$/).test(value))
    throw new PlaceSourceError(`${field(row, "code")}: ${name} ${value}`);
  return value;
}

/** Areas that the unit's own published outline says otherwise: Đông Hòa (Đắk Lắk) is 77.5 km², not 21.9. */
const falseAreas = new Set(["22258"]);

/**
 * Area and population of each commune, as far as they can be believed. The source joined both by
 * name, so that namesakes in different provinces carry the figures of one of them: a figure that
 * a namesake has too is dropped, and so is a pair of both that stands twice. In many provinces
 * its populations were read as decimals (`9.900` as `9.9`, then `99`), so that hardly a large one
 * ends in 0: there, those under 10,000 are dropped. So is a population that the area cannot hold.
 */
function trustedFigures(units: Row[]): Map<Row, [string, string]> {
  const areaOf = (row: Row) => figure(row, "area_km2");
  const populationOf = (row: Row) => figure(row, "population");
  const standsTwice = (keyOf: (row: Row) => string) => {
    const groups = Map.groupBy(units, keyOf);
    return (row: Row) => (groups.get(keyOf(row))?.length ?? 1) > 1;
  };
  const sharesArea = standsTwice((row) => `${field(row, "full_name")} ${areaOf(row)}`);
  const sharesPopulation = standsTwice((row) => `${field(row, "full_name")} ${populationOf(row)}`);
  const sharesBoth = standsTwice((row) => `${areaOf(row)} ${populationOf(row)}`);
  const cutShort = provincesCutShort(units);
  return new Map(
    units.map((row) => {
      const known = areaOf(row) !== "" && populationOf(row) !== "";
      if (known && sharesBoth(row)) return [row, ["", ""]];
      const isFalse = falseAreas.has(field(row, "code"));
      const area = isFalse || sharesArea(row) ? "" : areaOf(row);
      const people = Number(populationOf(row));
      const doubtful =
        sharesPopulation(row) ||
        (people < 10_000 && cutShort.has(field(row, "province_code"))) ||
        (area !== "" && people / Number(area) > 70_000);
      return [row, [area, doubtful ? "" : populationOf(row)]];
    }),
  );
}

/** Provinces where fewer than one in twenty populations of five digits ends in 0; one in ten would. */
function provincesCutShort(units: Row[]): Set<string> {
  const provinces = Map.groupBy(units, (row) => field(row, "province_code"));
  const cut = [...provinces].filter(([, rows]) => {
    const large = rows
      .map((row) => figure(row, "population"))
      .filter((people) => people.length >= 5);
    return large.filter((people) => people.endsWith("0")).length * 20 < large.length;
  });
  return new Set(cut.map(([code]) => code));
}

const abbreviations = new Map<string, string>(
  (Object.keys(unitTypes) as UnitType[]).map((type) => [
    unitTypes[type].vi,
    unitTypes[type].abbreviation,
  ]),
);

function abbreviationOf(row: Row): string {
  const abbreviation = abbreviations.get(field(row, "type"));
  if (abbreviation === undefined)
    throw new PlaceSourceError(`${field(row, "code")}: type ${field(row, "type")}`);
  return abbreviation;
}

/** Every unit right under the one that it belongs to, by code. */
function outline(rows: Row[]): Row[] {
  const children = Map.groupBy(rows, (row) => field(row, "parent_code"));
  const below = (parent: string): Row[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => (field(a, "code") < field(b, "code") ? -1 : 1))
      .flatMap((row) => [row, ...below(field(row, "code"))]);
  const ordered = below("");
  if (ordered.length !== rows.length)
    throw new PlaceSourceError("a unit belongs to no unit of the table");
  return ordered;
}

/** Old code (of a commune, or of an island district that had none, or of a province) to new codes. */
function targetsOf(mapping: Row[], known: Set<string>, before: Row[]): Map<string, string[]> {
  const old = new Set(before.map((row) => field(row, "code")));
  const targets = new Map<string, Set<string>>();
  const add = (from: string, to: string) => {
    if (!old.has(from) || !known.has(to))
      throw new PlaceSourceError(`mapping ${from} -> ${to}: no such unit`);
    targets.set(from, (targets.get(from) ?? new Set()).add(to));
  };
  for (const row of mapping) {
    add(field(row, "old_code") || field(row, "old_district_code"), field(row, "new_code"));
    add(field(row, "old_province_code"), field(row, "new_province_code"));
  }
  for (const row of mapping) {
    const code = field(row, "old_code");
    const divided = (targets.get(code)?.size ?? 1) > 1;
    if (code !== "" && divided !== (field(row, "old_is_divided") === "true"))
      throw new PlaceSourceError(`mapping ${code}: divided or not`);
  }
  for (const [code, codes] of targets)
    if (code.length === 2 && codes.size !== 1)
      throw new PlaceSourceError(`province ${code} went to several`);
  return new Map([...targets].map(([code, codes]) => [code, [...codes].toSorted()]));
}

/** Later spellings; rows whose name only differs in the case of its type say nothing. */
function spellingsNow(changes: Row[]): string[][] {
  return changes
    .filter((row) => field(row, "change") === "spelling")
    .map((row) => [
      field(row, "code"),
      bareName(field(row, "new_full_name")),
      bareName(field(row, "old_full_name")),
    ])
    .filter(([, now, then]) => now !== then)
    .map(([code = "", now = ""]) => ["2025-07-01", code, now]);
}

/** Names of former communes as the mapping's own source writes them, where that differs. */
function spellingsBefore(mapping: Row[], before: Row[]): string[][] {
  const names = new Map(before.map((row) => [field(row, "code"), field(row, "name")]));
  const other = new Map<string, string>();
  for (const row of mapping) {
    const code = field(row, "old_code");
    if (code === "") continue;
    const name = bareName(field(row, "old_name"));
    if (name !== names.get(code)) other.set(code, name);
  }
  return [...other]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, name]) => ["pre-2025", code, name]);
}

function bareName(fullName: string): string {
  const type = [...abbreviations.keys()].find((vi) =>
    fullName.toLowerCase().startsWith(`${vi.toLowerCase()} `),
  );
  if (type === undefined) throw new PlaceSourceError(`${fullName}: type`);
  return fullName.slice(type.length + 1);
}

function tsv(header: string[], rows: string[][]): string {
  return [header, ...rows].map((row) => `${row.join("\t").trimEnd()}\n`).join("");
}
