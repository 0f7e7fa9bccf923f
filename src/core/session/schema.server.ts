import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * Tries per key and window, in the database, so that several processes count together. A key is
 * a digest: neither names nor addresses of people are kept.
 */
export const attemptCounters = pgTable(
  "attempt_counters",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    windowEndsAt: timestamp("window_ends_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("attempt_counters_end_idx").on(table.windowEndsAt)],
);
