import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { FigureSource } from "./figures/model.ts";
import type { CompanyForm, CooperativeGrade, ProducerKind, Sex } from "./model.ts";
import type { PaperKind } from "./model/papers.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => instant("created_at").notNull().defaultNow();
const updatedAt = () => instant("updated_at").notNull().defaultNow();
const percent = (name: string) => numeric(name, { precision: 5, scale: 2 });
const money = (name: string) => bigint(name, { mode: "number" });
/** Hectares, to the hundred square metres. */
const hectares = (name: string) => numeric(name, { precision: 12, scale: 2 });
const author = (name: string) => uuid(name).references(() => users.id);

/**
 * Producers as they stand. `unit_version` and `unit_code` are the unit that the record was made
 * in; `province_code` and `unit_path` the same place in today's tree, for scopes.
 */
export const producers = pgTable(
  "producers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitVersion: text("unit_version").notNull(),
    unitCode: text("unit_code").notNull(),
    unitPath: text("unit_path").notNull(),
    kind: text("kind").$type<ProducerKind>().notNull(),
    companyForm: text("company_form").$type<CompanyForm>(),
    name: text("name").notNull(),
    /** Name without diacritics, for searches. */
    nameFolded: text("name_folded").notNull(),
    taxCode: text("tax_code"),
    registrationNumber: text("registration_number"),
    communityCapitalPercent: percent("community_capital_percent"),
    isTourism: boolean("is_tourism").notNull().default(false),
    address: text("address").notNull(),
    phone: text("phone"),
    email: text("email"),
    website: text("website"),
    foundedOn: date("founded_on", { mode: "string" }),
    mainActivity: text("main_activity"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("producers_tax_code_key")
      .on(table.provinceCode, table.taxCode)
      .where(sql`${table.taxCode} is not null`),
    // The same form sent twice opens one producer.
    uniqueIndex("producers_name_key").on(table.provinceCode, table.unitCode, table.nameFolded),
    index("producers_unit_idx").on(table.unitPath.op("text_pattern_ops")),
  ],
);

/** Legal forms that a producer had before the one it has now: kept, so that old papers fit. */
export const producerForms = pgTable(
  "producer_forms",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    kind: text("kind").$type<ProducerKind>().notNull(),
    companyForm: text("company_form").$type<CompanyForm>(),
    name: text("name").notNull(),
    taxCode: text("tax_code"),
    registrationNumber: text("registration_number"),
    communityCapitalPercent: percent("community_capital_percent"),
    /** First day of the form that took its place. */
    until: date("until", { mode: "string" }).notNull(),
    /** The act behind the change. */
    basis: text("basis").notNull(),
    recordedBy: author("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("producer_forms_once").on(table.producerId, table.until)],
);

/** Legal representatives, the former ones included; personal data. */
export const producerRepresentatives = pgTable(
  "producer_representatives",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    fullName: text("full_name").notNull(),
    position: text("position"),
    phone: text("phone"),
    sex: text("sex").$type<Sex>(),
    ethnicity: text("ethnicity"),
    isDisabled: boolean("is_disabled"),
    recordedBy: author("recorded_by"),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    /** Null for the one in office, as last entered. */
    replacedAt: instant("replaced_at"),
  },
  (table) => [
    uniqueIndex("producer_representatives_current")
      .on(table.producerId)
      .where(sql`${table.replacedAt} is null`),
  ],
);

/**
 * Figures by year, once for each: dossiers read them, and the programme's indicators. Private: for
 * the producer and the offices. What each product yields stands in `product_years`.
 */
export const producerYears = pgTable(
  "producer_years",
  {
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    year: integer("year").notNull(),
    labour: integer("labour"),
    localLabour: integer("local_labour"),
    /** Of the workers, women, and people of ethnic minorities; one may count in both. */
    womenLabour: integer("women_labour"),
    minorityLabour: integer("minority_labour"),
    communeMaterialPercent: percent("commune_material_percent"),
    provinceMaterialPercent: percent("province_material_percent"),
    /** Đồng; of it, what was sold abroad. */
    revenue: money("revenue"),
    exportRevenue: money("export_revenue"),
    /** Raw material grown by or for the producer, and of it what is grown to a standard. */
    materialArea: hectares("material_area"),
    standardArea: hectares("standard_area"),
    /** Which standard: VietGAP, organic… as the producer says it. */
    materialStandard: text("material_standard"),
    profit: money("profit"),
    cooperativeGrade: text("cooperative_grade").$type<CooperativeGrade>(),
    capacity: text("capacity"),
    markets: text("markets"),
    /** Who says so; null for what was entered before it was asked. */
    source: text("source").$type<FigureSource>(),
    sourceNote: text("source_note"),
    enteredBy: author("entered_by"),
    version: integer("version").notNull().default(1),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.producerId, table.year] }),
    check(
      "producer_years_labour",
      sql`${table.localLabour} is null or ${table.localLabour} <= ${table.labour}`,
    ),
    check(
      "producer_years_parts",
      sql`coalesce(${table.womenLabour}, 0) <= coalesce(${table.labour}, 0)
        and coalesce(${table.minorityLabour}, 0) <= coalesce(${table.labour}, 0)
        and coalesce(${table.exportRevenue}, 0) <= coalesce(${table.revenue}, 0)
        and coalesce(${table.standardArea}, 0) <= coalesce(${table.materialArea}, 0)`,
    ),
    index("producer_years_year_idx").on(table.year),
  ],
);

/** Who was reminded of the figures of which year, so that nobody is reminded every day. */
export const figureReminders = pgTable(
  "producer_figure_reminders",
  {
    provinceCode: text("province_code").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    /** The year that the figures are of. */
    year: integer("year").notNull(),
    /** 1 for the first reminder. */
    number: integer("number").notNull(),
    sentAt: instant("sent_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.producerId, table.year, table.number] })],
);

/**
 * The vault: every paper once. A paper is never deleted, since dossiers name it; one that is no
 * longer wanted, or has a newer one in its place, is archived.
 */
export const papers = pgTable(
  "papers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    kind: text("kind").$type<PaperKind>().notNull(),
    title: text("title").notNull(),
    number: text("number"),
    issuer: text("issuer"),
    issuedOn: date("issued_on", { mode: "string" }),
    expiresOn: date("expires_on", { mode: "string" }),
    /** For what is an address and no file: a clip, a shop. */
    url: text("url"),
    note: text("note"),
    digest: text("digest").references(() => storedFiles.digest),
    mediaType: text("media_type"),
    size: bigint("size", { mode: "number" }),
    /** Null where pages cannot be counted. */
    pageCount: integer("page_count"),
    /** The paper that this one was put in the place of, such as a certificate renewed. */
    replacesId: uuid("replaces_id"),
    archivedAt: instant("archived_at"),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("papers_content_key")
      .on(table.producerId, table.digest)
      .where(sql`${table.archivedAt} is null and ${table.digest} is not null`),
    uniqueIndex("papers_number_key")
      .on(table.producerId, table.kind, sql`lower(${table.number})`)
      .where(sql`${table.archivedAt} is null and ${table.number} is not null`),
    uniqueIndex("papers_url_key")
      .on(table.producerId, table.url)
      .where(sql`${table.archivedAt} is null and ${table.url} is not null`),
    index("papers_digest_idx").on(table.digest),
    index("papers_expiry_idx")
      .on(table.provinceCode, table.expiresOn)
      .where(sql`${table.archivedAt} is null`),
    check("papers_content", sql`(${table.digest} is null) <> (${table.url} is null)`),
    check(
      "papers_days",
      sql`${table.expiresOn} is null or ${table.issuedOn} is null or ${table.expiresOn} >= ${table.issuedOn}`,
    ),
  ],
);

/** The photos or files that a paper was put together from, in order. */
export const paperPages = pgTable(
  "paper_pages",
  {
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id),
    position: integer("position").notNull(),
    digest: text("digest")
      .notNull()
      .references(() => storedFiles.digest),
  },
  (table) => [primaryKey({ columns: [table.paperId, table.position] })],
);

/** A file on its way in, piece by piece; after the examination its pieces are gone. */
export const uploads = pgTable(
  "uploads",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    fileName: text("file_name").notNull(),
    length: integer("length").notNull(),
    received: integer("received").notNull().default(0),
    /** SHA-256 that the sender says the whole has; a file that changes on the way is refused. */
    declaredDigest: text("declared_digest"),
    state: text("state").$type<"receiving" | "ready" | "refused">().notNull().default("receiving"),
    /** Why it was refused, for the person, in Vietnamese. */
    refusal: text("refusal"),
    digest: text("digest").references(() => storedFiles.digest),
    mediaType: text("media_type"),
    pageCount: integer("page_count"),
    /** The paper that it became part of: the same form sent twice keeps one paper. */
    paperId: uuid("paper_id").references(() => papers.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("uploads_producer_idx").on(table.producerId),
    index("uploads_age_idx").on(table.updatedAt),
    check("uploads_received", sql`${table.received} between 0 and ${table.length}`),
  ],
);

/** Pieces of a file on its way in. In the database, so that any process can take the next one. */
export const uploadPieces = pgTable(
  "upload_pieces",
  {
    uploadId: uuid("upload_id")
      .notNull()
      .references(() => uploads.id, { onDelete: "cascade" }),
    /** Where in the file it begins, in bytes. */
    start: integer("start").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.start] })],
);
