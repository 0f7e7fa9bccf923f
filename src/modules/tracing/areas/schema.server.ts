import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import type { ProposalState } from "#core/proposals.ts";
import { users } from "#modules/people/schema.server.ts";
import type { Shape } from "#modules/places/boundaries/geometry.ts";
import { papers, producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type { Standard } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const author = (name: string) => uuid(name).references(() => users.id);
const squareMetres = (name: string) => bigint(name, { mode: "number" });

/**
 * Where raw material grows: one row for each growing area, made with its first proposal.
 * `accepted_version_id` is what holds now; null: nothing does, before the first acceptance and after
 * it was ended. Whoever reads joins `growing_area_versions v on v.id = a.accepted_version_id`,
 * its products by `version_id = v.id`; the public sees those only whose `v.is_public` is true.
 */
export const growingAreas = pgTable(
  "growing_areas",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** Of the producer's commune, in today's tree, for scopes. */
    unitPath: text("unit_path").notNull(),
    /** Who speaks for it. Others may grow there too: those whose products it supplies. */
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    /** The version that holds now. */
    acceptedVersionId: uuid("accepted_version_id").references(
      (): AnyPgColumn => growingAreaVersions.id,
    ),
    isDemo: isDemoColumn(),
    createdBy: author("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("growing_areas_producer_idx").on(table.producerId),
    index("growing_areas_province_idx").on(table.provinceCode),
    index("growing_areas_accepted_idx").on(table.acceptedVersionId),
  ],
);

/**
 * Proposals and what became of them. What a version says never changes (migrations/guards); what was
 * accepted once is kept.
 */
export const growingAreaVersions = pgTable(
  "growing_area_versions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    areaId: uuid("area_id")
      .notNull()
      .references(() => growingAreas.id),
    /** From 1 within the growing area. */
    seq: integer("seq").notNull(),
    state: text("state").$type<ProposalState>().notNull().default("pending"),
    name: text("name").notNull(),
    /** What grows there, as people call it. */
    crop: text("crop").notNull(),
    /** The official code of a growing area (mã số vùng trồng), where one was given. */
    code: text("code"),
    /** Square metres, as stated. */
    areaM2: squareMetres("area_m2").notNull(),
    /** Square metres within the lines; null for a point. */
    computedM2: squareMetres("computed_m2"),
    /** Why the stated area is another than that within the lines. */
    areaNote: text("area_note"),
    standard: text("standard").$type<Standard>().notNull(),
    /** The standard's name, where it is another than those of the list. */
    standardName: text("standard_name"),
    /** The certificate in the producer's vault. */
    paperId: uuid("paper_id").references(() => papers.id),
    /** Last day of the certificate; null when it names none. */
    standardUntil: date("standard_until", { mode: "string" }),
    /** The commune that it lies in, in today's units. */
    placeVersion: text("place_version").notNull(),
    placeCode: text("place_code").notNull(),
    placePath: text("place_path").notNull(),
    /** A point of it, WGS 84 degrees: as given, or one near its middle. */
    longitude: doublePrecision("longitude").notNull(),
    latitude: doublePrecision("latitude").notNull(),
    /** Polygons in WGS 84; null where only a point is known. */
    shape: jsonb("shape").$type<Shape>(),
    /** The surroundings of the polygons, for what asks by a box. */
    west: doublePrecision("west").notNull(),
    south: doublePrecision("south").notNull(),
    east: doublePrecision("east").notNull(),
    north: doublePrecision("north").notNull(),
    /** The producer lets the public see it. */
    isPublic: boolean("is_public").notNull(),
    proposedBy: author("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull().defaultNow(),
    decidedBy: author("decided_by"),
    decidedAt: instant("decided_at"),
    /** Why it was returned, or ended. */
    reason: text("reason"),
  },
  (table) => [
    uniqueIndex("growing_area_versions_seq_key").on(table.areaId, table.seq),
    uniqueIndex("growing_area_versions_pending_key")
      .on(table.areaId)
      .where(sql`${table.state} = 'pending'`),
    uniqueIndex("growing_area_versions_accepted_key")
      .on(table.areaId)
      .where(sql`${table.state} = 'accepted'`),
    index("growing_area_versions_code_idx")
      .on(table.provinceCode, table.code)
      .where(sql`${table.state} = 'accepted'`),
    check("growing_area_versions_area", sql`${table.areaM2} > 0`),
    check(
      "growing_area_versions_lines",
      sql`(${table.shape} is null) = (${table.computedM2} is null)`,
    ),
  ],
);

/** Products whose raw material comes from there, of its producer or of others. */
export const growingAreaProducts = pgTable(
  "growing_area_products",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => growingAreaVersions.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.productId] }),
    index("growing_area_products_product_idx").on(table.productId),
  ],
);
