import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { slipKeys } from "../fold.ts";
import {
  currentVersion,
  PlaceSearch,
  type PlaceHit,
  type PlaceName,
  type UnitType,
} from "../model.ts";
import {
  maySlip,
  namesInQuery,
  parseQuery,
  type PlaceQuery,
  rankHits,
  slipsOf,
  tsqueryOf,
  wholeNamesOf,
  withSlip,
} from "../search.ts";
import { joinChange, toUnit, unitColumns, type UnitRow } from "./unit-rows.server.ts";

/** How many units the database hands to the ranking; far above the largest group of equal names. */
const candidateLimit = 200;

/**
 * Units by name, with or without diacritics, type, abbreviation or parents ("xã văn lăng, đồng hỷ,
 * thái nguyên", "TP Bac Kan"); best first, in the order of `rankHits`. One query over the text
 * search index, which PostgreSQL and the embedded engine have alike; only when it finds nothing,
 * one wrong letter is allowed for, at the cost of a second and third.
 * Names and types are those of today.
 */
export async function searchUnits(db: Db, input: PlaceSearch): Promise<PlaceHit[]> {
  const search = PlaceSearch.parse(input);
  const query = parseQuery(search.text);
  if (query.words.length === 0) return [];
  const found = await listCandidates(db, search, [query]);
  if (found.length > 0) return present(rankHits([query], found), search.limit);
  const meant = await listSlips(db, query);
  if (meant.length === 0) return [];
  return present(rankHits(meant, await listCandidates(db, search, meant)), search.limit);
}

type Candidate = UnitRow & {
  aliases: string[];
  district_type: UnitType | null;
  district_name: string | null;
  province_type: UnitType | null;
  province_name: string | null;
};

async function listCandidates(
  db: Db,
  search: PlaceSearch,
  queries: PlaceQuery[],
): Promise<Candidate[]> {
  const names = sql.param([...new Set(queries.flatMap(namesInQuery))]);
  const whole = [...new Set(queries.flatMap(wholeNamesOf))];
  const starts = sql.param(whole.map((name) => `${name}%`));
  const { within } = search;
  const { rows } = await db.execute<Candidate>(sql`
    with found as (
      select u.* from place_units u
      where u.search @@ ${queries.map(tsqueryOf).join("|")}::tsquery
        ${search.version ? sql`and u.version = ${search.version}` : sql``}
        ${search.level ? sql`and u.level = ${search.level}` : sql``}
        ${
          within
            ? sql`and u.version = ${within.version} and ${within.code} = any(string_to_array(u.path, '/'))`
            : sql``
        }
      order by
        case when u.sound = any(${sql.param(whole)}::text[]) then 0
             when u.sound = any(${names}::text[]) then 1
             when u.sound like any(${starts}::text[]) then 2 else 3 end,
        u.version <> ${currentVersion}, length(u.path), u.path
      limit ${candidateLimit})
    select ${unitColumns}, u.aliases || u.name as aliases, d.type as district_type, d.name as district_name,
      coalesce(pc.type, p.type) as province_type, coalesce(pc.name, p.name) as province_name
    from found u ${joinChange(undefined)}
    left join place_units d on d.version = u.version and d.code = u.parent_code and d.level = 'district'
    left join place_units p on p.version = u.version and p.code = left(u.path, 2) and u.level <> 'province'
    ${joinChange(undefined, sql`p`, sql`pc`)}`);
  return rows;
}

/** What the query may have meant if exactly one of its words holds a slip. */
async function listSlips(db: Db, query: PlaceQuery): Promise<PlaceQuery[]> {
  const sounds = query.syllables.map(({ sound }) => sound);
  const keys = sounds.filter(maySlip).flatMap(slipKeys);
  const { rows } = await db.execute<{ syllable: string }>(sql`
    select distinct syllable from place_syllables where key = any(${sql.param(keys)}::text[])`);
  const syllables = rows.map(({ syllable }) => syllable);
  return sounds.flatMap((sound, at) =>
    maySlip(sound) ? slipsOf(sound, syllables).map((meant) => withSlip(query, at, meant)) : [],
  );
}

function present(ranked: Candidate[], limit = 20): PlaceHit[] {
  return ranked.slice(0, limit).map((row) => ({
    unit: toUnit(row),
    parents: [
      { type: row.district_type, name: row.district_name },
      { type: row.province_type, name: row.province_name },
    ].filter((parent): parent is PlaceName => parent.type !== null && parent.name !== null),
  }));
}
