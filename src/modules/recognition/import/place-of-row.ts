import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import {
  findProvince,
  type ImportUnit,
  type Match,
  matchCommune,
  matchDistricts,
  type WrittenPlace,
} from "./communes.ts";
import type { Ground, PlannedPlace, Question } from "./plan-model.ts";
import type { RawRow } from "./rows.ts";
import type { Note } from "./rounds.ts";

/** Remembers what was matched: a register names the same places on many rows. */
export class PlaceMemory {
  readonly communes = new Map<string, Match>();
  readonly units = new Map<string, readonly ImportUnit[]>();

  unitsOf(key: string, find: () => readonly ImportUnit[]): readonly ImportUnit[] {
    const known = this.units.get(key) ?? find();
    this.units.set(key, known);
    return known;
  }
}

/** What is left to ask about a place, and where the record lies until it is settled. */
type Open = {
  readonly fallback: PlannedPlace;
  readonly note: Note;
  readonly ask: (units: readonly ImportUnit[]) => Question;
};

const todayNames = (unit: ImportUnit) => unit.today.map(({ fullName }) => fullName).join(" hoặc ");

/** A unit as a candidate: its old name and what it is today. */
export function candidateOf(unit: ImportUnit): string {
  const today = todayNames(unit);
  return unit.version === currentVersion ? unit.fullName : `${unit.fullName} (nay là ${today})`;
}

/**
 * Where a row's producer lies; null, with a note, when not even the province is known. A commune
 * that is unknown, divided or one of several leaves the record at the province, with candidates.
 */
export function placeOfRow(
  row: RawRow,
  year: number | null,
  { ground, memory, note }: { ground: Ground; memory: PlaceMemory; note: Note },
): PlannedPlace | null {
  const provinces = provincesOf(row, { ground, memory, note });
  const [province] = provinces;
  if (!province) return null;
  const provinceCode = province.provinceToday;
  if (!ground.mayEnter(provinceCode)) {
    const field = row.fields.province ?? row.fields.commune;
    note("outsideScope", field?.column, `${province.fullName} nằm ngoài địa bàn của người nhập.`);
    return null;
  }
  const commune = row.fields.commune?.text ?? "";
  const district = row.fields.district?.text ?? "";
  const fallback = districtOrProvince({ district, provinces, year, row }, { ground, memory, note });
  if (commune === "") return fallback;
  const narrow = recall(memory, { commune, district, provinces, year }, ground.units);
  const match = narrow.outcome === "unknown" ? widened(narrow) : narrow;
  const written = { province: row.fields.province?.text ?? "", district, commune };
  const said = placeSaid(match, ground.settled.communeOf(written), { ground, fallback });
  if (said) return said;
  const ask = (units: readonly ImportUnit[]): Question => ({
    kind: "commune",
    written,
    provinceCode,
    units,
  });
  return settled(match, row, { fallback, note, ask });

  /** Since 2025 a province's name also means those that it was joined with: found there, it is said. */
  function widened(unknown: Match): Match {
    if (year !== null && year < 2025) return unknown;
    const wide = [...new Set([...provinces, ...withinToday(provinces, ground)])];
    if (wide.length === provinces.length) return unknown;
    const found = recall(memory, { commune, district, provinces: wide, year }, ground.units);
    return found.outcome === "found" ? { ...found, isExact: false } : unknown;
  }
}

function provincesOf(
  row: RawRow,
  { ground, memory, note }: { ground: Ground; memory: PlaceMemory; note: Note },
): readonly ImportUnit[] {
  const field = row.fields.province;
  const text = field?.text ? field.text : (ground.province ?? "");
  if (text === "") {
    note("missingProvince", field?.column, "Không ghi tỉnh, thành phố.");
    return [];
  }
  const named = memory.unitsOf(text, () => findProvince(text, ground.provinces));
  // What holds for the whole sheet is today's province, with all that it was formed from.
  const found = field?.text ? named : [...new Set([...named, ...withinToday(named, ground)])];
  if (found.length === 0)
    note("provinceUnknown", field?.column, `Không có tỉnh, thành phố “${text}”.`);
  return found;
}

function withinToday(named: readonly ImportUnit[], { provinces }: Ground): ImportUnit[] {
  return provinces.filter((one) =>
    named.some(({ provinceToday }) => provinceToday === one.provinceToday),
  );
}

function districtOrProvince(
  of: { district: string; provinces: readonly ImportUnit[]; year: number | null; row: RawRow },
  { ground, memory, note }: { ground: Ground; memory: PlaceMemory; note: Note },
): PlannedPlace {
  const { district, provinces, year, row } = of;
  const wanted = year !== null && year > 2025 ? currentVersion : "pre-2025";
  const province = provinces.find(({ version }) => version === wanted) ?? provinces[0];
  if (!province) throw new Error("a place needs its province");
  const provinceCode = province.provinceToday;
  const whole: PlannedPlace = {
    version: province.version,
    code: province.code,
    path: provinceCode,
    provinceCode,
    isCommune: false,
    district: null,
  };
  if (district === "") return whole;
  const found = memory.unitsOf(`${district}|${codesOf(provinces)}`, () =>
    matchDistricts(district, districtsIn(provinces, ground)),
  );
  const [only] = found;
  if (only && found.length === 1)
    return { ...whole, version: only.version, code: only.code, district: only.code };
  note(
    "districtUnknown",
    row.fields.district?.column,
    `Không tìm thấy “${district}” trong ${province.fullName} trước tháng 7/2025.`,
    found.map(({ fullName }) => fullName),
  );
  return whole;
}

const codesOf = (provinces: readonly ImportUnit[]) =>
  provinces.map(({ version, code }) => `${version}/${code}`).join(",");

function districtsIn(provinces: readonly ImportUnit[], { units }: Ground): ImportUnit[] {
  const former = provinces.filter(({ version }) => version !== currentVersion);
  return units.filter(
    ({ level, ownProvince, provinceToday }) =>
      level === "district" &&
      (former.length > 0
        ? former.some(({ code }) => code === ownProvince)
        : provinces.some((one) => one.provinceToday === provinceToday)),
  );
}

function recall(memory: PlaceMemory, place: WrittenPlace, units: readonly ImportUnit[]): Match {
  const named = codesOf(place.provinces);
  const key = [place.commune, place.district, named, place.year ?? ""].join("|");
  const known = memory.communes.get(key);
  if (known) return known;
  const match = matchCommune(place, units);
  memory.communes.set(key, match);
  return match;
}

/**
 * The place that somebody chose for what is written: a commune of the row's own province. Of a
 * divided one the record keeps the old unit and lies in the part that was chosen.
 */
function placeSaid(
  match: Match,
  chosen: UnitRef | undefined,
  { ground, fallback }: { ground: Ground; fallback: PlannedPlace },
): PlannedPlace | null {
  if (chosen === undefined) return null;
  const unit = ground.units.find(
    ({ version, code, level }) =>
      level === "commune" && version === chosen.version && code === chosen.code,
  );
  const [today, ...others] = unit?.today ?? [];
  if (!unit || !today || others.length > 0 || unit.provinceToday !== fallback.provinceCode)
    return null;
  const isPart =
    match.outcome === "divided" && match.unit.today.some(({ path }) => path === today.path);
  const kept = isPart ? match.unit : unit;
  return {
    version: kept.version,
    code: kept.code,
    path: today.path,
    provinceCode: fallback.provinceCode,
    isCommune: true,
    district: kept.version === currentVersion ? null : kept.parentCode,
  };
}

function settled(match: Match, row: RawRow, { fallback, note, ask }: Open): PlannedPlace {
  const field = row.fields.commune;
  const written = field?.text ?? "";
  if (match.outcome === "found") return foundPlace(match, row, fallback, note);
  if (match.outcome === "divided") {
    note(
      "communeDivided",
      field?.column,
      `${match.unit.fullName} đã chia: tạm ghi ở cấp tỉnh, hãy chọn xã mới.`,
      match.unit.today.map(({ fullName }) => fullName),
      ask([match.unit]),
    );
    return { ...fallback, version: match.unit.version, code: match.unit.code };
  }
  if (match.outcome === "several")
    note(
      "communeAmbiguous",
      field?.column,
      `Có ${match.units.length} đơn vị tên “${written}”: tạm ghi ở cấp tỉnh, hãy chọn xã.`,
      match.units.map(candidateOf),
      ask(match.units),
    );
  else
    note(
      "communeUnknown",
      field?.column,
      match.near.length === 0
        ? `Không tìm thấy “${written}”: tạm ghi ở cấp tỉnh.`
        : `Không tìm thấy “${written}” như đã ghi: tạm ghi ở cấp tỉnh, hãy chọn xã.`,
      match.near.map(candidateOf),
      ask(match.near),
    );
  return fallback;
}

function foundPlace(
  { unit, isExact, district }: Extract<Match, { readonly outcome: "found" }>,
  row: RawRow,
  fallback: PlannedPlace,
  note: Note,
): PlannedPlace {
  if (district !== null)
    note(
      "communeSpelling",
      row.fields.district?.column,
      `“${row.fields.district?.text ?? ""}” được hiểu là ${district.fullName}.`,
      [district.fullName],
    );
  const field = row.fields.commune;
  if (!isExact)
    note(
      "communeSpelling",
      field?.column,
      `“${field?.text ?? ""}” được hiểu là ${unit.fullName}.`,
      [candidateOf(unit)],
    );
  return {
    ...fallback,
    version: unit.version,
    code: unit.code,
    path: unit.today[0]?.path ?? fallback.path,
    isCommune: true,
    district: unit.version === currentVersion ? null : unit.parentCode,
  };
}
