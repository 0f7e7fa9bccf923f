import { sql } from "drizzle-orm";
import { bigint, check, customType, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * Every content in the file store that a row may name: a foreign key to `digest` proves that
 * the content was whole in the store before the row that names it.
 */
export const storedFiles = pgTable(
  "stored_files",
  {
    /** SHA-256 of the content, lower-case hex; its name in the store. */
    digest: text("digest").primaryKey(),
    size: bigint("size", { mode: "number" }).notNull(),
    mediaType: text("media_type").notNull(),
    storedAt: timestamp("stored_at", { withTimezone: true }).notNull().defaultNow(),
    /** Since when no row has been found to name it; see `sweepFiles`. */
    unnamedSince: timestamp("unnamed_since", { withTimezone: true }),
  },
  (table) => [
    check("stored_files_digest", sql`${table.digest} ~ '^[0-9a-f]{64}$'`),
    check("stored_files_size", sql`${table.size} >= 0`),
  ],
);

/** Small pictures of stored ones, made when first asked for. Can be made again: losing them loses nothing. */
export const thumbnails = pgTable("thumbnails", {
  digest: text("digest")
    .primaryKey()
    .references(() => storedFiles.digest),
  /** WebP, a few kilobytes; null for a content that no picture could be made of. */
  picture: bytea("picture"),
});
