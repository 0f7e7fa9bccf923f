import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { PlaceLevel, PlaceVersion } from "../model.ts";
import { placeUnits } from "../schema.server.ts";
import type { Shape } from "./geometry.ts";
import type { BoundaryReport } from "./plan.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Outlines that an administrator loaded, one set for each file. A set ends as a whole: withdrawn by
 * hand, or replaced by one that shows all of its units. Rows are never taken away.
 */
export const boundarySets = pgTable(
  "boundary_sets",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    version: text("version").$type<PlaceVersion>().notNull(),
    level: text("level").$type<Exclude<PlaceLevel, "district">>().notNull(),
    /** The province of its units; null when they lie in several. */
    provinceCode: text("province_code"),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file. */
    digest: text("digest").notNull(),
    /** Who published the outlines, as shown beside them. */
    source: text("source").notNull(),
    /** Under what terms they may be shown. */
    licence: text("licence").notNull(),
    report: jsonb("report").$type<BoundaryReport>().notNull(),
    /** Account; null: whoever runs the machine, from its command line. */
    loadedBy: text("loaded_by"),
    loadedAt: instant("loaded_at").notNull().defaultNow(),
    ended: text("ended").$type<"replaced" | "withdrawn">(),
    endedBy: text("ended_by"),
    endedAt: instant("ended_at"),
  },
  (table) => [
    index("boundary_sets_loaded_idx").on(table.loadedAt),
    check("boundary_sets_ended", sql`(${table.ended} is null) = (${table.endedAt} is null)`),
  ],
);

/** The outline of a unit in a set, at one of the `details` of `plan.ts`. */
export const boundaryOutlines = pgTable(
  "boundary_outlines",
  {
    setId: uuid("set_id")
      .notNull()
      .references(() => boundarySets.id),
    version: text("version").$type<PlaceVersion>().notNull(),
    code: text("code").notNull(),
    detail: integer("detail").notNull(),
    /** Coordinates of a GeoJSON `MultiPolygon`, WGS 84. */
    shape: jsonb("shape").$type<Shape>().notNull(),
    west: doublePrecision("west").notNull(),
    south: doublePrecision("south").notNull(),
    east: doublePrecision("east").notNull(),
    north: doublePrecision("north").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.setId, table.detail, table.code] }),
    index("boundary_outlines_code_idx").on(table.version, table.code, table.detail),
    foreignKey({
      name: "boundary_outlines_unit_fk",
      columns: [table.version, table.code],
      foreignColumns: [placeUnits.version, placeUnits.code],
    }),
  ],
);
