import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { sql } from "drizzle-orm";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import type { Ingredient, PictureKind, Story } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const money = (name: string) => bigint(name, { mode: "number" });

/** Goods and services that producers make; a dossier is about one of them. */
export const products = pgTable(
  "products",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    name: text("name").notNull(),
    /** Name without diacritics, for searches and to find the same product entered twice. */
    nameFolded: text("name_folded").notNull(),
    regime: text("regime").notNull(),
    set: text("set_code").notNull(),
    isTourism: boolean("is_tourism").notNull().default(false),
    description: text("description"),
    packagingSizes: text("packaging_sizes"),
    ingredients: jsonb("ingredients").$type<Ingredient[]>().notNull(),
    standard: text("standard"),
    shelfLife: text("shelf_life"),
    storage: text("storage"),
    /** GTIN, digits only. */
    barcode: text("barcode"),
    priceFrom: money("price_from"),
    priceTo: money("price_to"),
    priceUnit: text("price_unit"),
    yearlyOutput: text("yearly_output"),
    isKeyProduct: boolean("is_key_product").notNull().default(false),
    chain: text("chain"),
    story: jsonb("story").$type<Story>().notNull(),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    // The same form sent twice enters one product.
    uniqueIndex("products_name_key").on(table.producerId, table.nameFolded),
    index("products_province_idx").on(table.provinceCode, table.set),
    index("products_barcode_idx").on(table.barcode),
    check(
      "products_price",
      sql`${table.priceFrom} is null or ${table.priceTo} is null or ${table.priceFrom} <= ${table.priceTo}`,
    ),
  ],
);

/** Pictures of products, by kind. */
export const productPictures = pgTable(
  "product_pictures",
  {
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
    kind: text("kind").$type<PictureKind>().notNull(),
    caption: text("caption"),
    position: integer("position").notNull(),
    addedAt: instant("added_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.kind, table.digest] })],
);

/** What each product yields in a year; private, as the figures of its producer are. */
export const productYears = pgTable(
  "product_years",
  {
    provinceCode: text("province_code").notNull(),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    year: integer("year").notNull(),
    /** How much was made, in `unit`; of a service how many were served. */
    output: numeric("output", { precision: 18, scale: 3 }).notNull(),
    unit: text("unit").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.productId, table.year] }),
    index("product_years_year_idx").on(table.provinceCode, table.year),
    check("product_years_output", sql`${table.output} >= 0`),
  ],
);
