import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { placeLevels, type UnitType, placeVersions } from "./model.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A doubt about a unit, to be shown beside it. */
export type PlaceNote = { vi: string; en: string };

/** Every unit of every version, as its version began; later names and types are in `place_changes`. */
export const placeUnits = pgTable(
  "place_units",
  {
    version: text("version", { enum: placeVersions }).notNull(),
    code: text("code").notNull(),
    level: text("level", { enum: placeLevels }).notNull(),
    type: text("type").$type<UnitType>().notNull(),
    name: text("name").notNull(),
    parentCode: text("parent_code"),
    /** Codes from the province down: `19/05692`. */
    path: text("path").notNull(),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    areaKm2: doublePrecision("area_km2"),
    population: integer("population"),
    /** Other spellings and customary names: found by them, shown beside the name. */
    aliases: text("aliases").array().notNull(),
    note: jsonb("note").$type<PlaceNote>(),
    /** Sound keys of the name, parted by blanks: narrows what the ranking must look at. */
    sound: text("sound").notNull(),
    /** Lexemes of the unit's and its parents' names and types, without diacritics. */
    search: tsvector("search").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.code] }),
    index("place_units_parent_idx").on(table.version, table.parentCode),
    index("place_units_path_idx").on(table.version, table.path.op("text_pattern_ops")),
    // The list of pending entries would be read at every search until a vacuum that the embedded
    // engine never runs.
    index("place_units_search_idx").using("gin", table.search).with({ fastupdate: false }),
  ],
);

/** What a former unit became: communes, provinces, and the districts that had no communes. */
export const placeMappings = pgTable(
  "place_mappings",
  {
    oldVersion: text("old_version", { enum: placeVersions }).notNull(),
    oldCode: text("old_code").notNull(),
    newVersion: text("new_version", { enum: placeVersions }).notNull(),
    newCode: text("new_code").notNull(),
    /** The old unit went to several new ones, and which part went where is not known. */
    divided: boolean("divided").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.oldVersion, table.oldCode, table.newVersion, table.newCode] }),
    index("place_mappings_new_idx").on(table.newVersion, table.newCode),
    foreignKey({
      name: "place_mappings_old_fk",
      columns: [table.oldVersion, table.oldCode],
      foreignColumns: [placeUnits.version, placeUnits.code],
    }),
    foreignKey({
      name: "place_mappings_new_fk",
      columns: [table.newVersion, table.newCode],
      foreignColumns: [placeUnits.version, placeUnits.code],
    }),
  ],
);

/** Names and types that a unit took later, each from a day on. */
export const placeChanges = pgTable(
  "place_changes",
  {
    version: text("version", { enum: placeVersions }).notNull(),
    code: text("code").notNull(),
    from: date("from_day", { mode: "string" }).notNull(),
    type: text("type").$type<UnitType>().notNull(),
    name: text("name").notNull(),
    basis: text("basis"),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.code, table.from] }),
    foreignKey({
      name: "place_changes_unit_fk",
      columns: [table.version, table.code],
      foreignColumns: [placeUnits.version, placeUnits.code],
    }),
  ],
);

/** Syllables of all names under every key that lacks one letter: how a slip is understood. */
export const placeSyllables = pgTable(
  "place_syllables",
  { key: text("key").notNull(), syllable: text("syllable").notNull() },
  (table) => [primaryKey({ columns: [table.key, table.syllable] })],
);

/** Which state of the data files is loaded; one row. */
export const placeLoads = pgTable(
  "place_loads",
  {
    id: integer("id").primaryKey().default(1),
    digest: text("digest").notNull(),
    loadedAt: timestamp("loaded_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("place_loads_one_row", sql`${table.id} = 1`)],
);
