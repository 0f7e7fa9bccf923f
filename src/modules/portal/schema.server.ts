import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { PlaceVersion } from "#modules/places/model.ts";
import type { ProducerKind } from "#modules/producers/model.ts";
import type { IssuerLevel } from "#modules/recognition/model.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const day = (name: string) => date(name, { mode: "string" });

/*
 * The public register. The database keeps it by itself: triggers (migrations/public.sql) write it
 * in the transaction that changes what it is made of, and the program may only read it. So no
 * page can show what no decision made, and none can be forgotten when a decision is taken back.
 */

/**
 * Products that were ever recognised, one row each, with the newest recognition. The state on a
 * day is never stored: it follows from the days (`service/state.server.ts`).
 */
export const publicProducts = pgTable(
  "public_products",
  {
    productId: uuid("product_id").primaryKey(),
    /** Name without diacritics and the key: an address outlives a change of name. */
    slug: text("slug").notNull(),
    /** The first ten hexadecimal digits of the id. */
    key: text("key").notNull(),
    /** Null for what a register without a day tells of. */
    recognitionId: uuid("recognition_id"),
    provinceCode: text("province_code").notNull(),
    /** The commune of the recognition, in today's tree. */
    unitPath: text("unit_path").notNull(),
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    name: text("name").notNull(),
    producerId: uuid("producer_id").notNull(),
    producerSlug: text("producer_slug").notNull(),
    producerKey: text("producer_key").notNull(),
    producerName: text("producer_name").notNull(),
    producerKind: text("producer_kind").$type<ProducerKind>().notNull(),
    regime: text("regime"),
    /** `{regime}/{set}`; null where the register names no decision that sets belong to. */
    setKey: text("set_key"),
    stars: integer("stars").notNull(),
    /** Null where only the year is known. */
    recognisedOn: day("recognised_on"),
    /** The day, or the first one of the year: what lists are ordered by. */
    since: day("since").notNull(),
    /** The last valid day; null where it is not known, and then it lies between the two that follow. */
    expiresOn: day("expires_on"),
    extendedUntil: day("extended_until"),
    /** Last days in force at the earliest and at the latest, extensions included. */
    endsFrom: day("ends_from").notNull(),
    endsTo: day("ends_to").notNull(),
    revokedOn: day("revoked_on"),
    /** Only where no other recognition of the product speaks for it. */
    replacedOn: day("replaced_on"),
    decisionNumber: text("decision_number"),
    issuer: text("issuer"),
    level: text("level").$type<IssuerLevel>(),
    certificateNumber: text("certificate_number"),
    token: text("token"),
    /** GTIN, digits only. */
    barcode: text("barcode"),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    /** Whose place that is: chosen by the producer for the product or for itself, or the commune's middle. */
    positionOf: text("position_of").$type<"product" | "producer" | "commune">().notNull(),
    isDemo: boolean("is_demo").notNull(),
    /** Syllables as they sound of product, producer, places, public text; with `=` those of the product's name; with `@` when. */
    search: tsvector("search").notNull(),
    /** Syllables of product and producer with their marks, a tone at the end of its syllable. */
    accents: text("accents").array().notNull(),
  },
  (table) => [
    index("public_products_key_idx").on(table.key),
    index("public_products_producer_idx").on(table.producerKey),
    index("public_products_since_idx").on(table.since.desc(), table.productId),
    index("public_products_stars_idx").on(table.stars, table.since.desc(), table.productId),
    index("public_products_unit_idx").on(
      table.unitPath.op("text_pattern_ops"),
      table.since.desc(),
      table.productId,
    ),
    index("public_products_set_idx").on(table.setKey, table.since.desc(), table.productId),
    index("public_products_ends_idx").on(table.endsTo),
    index("public_products_barcode_idx").on(table.barcode),
    // As with places: the list of pending entries would be read at every search.
    index("public_products_search_idx").using("gin", table.search).with({ fastupdate: false }),
  ],
);

/** Today's communes that have products, with what they are found by. */
export const publicPlaces = pgTable("public_places", {
  /** `{province}/{commune}`, or a province alone. */
  path: text("path").primaryKey(),
  /** Syllables of names and types of today and of before, of the unit and of those above it. */
  words: text("words").notNull(),
  latitude: doublePrecision("latitude"),
  longitude: doublePrecision("longitude"),
});

/** Every syllable that something can be found by, under every key that lacks one letter of it. */
export const publicWords = pgTable(
  "public_words",
  { key: text("key").notNull(), word: text("word").notNull() },
  (table) => [primaryKey({ columns: [table.key, table.word] })],
);

/** What a transaction under way has touched; it settles it at its end and leaves nothing here. */
export const publicTouched = pgTable(
  "public_touched",
  {
    transaction: bigint("transaction", { mode: "number" })
      .notNull()
      .default(sql`pg_current_xact_id()::text::bigint`),
    /** Null: something else that the public sees. */
    productId: uuid("product_id"),
  },
  (table) => [index("public_touched_idx").on(table.transaction)],
);

/**
 * The data version, as counts of changes in several rows: their sum grows with each committed
 * change, and two changes seldom wait for one another.
 */
export const publicVersions = pgTable("public_versions", {
  slot: integer("slot").primaryKey(),
  changes: bigint("changes", { mode: "number" }).notNull().default(0),
});

/** What the register was last built of as a whole; one row. */
export const publicBuilds = pgTable(
  "public_builds",
  {
    id: integer("id").primaryKey().default(1),
    digest: text("digest").notNull(),
    builtAt: timestamp("built_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("public_builds_one_row", sql`${table.id} = 1`)],
);
