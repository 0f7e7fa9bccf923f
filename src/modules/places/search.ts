import { foldText } from "#core/text.ts";
import {
  agrees,
  isOneSlip,
  soundOfSyllable,
  soundsOf,
  type Syllable,
  syllablesOf,
} from "./fold.ts";
import {
  currentVersion,
  type PlaceLevel,
  placeLevels,
  type PlaceVersion,
  type UnitType,
  unitTypes,
} from "./model.ts";

/**
 * The search as pure rules: which keys a unit is found by, what a typed text asks for, and which
 * of two hits answers it better. The database only narrows; the order is decided here.
 */

const typeWords = typeWordTable();

/** Words that may stand before a name (`thi tran`, `tt`), folded, longest first. */
function typeWordTable(): { words: string[]; types: UnitType[] }[] {
  const table = new Map<string, UnitType[]>();
  for (const [type, { vi, abbreviation }] of Object.entries(unitTypes) as [
    UnitType,
    (typeof unitTypes)[UnitType],
  ][])
    for (const text of [vi, abbreviation]) {
      const key = soundsOf(text).join(" ");
      table.set(key, [...(table.get(key) ?? []), type]);
    }
  return [...table]
    .map(([key, types]) => ({ words: key.split(" "), types }))
    .sort((a, b) => b.words.length - a.words.length);
}

/** What a typed text asks for. */
export type PlaceQuery = {
  syllables: Syllable[];
  /** The lexemes of each word, any of which will do: its sound, and its letters while it is half typed. */
  words: string[][];
  /** The text may begin with a type: then its types, and where the name would begin. */
  types: UnitType[];
  nameAt: number;
};

/** Takes a text apart; a text without a letter or digit has no words and finds nothing. */
export function parseQuery(text: string): PlaceQuery {
  // Abbreviations are often glued to what follows: "TP.Huế", "Q1", "P.5".
  const parted = text.replace(/(?<![\p{L}\p{M}\d])([pqPQ])(?=\d)/gu, "$1 ");
  const syllables = syllablesOf(parted).slice(0, 16);
  const words = foldText(parted)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 16)
    .map((word) => [...new Set([soundOfSyllable(word), word])]);
  const sounds = syllables.map(({ sound }) => sound);
  const head = typeWords.find(
    ({ words: type }) =>
      sounds.length > type.length && type.every((word, at) => word === sounds[at]),
  );
  return { syllables, words, types: head?.types ?? [], nameAt: head?.words.length ?? 0 };
}

/**
 * The query in the language of PostgreSQL's text search: every word must be a lexeme of the unit,
 * and the last, which may be half typed, must begin one. A number is never half typed: "Phường 1"
 * does not ask for Phường 12.
 */
export function tsqueryOf(query: PlaceQuery): string {
  return query.words
    .map((lexemes, at) => {
      const start = at === query.words.length - 1 ? ":*" : "";
      return `(${lexemes.map((one) => `'${one}'${/\d/.test(one) ? "" : start}`).join("|")})`;
    })
    .join("&");
}

/** The names that a query may spell out from its start, with and without its type: `van`, `van lang`, … */
export function namesInQuery(query: PlaceQuery): string[] {
  const sounds = query.syllables.map(({ sound }) => sound);
  return [0, query.nameAt].flatMap((start) =>
    sounds.slice(start).map((_, at) => sounds.slice(start, start + at + 1).join(" ")),
  );
}

/** The whole of what was typed as a name, with its type and without. */
export function wholeNamesOf(query: PlaceQuery): string[] {
  return [0, query.nameAt].map((start) =>
    query.syllables
      .slice(start)
      .map(({ sound }) => sound)
      .join(" "),
  );
}

/** Lexemes of one name: its syllables, their plain letters, and the whole written as one word. */
export function lexemesOfName(name: string): string[] {
  const parts = foldText(name.replace(/['’]/g, " ")).split(" ");
  const folded = foldText(name).split(" ");
  const all = [...folded, ...parts];
  return [
    ...new Set([...all, ...all.map(soundOfSyllable), folded.join(""), soundsOf(name).join("")]),
  ];
}

/** Lexemes of a type: its words and its abbreviation. */
export function lexemesOfType(type: UnitType): string[] {
  const { vi, abbreviation } = unitTypes[type];
  return [...new Set([...foldText(vi).split(" "), ...soundsOf(vi), ...soundsOf(abbreviation)])];
}

/** What the ranking looks at in a hit: the name in force and others it is known by. */
export type Ranked = {
  name: string;
  aliases: readonly string[];
  type: UnitType;
  version: PlaceVersion;
  level: PlaceLevel;
  path: string;
};

/**
 * Best answers first: the name typed whole, then names typed whole with their parents after, then
 * names that begin so, then names that hold the words, then units that only lie there. Among
 * equals, the marks that were typed decide, then the type that was typed, then units in force
 * before former ones, larger before smaller, and the code. Of several queries (what a slip may
 * have meant), a hit counts by the one that it answers best.
 */
export function rankHits<Hit extends Ranked>(
  queries: readonly PlaceQuery[],
  hits: readonly Hit[],
): Hit[] {
  return hits
    .map((hit) => {
      const names = [hit.name, ...hit.aliases].map(syllablesOf);
      return { hit, key: least(queries.map((query) => rankOf(query, hit, names))) };
    })
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ hit }) => hit);
}

type RankKey = (number | string)[];

function rankOf(query: PlaceQuery, hit: Ranked, names: Syllable[][]): RankKey {
  const fits = names.flatMap((written) =>
    [0, query.nameAt].map((start) => fitOf(query.syllables.slice(start), written)),
  );
  const typeMissed = query.types.length > 0 && !query.types.includes(hit.type) ? 1 : 0;
  const former = hit.version === currentVersion ? 0 : 1;
  return [...least(fits), typeMissed, former, placeLevels.indexOf(hit.level), hit.path];
}

function least(keys: RankKey[]): RankKey {
  return keys.reduce((best, key) => (compareKeys(key, best) < 0 ? key : best));
}

/** How the typed syllables sit in the written name: tier, words of the name not typed, marks that disagree. */
function fitOf(typed: Syllable[], written: Syllable[]): RankKey {
  const sounds = typed.map(({ sound }) => sound);
  const own = written.map(({ sound }) => sound);
  const joined = sounds.join("");
  const marked = typed.some(({ letters, tone }) => tone !== "" || /[^a-z0-9]/.test(letters));
  // Twice what contradicts, and once what was not spelled out, by one who does type marks.
  const disagreeing = (from: number) =>
    written.reduce((sum, syllable, at) => {
      const mine = typed[from + at];
      if (mine === undefined || mine.sound !== syllable.sound) return sum;
      if (!agrees(mine, syllable)) return sum + 2;
      return sum + (marked && !agrees(syllable, mine) ? 1 : 0);
    }, 0);
  const startsName = own.every((sound, at) => sound === sounds[at]);
  if (startsName && own.length === sounds.length) return [0, 0, disagreeing(0)];
  if (own.join("") === joined) return [0, 0, 0];
  if (startsName) return [1, sounds.length - own.length, disagreeing(0)];
  if (own.join("").startsWith(joined)) return [2, 0, disagreeing(0)];
  const at = sounds.findIndex((_, from) => own.every((sound, i) => sound === sounds[from + i]));
  if (at > 0) return [3, sounds.length - own.length, disagreeing(at)];
  const held = sounds.filter((sound) => own.some((syllable) => syllable.startsWith(sound))).length;
  return held === sounds.length ? [4, 0, 0] : [5, -held, 0];
}

function compareKeys(a: RankKey, b: RankKey): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at] ?? "", b[at] ?? ""];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** The query with one word replaced by a syllable that it may be a slip of. */
export function withSlip(query: PlaceQuery, at: number, meant: string): PlaceQuery {
  const syllables = query.syllables.map((syllable, i) =>
    i === at ? { sound: meant, letters: meant, tone: "" } : syllable,
  );
  return { ...query, syllables, words: query.words.map((word, i) => (i === at ? [meant] : word)) };
}

/** Words long enough that one wrong letter still says what was meant. */
export function maySlip(word: string): boolean {
  return word.length >= 3 && /^[a-z]+$/.test(word);
}

/** The syllables, of those given, that a typed word may be a slip of. */
export function slipsOf(word: string, syllables: readonly string[]): string[] {
  return syllables.filter((syllable) => isOneSlip(word, syllable));
}
