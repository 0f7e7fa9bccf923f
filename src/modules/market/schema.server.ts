import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
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
import { storedFiles } from "#core/files/schema.server.ts";
import type { ProposalState } from "#core/proposals.ts";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type {
  NewsKind,
  NewsState,
  PictureFormat,
  PointKind,
  PointLevel,
  PointState,
  ProfileContent,
  ProfileKind,
} from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => instant("created_at").notNull().defaultNow();
const updatedAt = () => instant("updated_at").notNull().defaultNow();
const author = (name: string) => uuid(name).references(() => users.id);
const picture = (name: string) => text(name).references(() => storedFiles.digest);

/**
 * What a producer may say in public of itself or of a product: one row for each, made with the
 * first proposal. `accepted_version_id` is what stands in public now; null: nothing does, before
 * the first acceptance and after a withdrawal. Whoever shows it joins
 * `market_profile_versions v on v.id = p.accepted_version_id`, and the pictures by
 * `version_id = v.id order by position`, the first of them being the cover.
 */
export const profiles = pgTable(
  "market_profiles",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** Of the producer's commune, in today's tree. */
    unitPath: text("unit_path").notNull(),
    kind: text("kind").$type<ProfileKind>().notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    /** Null for the profile of the producer itself. */
    productId: uuid("product_id").references(() => products.id),
    /** The version that stands in public now. */
    acceptedVersionId: uuid("accepted_version_id").references((): AnyPgColumn => versions.id),
    isDemo: isDemoColumn(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("market_profiles_product_key")
      .on(table.productId)
      .where(sql`${table.productId} is not null`),
    uniqueIndex("market_profiles_producer_key")
      .on(table.producerId)
      .where(sql`${table.productId} is null`),
    index("market_profiles_accepted_idx").on(table.acceptedVersionId),
    index("market_profiles_province_idx").on(table.provinceCode),
    check(
      "market_profiles_subject",
      sql`(${table.kind} = 'product') = (${table.productId} is not null)`,
    ),
  ],
);

/**
 * Proposals and what became of them. What a version says never changes (migrations/guards); what was
 * accepted once is kept.
 */
export const versions = pgTable(
  "market_profile_versions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    profileId: uuid("profile_id")
      .notNull()
      .references(() => profiles.id),
    /** From 1 within the profile. */
    seq: integer("seq").notNull(),
    state: text("state").$type<ProposalState>().notNull().default("pending"),
    /** The texts by language: `content #>> '{story,vi}'`. */
    content: jsonb("content").$type<ProfileContent>().notNull(),
    /** Where the producer wants to be found, WGS 84 degrees; null: not said. */
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    proposedBy: author("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull().defaultNow(),
    decidedBy: author("decided_by"),
    decidedAt: instant("decided_at"),
    /** Why it was returned, or taken down. */
    reason: text("reason"),
  },
  (table) => [
    uniqueIndex("market_profile_versions_seq_key").on(table.profileId, table.seq),
    uniqueIndex("market_profile_versions_pending_key")
      .on(table.profileId)
      .where(sql`${table.state} = 'pending'`),
    uniqueIndex("market_profile_versions_accepted_key")
      .on(table.profileId)
      .where(sql`${table.state} = 'accepted'`),
    check(
      "market_profile_versions_position",
      sql`(${table.latitude} is null) = (${table.longitude} is null)`,
    ),
  ],
);

/** Pictures of a version, in their order. */
export const versionPictures = pgTable(
  "market_profile_pictures",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    digest: picture("digest").notNull(),
    position: integer("position").notNull(),
    /** What is to be seen, for those who do not see it. */
    alt: text("alt").notNull(),
    altEn: text("alt_en"),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.digest] }),
    index("market_profile_pictures_digest_idx").on(table.digest),
  ],
);

/** Centres, stalls, points and counters where products of the programme are shown and sold. */
export const points = pgTable(
  "market_points",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** Of the office that keeps it, which may lie elsewhere than the point. */
    unitPath: text("unit_path").notNull(),
    name: text("name").notNull(),
    nameFolded: text("name_folded").notNull(),
    kind: text("kind").$type<PointKind>().notNull(),
    level: text("level").$type<PointLevel>().notNull(),
    address: text("address").notNull(),
    /** The commune that it lies in, in today's units. */
    placeVersion: text("place_version").notNull(),
    placeCode: text("place_code").notNull(),
    placePath: text("place_path").notNull(),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    openingHours: text("opening_hours"),
    /** Public; digits from 0. */
    phone: text("phone"),
    /** The organisation that runs it. */
    runBy: text("run_by"),
    state: text("state").$type<PointState>().notNull().default("open"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("market_points_name_key").on(table.provinceCode, table.placeCode, table.nameFolded),
    index("market_points_place_idx").on(table.placePath.op("text_pattern_ops")),
    check(
      "market_points_position",
      sql`(${table.latitude} is null) = (${table.longitude} is null)`,
    ),
  ],
);

/** What a point sells. */
export const pointProducts = pgTable(
  "market_point_products",
  {
    pointId: uuid("point_id")
      .notNull()
      .references(() => points.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
  },
  (table) => [
    primaryKey({ columns: [table.pointId, table.productId] }),
    index("market_point_products_product_idx").on(table.productId),
  ],
);

/** News and stories of an office. Only those `published` are for the public. */
export const news = pgTable(
  "market_news",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Empty for the country's office, as is `unit_path`. */
    provinceCode: text("province_code").notNull(),
    unitPath: text("unit_path").notNull(),
    kind: text("kind").$type<NewsKind>().notNull(),
    title: text("title").notNull(),
    lead: text("lead").notNull(),
    /** Plain text; an empty line parts paragraphs. */
    body: text("body").notNull(),
    titleEn: text("title_en"),
    leadEn: text("lead_en"),
    bodyEn: text("body_en"),
    pictureDigest: picture("picture_digest"),
    pictureAlt: text("picture_alt"),
    pictureAltEn: text("picture_alt_en"),
    state: text("state").$type<NewsState>().notNull().default("draft"),
    /** When it was first published. */
    publishedAt: instant("published_at"),
    /** Why it was taken down. */
    reason: text("reason"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("market_news_published_idx").on(table.state, table.publishedAt),
    index("market_news_province_idx").on(table.provinceCode, table.updatedAt),
    index("market_news_picture_idx").on(table.pictureDigest),
  ],
);

/** Products and producers that a piece of news is about; of each row one of the two. */
export const newsSubjects = pgTable(
  "market_news_subjects",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    newsId: uuid("news_id")
      .notNull()
      .references(() => news.id),
    productId: uuid("product_id").references(() => products.id),
    producerId: uuid("producer_id").references(() => producers.id),
  },
  (table) => [
    index("market_news_subjects_news_idx").on(table.newsId),
    index("market_news_subjects_product_idx").on(table.productId),
    index("market_news_subjects_producer_idx").on(table.producerId),
    check(
      "market_news_subjects_one",
      sql`(${table.productId} is null) <> (${table.producerId} is null)`,
    ),
  ],
);

/** Sizes of public pictures that were made once; each is a content of the store. */
export const pictureVariants = pgTable(
  "market_picture_variants",
  {
    digest: picture("digest").notNull(),
    width: integer("width").notNull(),
    format: text("format").$type<PictureFormat>().notNull(),
    variantDigest: picture("variant_digest").notNull(),
    size: integer("size").notNull(),
  },
  (table) => [primaryKey({ columns: [table.digest, table.width, table.format] })],
);
