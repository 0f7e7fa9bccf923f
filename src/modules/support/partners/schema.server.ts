import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { agencies, users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type { PartnerKind, Sector, Skill } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const createdAt = () => instant("created_at").notNull().defaultNow();
const updatedAt = () => instant("updated_at").notNull().defaultNow();
const author = (name: string) => uuid(name).references(() => users.id);

/** Consultants and partners of a province's programme. */
export const partners = pgTable(
  "support_partners",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    kind: text("kind").$type<PartnerKind>().notNull(),
    name: text("name").notNull(),
    nameFolded: text("name_folded").notNull(),
    skills: text("skills").array().$type<Skill[]>().notNull(),
    sectors: text("sectors").array().$type<Sector[]>().notNull(),
    /** Where it works, in words. */
    areas: text("areas"),
    /** Personal data of its contact. */
    contact: text("contact"),
    phone: text("phone"),
    /** The agency of the province that it is, or that its people work in. */
    agencyId: uuid("agency_id").references(() => agencies.id),
    note: text("note"),
    isActive: boolean("is_active").notNull().default(true),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [unique("support_partners_name_key").on(table.provinceCode, table.nameFolded)],
);

/** Contracts with a consultant or partner: of the office, or of a producer. */
export const contracts = pgTable(
  "support_contracts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    /** Null: the office's own. */
    producerId: uuid("producer_id").references(() => producers.id),
    number: text("number").notNull(),
    subject: text("subject").notNull(),
    amount: bigint("amount", { mode: "bigint" }),
    signedOn: day("signed_on").notNull(),
    endsOn: day("ends_on"),
    /** What came of it. */
    outcome: text("outcome"),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
  },
  (table) => [
    unique("support_contracts_number_key").on(table.partnerId, table.number),
    check(
      "support_contracts_days",
      sql`${table.endsOn} is null or ${table.endsOn} >= ${table.signedOn}`,
    ),
  ],
);

/** Which producer or product a partner advised; the stars that followed are read from the register. */
export const advice = pgTable(
  "support_advice",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => partners.id),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    productId: uuid("product_id").references(() => products.id),
    advisedOn: day("advised_on").notNull(),
    what: text("what").notNull(),
    createdBy: author("created_by"),
    createdAt: createdAt(),
  },
  (table) => [
    index("support_advice_partner_idx").on(table.partnerId),
    index("support_advice_producer_idx").on(table.producerId),
  ],
);

/** Meetings where partners and producers come together. */
export const meetings = pgTable(
  "support_meetings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    title: text("title").notNull(),
    heldOn: day("held_on").notNull(),
    place: text("place").notNull(),
    topics: text("topics"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
  },
  (table) => [index("support_meetings_province_idx").on(table.provinceCode, table.heldOn)],
);

/** Who was at a meeting, and what two of them agreed: a partner, a producer, or both. */
export const meetingLines = pgTable(
  "support_meeting_lines",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    meetingId: uuid("meeting_id")
      .notNull()
      .references(() => meetings.id),
    partnerId: uuid("partner_id").references(() => partners.id),
    producerId: uuid("producer_id").references(() => producers.id),
    /** People who came for them. */
    people: integer("people").notNull(),
    /** What was agreed; null: they were there. */
    agreement: text("agreement"),
    createdAt: createdAt(),
  },
  (table) => [
    index("support_meeting_lines_meeting_idx").on(table.meetingId),
    check(
      "support_meeting_lines_who",
      sql`${table.partnerId} is not null or ${table.producerId} is not null`,
    ),
  ],
);
