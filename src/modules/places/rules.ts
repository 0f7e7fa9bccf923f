import {
  currentVersion,
  type PlaceLevel,
  type PlaceName,
  type PlaceVersion,
  unitTypes,
} from "./model.ts";

/** The first day on which the units of July 2025 exist and districts do not. */
export const reformDay = "2025-07-01";

/** The version that was in force on a day (`yyyy-mm-dd`, Vietnam). */
export function versionOn(day: string): PlaceVersion {
  return day < reformDay ? "pre-2025" : currentVersion;
}

/** The level that the length of a code tells. */
export function levelOfCode(code: string): PlaceLevel {
  if (code.length === 2) return "province";
  return code.length === 3 ? "district" : "commune";
}

/** `Xã Văn Lang`: type before name, as Vietnamese writes it. */
export function fullNameOf({ type, name }: PlaceName): string {
  return `${unitTypes[type].vi} ${name}`;
}

/**
 * `xã Văn Lang`: inside a sentence the type is written small (Decree 30/2020/NĐ-CP, appendix II),
 * but not before a number (Quận 1) and not of Thành phố Hồ Chí Minh.
 */
export function nameInSentence(place: PlaceName): string {
  const full = fullNameOf(place);
  const keepsCapital = /^\d/.test(place.name) || place.name === "Hồ Chí Minh";
  return keepsCapital ? full : full.charAt(0).toLowerCase() + full.slice(1);
}

/** `Văn Lang Commune`: for the English side; the name keeps its Vietnamese letters. */
export function englishNameOf({ type, name }: PlaceName): string {
  const english = unitTypes[type].en;
  return /^\d/.test(name) ? `${english} ${name}` : `${name} ${english}`;
}
