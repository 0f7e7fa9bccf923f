import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  currentVersion,
  type PlaceChange,
  type PlaceVersion,
  type UnitType,
  unitTypes,
} from "./model.ts";

/**
 * The data files of `data/places`, read and checked. A file that does not hold what it promises
 * is refused with file and row: wrong ground facts must not reach the database.
 */

const folder = new URL("../../../data/places/", import.meta.url);
const fileNames = [
  "units-2025-07-01.tsv",
  "units-pre-2025.tsv",
  "changes.tsv",
  "spellings.tsv",
  "aliases.tsv",
  "notes.tsv",
] as const;
type FileName = (typeof fileNames)[number];

/** The files' text, by name. */
export type PlaceTexts = Readonly<Record<FileName, string>>;

/** A fault in a data file; the message names file and row. */
export class PlaceDataError extends Error {}

/** A unit as the files have it. `parents` are the nodes above it, nearest first. */
export type PlaceNode = {
  version: PlaceVersion;
  code: string;
  type: UnitType;
  name: string;
  parents: PlaceNode[];
  latitude: number | null;
  longitude: number | null;
  areaKm2: number | null;
  population: number | null;
  aliases: string[];
  note: { vi: string; en: string } | null;
  became: string[];
  changes: PlaceChange[];
};

/** Reads all files of the folder. */
export function readPlaceTexts(): PlaceTexts {
  return Object.fromEntries(
    fileNames.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
  ) as Record<FileName, string>;
}

/** One digest for the state of all files. */
export function digestPlaces(texts: PlaceTexts): string {
  const hash = createHash("sha256");
  for (const name of fileNames) hash.update(`${name}\0${texts[name]}\0`);
  return hash.digest("hex");
}

/** All units of both versions, each with what the other files say of it. */
export function parsePlaces(texts: PlaceTexts): PlaceNode[] {
  const nodes = [
    ...parseOutline(texts, "units-2025-07-01.tsv", currentVersion),
    ...parseOutline(texts, "units-pre-2025.tsv", "pre-2025"),
  ];
  const byKey = new Map(nodes.map((node) => [keyOf(node.version, node.code), node]));
  const find = (file: FileName, version: string, code: string): PlaceNode => {
    const node = byKey.get(keyOf(version, code));
    if (!node) throw new PlaceDataError(`${file}: no unit ${code} in ${version}`);
    return node;
  };
  for (const node of nodes)
    for (const code of node.became) find("units-pre-2025.tsv", currentVersion, code);
  for (const row of rowsOf(texts, "spellings.tsv"))
    find("spellings.tsv", row["version"], row["code"]).aliases.push(row["spelling"]);
  for (const row of rowsOf(texts, "aliases.tsv"))
    find("aliases.tsv", row["version"], row["code"]).aliases.push(row["alias"]);
  for (const row of rowsOf(texts, "notes.tsv"))
    find("notes.tsv", row["version"], row["code"]).note = { vi: row["vi"], en: row["en"] };
  for (const row of rowsOf(texts, "changes.tsv"))
    find("changes.tsv", currentVersion, row["code"]).changes.push({
      from: row["from"],
      type: typeOf("changes.tsv", row["type"]),
      name: row["name"],
      basis: row["basis"] || null,
    });
  return nodes;
}

function keyOf(version: string, code: string): string {
  return `${version}/${code}`;
}

/** A row by its header's names; a field that the row does not reach is empty. */
type Row = { [name: string]: string } & Record<
  "version" | "code" | "type" | "name" | "spelling" | "alias" | "vi" | "en" | "from" | "basis",
  string
>;

function rowsOf(texts: PlaceTexts, file: FileName): Row[] {
  const [header = "", ...lines] = texts[file].trimEnd().split("\n");
  const names = header.split("\t");
  return lines.map((line) => {
    const fields = line.split("\t");
    return Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ""])) as Row;
  });
}

const typesByAbbreviation = new Map(
  (Object.keys(unitTypes) as UnitType[]).map((type) => [
    unitTypes[type].abbreviation as string,
    type,
  ]),
);

function typeOf(file: FileName, abbreviation: string): UnitType {
  const type = typesByAbbreviation.get(abbreviation);
  if (!type) throw new PlaceDataError(`${file}: no type ${abbreviation}`);
  return type;
}

/** An outline: a row belongs to the nearest row above it with a shorter code. */
function parseOutline(texts: PlaceTexts, file: FileName, version: PlaceVersion): PlaceNode[] {
  const seen = new Set<string>();
  let above: PlaceNode[] = [];
  return rowsOf(texts, file).map((row) => {
    const code = row["code"];
    if (!/^(\d{2}|\d{3}|\d{5})$/.test(code) || seen.has(code))
      throw new PlaceDataError(`${file}: code ${code} is malformed or stands twice`);
    seen.add(code);
    above = above.filter((node) => node.code.length < code.length);
    if (code.length > 2 && above.length === 0)
      throw new PlaceDataError(`${file}: ${code} belongs to no unit`);
    const node: PlaceNode = {
      version,
      code,
      type: typeOf(file, row["type"]),
      name: row["name"],
      parents: above,
      latitude: numberOf(file, row["latitude"]),
      longitude: numberOf(file, row["longitude"]),
      areaKm2: numberOf(file, row["areaKm2"]),
      population: numberOf(file, row["population"]),
      aliases: [],
      note: null,
      became: row["became"] ? row["became"].split(" ") : [],
      changes: [],
    };
    above = [node, ...above];
    return node;
  });
}

function numberOf(file: FileName, text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new PlaceDataError(`${file}: ${text} is no number`);
  return value;
}
