import { foldText } from "#core/text.ts";
import { agrees, isOneSlip, soundsOf, type Syllable, syllablesOf } from "#modules/places/fold.ts";
import {
  currentVersion,
  type PlaceVersion,
  type UnitType,
  unitTypes,
} from "#modules/places/model.ts";

/** A unit as the import looks at it, with what it is today: one unit, or every candidate. */
export type ImportUnit = {
  readonly version: PlaceVersion;
  readonly code: string;
  readonly level: "province" | "district" | "commune";
  readonly type: UnitType;
  readonly name: string;
  readonly fullName: string;
  readonly parentCode: string | null;
  /** The province of its own version that it lies in, and that of today. */
  readonly ownProvince: string;
  readonly provinceToday: string;
  readonly today: readonly { readonly path: string; readonly fullName: string }[];
  /** Other names that it goes by or went by, and types that it had. */
  readonly aliases: readonly string[];
  readonly formerTypes: readonly UnitType[];
};

/** A unit that a cell means, and whether it says so letter by letter. */
export type Match =
  | {
      readonly outcome: "found";
      readonly unit: ImportUnit;
      readonly isExact: boolean;
      /** The district that was understood, when it was written otherwise. */
      readonly district: ImportUnit | null;
    }
  | { readonly outcome: "divided"; readonly unit: ImportUnit }
  | { readonly outcome: "several"; readonly units: readonly ImportUnit[] }
  | { readonly outcome: "unknown"; readonly near: readonly ImportUnit[] };

const typeWords: readonly {
  readonly words: readonly string[];
  readonly types: readonly UnitType[];
}[] = wordsOfTypes();

function wordsOfTypes() {
  const table = new Map<string, UnitType[]>();
  for (const [type, { vi, abbreviation }] of Object.entries(unitTypes) as [
    UnitType,
    (typeof unitTypes)[UnitType],
  ][])
    for (const text of [vi, abbreviation]) {
      const key = foldText(text);
      table.set(key, [...(table.get(key) ?? []), type]);
    }
  return [...table]
    .map(([key, types]) => ({ words: key.split(" "), types }))
    .toSorted((a, b) => b.words.length - a.words.length);
}

/** A written unit: the types it may be said to be, and its name. */
type Written = { readonly types: readonly UnitType[]; readonly name: readonly Syllable[] };

/** Takes `TT. Chợ Rã`, `xã Thông Hòa`, `P5` apart; a name alone has no types. */
function readWritten(text: string): Written {
  const parted = text.replace(/(?<![\p{L}\p{M}\d])([pqPQ])\.?(?=\d)/gu, "$1 ");
  const syllables = syllablesOf(parted);
  const folded = foldText(parted).split(" ");
  for (const { words, types } of typeWords) {
    // One letter is an abbreviation only where a point follows it: "P. Tân An", not the name "X".
    if (folded.length <= words.length || !words.every((word, at) => folded[at] === word)) continue;
    if (words.length === 1 && words[0]?.length === 1 && !/^\s*\p{L}[.\s]\s*\S/u.test(parted))
      continue;
    return { types, name: syllables.slice(words.length) };
  }
  return { types: [], name: syllables };
}

const soundOf = (syllables: readonly Syllable[]) =>
  syllables.map(({ sound }) => (/^\d+$/.test(sound) ? String(Number(sound)) : sound)).join("");

function isSameName(written: readonly Syllable[], name: string): boolean {
  return soundOf(written) === soundOf(syllablesOf(name));
}

/** Whether every mark is written as in the name; the placement of the tone does not count. */
function isExactly(written: readonly Syllable[], name: string): boolean {
  const own = syllablesOf(name);
  return (
    own.length === written.length &&
    own.every((syllable, at) => {
      const mine = written[at];
      return mine !== undefined && agrees(mine, syllable) && agrees(syllable, mine);
    })
  );
}

const namesOf = ({ name, aliases }: ImportUnit) => [name, ...aliases];

/** Of the units that bear a written name those that fit it best: by marks, then by type. */
function bestOf(written: Written, units: readonly ImportUnit[]): ImportUnit[] {
  const named = units.filter((unit) =>
    namesOf(unit).some((name) => isSameName(written.name, name)),
  );
  const exact = named.filter((unit) => namesOf(unit).some((name) => isExactly(written.name, name)));
  const marked = exact.length > 0 ? exact : named;
  if (written.types.length === 0) return marked;
  return marked.filter(({ type, formerTypes }) =>
    [type, ...formerTypes].some((one) => written.types.includes(one)),
  );
}

/** A province by its name, old or new; undefined when there is none. */
export function findProvince(
  text: string,
  provinces: readonly ImportUnit[],
): readonly ImportUnit[] {
  const written = readWritten(text);
  const named = bestOf({ ...written, types: [] }, provinces);
  return named.length > 0 ? named : provinces.filter(({ code }) => code === text.trim());
}

const mostCandidates = 6;

/** Whether a written name, with its type or without, is the name of a unit, marks aside. */
export function isNamed(text: string, unit: Pick<ImportUnit, "name">): boolean {
  return isSameName(readWritten(text).name, unit.name);
}

/** What is written of a place, and when. */
export type WrittenPlace = {
  readonly commune: string;
  readonly district: string;
  /** Provinces that the row names, old and new ones of the same name. */
  readonly provinces: readonly ImportUnit[];
  /** Year that the record is of; null when it does not say. */
  readonly year: number | null;
};

/**
 * The commune that a cell means, among those of the province named. A district narrows to the
 * communes of before July 2025; a year before 2025 too, where both fit. A name that fits several
 * communes, or one that was divided since, comes back with all of them: nobody chooses here.
 */
export function matchCommune(place: WrittenPlace, units: readonly ImportUnit[]): Match {
  const written = readWritten(place.commune);
  const inProvince = unitsOf(place.provinces, units);
  const communes = inProvince.filter(({ level }) => level === "commune");
  const districts = place.district === "" ? null : matchDistricts(place.district, inProvince);
  const inDistrict =
    districts === null
      ? communes
      : communes.filter(({ parentCode }) => districts.some(({ code }) => code === parentCode));
  const fitting = bestOf(written, inDistrict);
  if (fitting.length === 0) {
    const near = nearTo(written, communes, inDistrict);
    return { outcome: "unknown", near: ofTheirTime(near, place.year).slice(0, mostCandidates) };
  }
  const match = settle(ofTheirTime(fitting, place.year), written);
  const [district] = districts ?? [];
  if (match.outcome !== "found" || !district || isWrittenAs(place.district, district)) return match;
  return { ...match, district };
}

function isWrittenAs(text: string, unit: ImportUnit): boolean {
  const { types, name } = readWritten(text);
  return isExactly(name, unit.name) && (types.length === 0 || types.includes(unit.type));
}

function unitsOf(provinces: readonly ImportUnit[], units: readonly ImportUnit[]): ImportUnit[] {
  return units.filter((unit) =>
    provinces.some(
      ({ version, code, provinceToday }) =>
        unit.provinceToday === provinceToday &&
        (unit.version === version
          ? version === currentVersion || unit.ownProvince === code
          : // A new province's name stands for everything that it was formed from.
            version === currentVersion && !provinces.some((one) => one.version !== currentVersion)),
    ),
  );
}

/** The districts that a cell means. */
export function matchDistricts(text: string, units: readonly ImportUnit[]): ImportUnit[] {
  const districts = units.filter(({ level }) => level === "district");
  const written = readWritten(text);
  const typed = bestOf(written, districts);
  return typed.length > 0 ? typed : bestOf({ ...written, types: [] }, districts);
}

function ofTheirTime(units: readonly ImportUnit[], year: number | null): readonly ImportUnit[] {
  if (year === null || new Set(units.map(({ version }) => version)).size < 2) return units;
  if (year < 2025) return units.filter(({ version }) => version !== currentVersion);
  return year > 2025 ? units.filter(({ version }) => version === currentVersion) : units;
}

function settle(units: readonly ImportUnit[], written: Written): Match {
  const [first] = units;
  if (!first) return { outcome: "unknown", near: [] };
  const paths = new Set(units.flatMap(({ today }) => today.map(({ path }) => path)));
  if (paths.size > 1)
    return units.length === 1 ? { outcome: "divided", unit: first } : { outcome: "several", units };
  const isExact = namesOf(first).some((name) => isExactly(written.name, name));
  return { outcome: "found", unit: first, isExact, district: null };
}

/** Units that an unknown name may mean: the same name under another type or district, or one letter off. */
function nearTo(
  written: Written,
  communes: readonly ImportUnit[],
  inDistrict: readonly ImportUnit[],
): ImportUnit[] {
  const sound = soundOf(written.name);
  const hasName = (unit: ImportUnit) =>
    namesOf(unit).some((name) => isSameName(written.name, name));
  const isNear = (unit: ImportUnit) =>
    namesOf(unit).some((name) => isOneSlip(sound, soundsOf(name).join("")));
  const found = [
    ...inDistrict.filter(hasName),
    ...communes.filter(hasName),
    ...inDistrict.filter(isNear),
    ...communes.filter(isNear),
  ];
  return [...new Set(found)];
}
