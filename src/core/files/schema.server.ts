import { sql } from "drizzle-orm";
import { bigint, check, pgTable, text, timestamp } from "drizzle-orm/pg-core";

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
  },
  (table) => [
    check("stored_files_digest", sql`${table.digest} ~ '^[0-9a-f]{64}$'`),
    check("stored_files_size", sql`${table.size} >= 0`),
  ],
);
