import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { producers } from "#modules/producers/schema.server.ts";
import type { ConflictKind, ConflictSource } from "../model.ts";
import { sessionItems } from "../schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);

/** That a member has said whether they are in conflict with a product; before it, the dossier stays closed. */
export const conflictDeclarations = pgTable(
  "conflict_declarations",
  {
    itemId: uuid("item_id")
      .notNull()
      .references(() => sessionItems.id),
    userId: account("user_id").notNull(),
    /** Null: none. */
    conflict: text("conflict").$type<ConflictKind>(),
    note: text("note"),
    declaredAt: instant("declared_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.userId] })],
);

/**
 * Who is out of a product's scoring, and why. Only added to: there are no overrides, a member
 * can only be replaced.
 */
export const itemRecusals = pgTable(
  "item_recusals",
  {
    itemId: uuid("item_id")
      .notNull()
      .references(() => sessionItems.id),
    userId: account("user_id").notNull(),
    kind: text("kind").$type<ConflictKind>().notNull(),
    source: text("source").$type<ConflictSource>().notNull(),
    /** What it was found in, for the offices to read. */
    detail: text("detail"),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.userId, table.kind, table.source] })],
);

/** What is known of a person's ties to a producer or organisation. */
export const interestTies = pgTable(
  "interest_ties",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    userId: account("user_id").notNull(),
    kind: text("kind").$type<ConflictKind>().notNull(),
    producerId: uuid("producer_id").references(() => producers.id),
    /** Name of the organisation, for ties that run through one; compared by its aliases. */
    organisation: text("organisation"),
    detail: text("detail"),
    since: day("since"),
    until: day("until"),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    index("interest_ties_user_idx").on(table.userId),
    index("interest_ties_producer_idx").on(table.producerId),
  ],
);

/** Names that mean one organisation, without diacritics and in lower case. */
export const organisationAliases = pgTable(
  "organisation_aliases",
  {
    provinceCode: text("province_code").notNull(),
    folded: text("folded").notNull(),
    name: text("name").notNull(),
    organisationId: uuid("organisation_id").notNull(),
    createdBy: account("created_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provinceCode, table.folded] }),
    index("organisation_aliases_id_idx").on(table.organisationId),
  ],
);

/** Work that an organisation did for a producer for the programme, and what it was paid, in đồng. */
export const consultancies = pgTable(
  "consultancies",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    organisation: text("organisation").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    subject: text("subject").notNull(),
    since: day("since"),
    until: day("until"),
    amount: bigint("amount", { mode: "number" }),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("consultancies_producer_idx").on(table.producerId)],
);

/** The commune where an official lives or comes from, as told by the person or the office. */
export const homeCommunes = pgTable("home_communes", {
  userId: account("user_id").primaryKey(),
  provinceCode: text("province_code").notNull(),
  unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
  unitCode: text("unit_code").notNull(),
  /** In today's tree. */
  unitPath: text("unit_path").notNull(),
  updatedBy: account("updated_by").notNull(),
  updatedAt: instant("updated_at")
    .notNull()
    .default(sql`now()`),
});
