import { index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What a write answered, kept so that the same request sent again gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actor: text("actor").notNull(),
    /** Method and route of the act: one client key may be used for different acts. */
    route: text("route").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    /** JSON; filled in by the transaction that made the row, so nobody else ever sees it null. */
    result: text("result"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.actor, table.route, table.key] }),
    index("idempotency_keys_by_age").on(table.createdAt),
  ],
);
