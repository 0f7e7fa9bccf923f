import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import {
  digestPlaces,
  parsePlaces,
  type PlaceNode,
  type PlaceTexts,
  readPlaceTexts,
} from "../data.server.ts";
import { slipKeys, soundsOf } from "../fold.ts";
import { currentVersion } from "../model.ts";
import { levelOfCode } from "../rules.ts";
import { placeChanges, placeMappings, placeSyllables } from "../schema.server.ts";
import { lexemesOfName, lexemesOfType, maySlip } from "../search.ts";

/** Whether the call loaded anything, and the digest that the database now holds. */
export type PlaceLoad = { loaded: boolean; digest: string };

/**
 * Brings the tables of this module to the state of `data/places`: nothing to do when that state
 * is loaded already, else one transaction under a lock, so that several processes may start
 * together. Units that the files no longer have are removed, unless records refer to them: then
 * the load fails and the old state stays.
 */
export async function loadPlaces(db: Db, texts: PlaceTexts = readPlaceTexts()): Promise<PlaceLoad> {
  const digest = digestPlaces(texts);
  if ((await loadedDigest(db)) === digest) return { loaded: false, digest };
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ocop.places'))`);
    if ((await loadedDigest(tx)) === digest) return { loaded: false, digest };
    const nodes = parsePlaces(texts);
    for (const table of [placeMappings, placeChanges, placeSyllables]) await tx.delete(table);
    await replaceUnits(tx, nodes);
    await replaceMappings(tx, nodes);
    await replaceChanges(tx, nodes);
    await replaceSyllables(tx, nodes);
    await tx.execute(sql`
      insert into place_loads (id, digest) values (1, ${digest})
      on conflict (id) do update set digest = excluded.digest, loaded_at = now()`);
    return { loaded: true, digest };
  });
}

async function loadedDigest(db: Db): Promise<string | undefined> {
  const { rows } = await db.execute<{ digest: string }>(sql`select digest from place_loads`);
  return rows[0]?.digest;
}

/** One statement per table, its rows as one JSON parameter: the fastest way on both engines. */
async function replaceUnits(tx: Db, nodes: PlaceNode[]): Promise<void> {
  const ownLexemes = new Map(nodes.map((node) => [node, lexemesOf(node)]));
  const rows = nodes.map((node) => ({
    version: node.version,
    code: node.code,
    level: levelOfCode(node.code),
    type: node.type,
    name: node.name,
    parent_code: node.parents[0]?.code ?? null,
    path: [...node.parents.map(({ code }) => code).reverse(), node.code].join("/"),
    latitude: node.latitude,
    longitude: node.longitude,
    area_km2: node.areaKm2,
    population: node.population,
    aliases: node.aliases,
    note: node.note,
    sound: soundsOf(node.name).join(" "),
    search: tsvectorOf([node, ...node.parents].flatMap((one) => ownLexemes.get(one) ?? [])),
  }));
  await tx.execute(sql`
    insert into place_units (
      version, code, level, type, name, parent_code, path, latitude, longitude, area_km2,
      population, aliases, note, sound, search)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (
      version text, code text, level text, type text, name text, parent_code text, path text,
      latitude float8, longitude float8, area_km2 float8, population int, aliases text[],
      note jsonb, sound text, search tsvector)
    on conflict (version, code) do update set
      level = excluded.level, type = excluded.type, name = excluded.name,
      parent_code = excluded.parent_code, path = excluded.path, latitude = excluded.latitude,
      longitude = excluded.longitude, area_km2 = excluded.area_km2,
      population = excluded.population, aliases = excluded.aliases, note = excluded.note,
      sound = excluded.sound, search = excluded.search
    where ${unitRow("place_units")} is distinct from ${unitRow("excluded")}`);
  const keys = JSON.stringify(nodes.map((node) => `${node.version}/${node.code}`));
  await tx.execute(sql`
    delete from place_units
    where version || '/' || code not in (select json_array_elements_text(${keys}::json))`);
}

/** What the files say of a unit; rows that stay as they are need no new index entries. */
function unitRow(table: "place_units" | "excluded"): SQL {
  const columns =
    "level type name parent_code path latitude longitude area_km2 population aliases note sound search";
  return sql.raw(
    `(${columns
      .split(" ")
      .map((column) => `${table}.${column}`)
      .join(", ")})`,
  );
}

function lexemesOf(node: PlaceNode): string[] {
  return [
    ...[node.name, ...node.aliases, ...node.changes.map(({ name }) => name)].flatMap(lexemesOfName),
    ...[node.type, ...node.changes.map(({ type }) => type)].flatMap(lexemesOfType),
  ];
}

/** Lexemes are plain letters and digits, so that quoting them is all that is needed. */
function tsvectorOf(lexemes: string[]): string {
  return [...new Set(lexemes)].map((lexeme) => `'${lexeme}'`).join(" ");
}

async function replaceMappings(tx: Db, nodes: PlaceNode[]): Promise<void> {
  const rows = nodes.flatMap((node) =>
    node.became.map((code) => ({
      old_version: node.version,
      old_code: node.code,
      new_version: currentVersion,
      new_code: code,
      divided: node.became.length > 1,
    })),
  );
  await tx.execute(sql`
    insert into place_mappings (old_version, old_code, new_version, new_code, divided)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (
      old_version text, old_code text, new_version text, new_code text, divided boolean)`);
}

async function replaceChanges(tx: Db, nodes: PlaceNode[]): Promise<void> {
  const rows = nodes.flatMap(({ version, code, changes }) =>
    changes.map(({ from, type, name, basis }) => ({
      version,
      code,
      from_day: from,
      type,
      name,
      basis,
    })),
  );
  await tx.execute(sql`
    insert into place_changes (version, code, from_day, type, name, basis)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (
      version text, code text, from_day date, type text, name text, basis text)`);
}

async function replaceSyllables(tx: Db, nodes: PlaceNode[]): Promise<void> {
  const syllables = new Set(
    nodes.flatMap(({ name, aliases }) => [name, ...aliases].flatMap(soundsOf)),
  );
  const rows = [...syllables]
    .filter(maySlip)
    .flatMap((syllable) => slipKeys(syllable).map((key) => ({ key, syllable })));
  await tx.execute(sql`
    insert into place_syllables (key, syllable)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (key text, syllable text)`);
}
