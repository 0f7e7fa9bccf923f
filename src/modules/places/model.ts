import { z } from "zod";

/**
 * The versions of the country's units, oldest first. `pre-2025` is the state of 1 March to
 * 30 June 2025, the last one with districts; `2025-07-01` is the state that Decision
 * 19/2025/QĐ-TTg lists, with later changes of name and type kept as dated changes.
 */
export const placeVersions = ["pre-2025", "2025-07-01"] as const;
export const PlaceVersion = z.enum(placeVersions);
export type PlaceVersion = z.infer<typeof PlaceVersion>;

/** The version in force: scopes, choices and views are in its units. */
export const currentVersion = "2025-07-01" satisfies PlaceVersion;

export const placeLevels = ["province", "district", "commune"] as const;
export const PlaceLevel = z.enum(placeLevels);
export type PlaceLevel = z.infer<typeof PlaceLevel>;

/** What a unit is called before its name, with the customary abbreviation that the data uses. */
export const unitTypes = {
  province: { abbreviation: "T", vi: "Tỉnh", en: "Province" },
  city: { abbreviation: "TP", vi: "Thành phố", en: "City" },
  urbanDistrict: { abbreviation: "Q", vi: "Quận", en: "Urban District" },
  ruralDistrict: { abbreviation: "H", vi: "Huyện", en: "District" },
  town: { abbreviation: "TX", vi: "Thị xã", en: "Town" },
  ward: { abbreviation: "P", vi: "Phường", en: "Ward" },
  commune: { abbreviation: "X", vi: "Xã", en: "Commune" },
  township: { abbreviation: "TT", vi: "Thị trấn", en: "Township" },
  specialZone: { abbreviation: "ĐK", vi: "Đặc khu", en: "Special Zone" },
} as const satisfies Record<string, { abbreviation: string; vi: string; en: string }>;

export type UnitType = keyof typeof unitTypes;
const unitTypeNames = Object.keys(unitTypes) as [UnitType, ...UnitType[]];
export const UnitType = z.enum(unitTypeNames);

/** Two digits for a province, three for a district, five for a commune. */
export const UnitCode = z
  .string()
  .regex(/^(\d{2}|\d{3}|\d{5})$/, "Mã đơn vị gồm 2, 3 hoặc 5 chữ số.");

/**
 * The only key of a unit. A code alone is none: 24 was Bắc Giang until 30 June 2025 and is
 * Bắc Ninh since.
 */
export const UnitRef = z.object({ version: PlaceVersion, code: UnitCode });
export type UnitRef = z.infer<typeof UnitRef>;

/** A day as `yyyy-mm-dd`, in Vietnam. */
export const Day = z.iso.date();

/** A unit with the name and type that it bears on the day asked for. */
export const Unit = UnitRef.extend({
  level: PlaceLevel,
  type: UnitType,
  name: z.string(),
  /** Type and name, as written in Vietnamese: `Xã Văn Lang`. */
  fullName: z.string(),
  /** The unit that it belongs to in the same version; null for a province. */
  parentCode: UnitCode.nullable(),
  /** Codes from the province down, inside its version: `19/05692`. */
  path: z.string(),
  /** A point inside or near the middle, WGS 84 degrees. */
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  areaKm2: z.number().nullable(),
  population: z.number().int().nullable(),
});
export type Unit = z.infer<typeof Unit>;

/** What a unit is today. A divided unit has candidates, and nobody may choose for the reader. */
export type Today =
  | { outcome: "current"; unit: Unit }
  | { outcome: "became"; unit: Unit }
  /** The commune was divided: an address in it cannot be converted by code alone. */
  | { outcome: "divided"; candidates: Unit[] }
  /** Districts ended on 30 June 2025: these communes hold its land, each wholly or in part. */
  | { outcome: "abolished"; candidates: Unit[] };

/** A dated change of name or type that left the unit's code and ground as they were. */
export type PlaceChange = {
  from: string;
  type: UnitType;
  name: string;
  /** The act behind it, or null when the sources name none. */
  basis: string | null;
};

/** What can be asked of the search. */
export const PlaceSearch = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Hãy gõ tên một địa danh.")
    .max(120, "Tên quá dài: nhiều nhất 120 ký tự."),
  version: PlaceVersion.optional(),
  level: PlaceLevel.optional(),
  /** Only units inside this one. */
  within: UnitRef.optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export type PlaceSearch = z.input<typeof PlaceSearch>;

/** What a unit is called. */
export type PlaceName = Pick<Unit, "type" | "name">;

/** A unit found, with the names of the units that it belongs to, nearest first. */
export type PlaceHit = { unit: Unit; parents: PlaceName[] };
