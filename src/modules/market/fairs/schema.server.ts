import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { users } from "#modules/people/schema.server.ts";
import type { FigureSource } from "#modules/producers/figures/model.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type { MoneySource } from "../points/model.ts";
import type { FairLevel, FairState } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const author = (name: string) => uuid(name).references(() => users.id);
const dong = (name: string) => bigint(name, { mode: "bigint" });

/** Fairs, exhibitions and weeks of sale that producers are taken to. */
export const fairs = pgTable(
  "market_fairs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** Of the office that keeps it; the fair itself may be anywhere. */
    unitPath: text("unit_path").notNull(),
    name: text("name").notNull(),
    nameFolded: text("name_folded").notNull(),
    level: text("level").$type<FairLevel>().notNull(),
    place: text("place").notNull(),
    organiser: text("organiser").notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    state: text("state").$type<FairState>().notNull().default("standing"),
    /** Đồng paid for all together: stands, transport, decoration; null: not known yet. */
    sharedSupport: dong("shared_support"),
    supportSource: text("support_source").$type<MoneySource>(),
    legalBasis: text("legal_basis"),
    note: text("note"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("market_fairs_name_key").on(table.provinceCode, table.nameFolded, table.startsOn),
    index("market_fairs_day_idx").on(table.provinceCode, table.startsOn),
    check("market_fairs_days", sql`${table.endsOn} >= ${table.startsOn}`),
  ],
);

/** Producers at a fair and what came of it; sums are of these, typed nowhere. */
export const fairParticipants = pgTable(
  "market_fair_participants",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    fairId: uuid("fair_id")
      .notNull()
      .references(() => fairs.id),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    /** Number or place of its stand. */
    stand: text("stand"),
    /** Đồng sold at the stand; null: not told yet. */
    sales: dong("sales"),
    /** Contracts and letters of intent signed there, and their worth in đồng. */
    contracts: integer("contracts"),
    contractsWorth: dong("contracts_worth"),
    resultNote: text("result_note"),
    resultSource: text("result_source").$type<FigureSource>(),
    resultBy: author("result_by"),
    resultAt: instant("result_at"),
    /** Đồng paid for this producer, beside what was paid for all together. */
    support: dong("support"),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("market_fair_participants_key").on(table.fairId, table.producerId),
    index("market_fair_participants_producer_idx").on(table.producerId),
    check(
      "market_fair_participants_amounts",
      sql`coalesce(${table.sales}, 0) >= 0 and coalesce(${table.contracts}, 0) >= 0
        and coalesce(${table.contractsWorth}, 0) >= 0 and coalesce(${table.support}, 0) >= 0`,
    ),
  ],
);

/** What a participant brought to a fair. */
export const fairProducts = pgTable(
  "market_fair_products",
  {
    participantId: uuid("participant_id")
      .notNull()
      .references(() => fairParticipants.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.productId] }),
    index("market_fair_products_product_idx").on(table.productId),
  ],
);
