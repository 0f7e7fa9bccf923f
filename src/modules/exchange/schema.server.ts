import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "#modules/people/schema.server.ts";
import type { WebhookState } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);

/** Keys of other systems to the open interface: they allow more, and see nothing more. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The organisation or system that uses it. */
    name: text("name").notNull(),
    contact: text("contact").notNull(),
    /** The beginning of the key, by which people tell them apart. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the key, hexadecimal; the key itself is shown once and kept nowhere. */
    digest: text("digest").notNull(),
    perMinute: integer("per_minute").notNull(),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("api_keys_digest_key").on(table.digest)],
);

/**
 * Systems that are told of changes of recognitions. `sent_to` is the place in the transparency log
 * up to which one has been told: nothing is left out and the order is the log's.
 */
export const webhooks = pgTable(
  "webhooks",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    /** What its messages are signed with, encrypted under the installation's secret. */
    secret: text("secret").notNull(),
    state: text("state").$type<WebhookState>().notNull().default("active"),
    sentTo: bigint("sent_to", { mode: "number" }).notNull(),
    /** In a row. */
    failures: integer("failures").notNull().default(0),
    lastError: text("last_error"),
    lastSentAt: instant("last_sent_at"),
    /** Not before then. */
    nextAt: instant("next_at").notNull().defaultNow(),
    createdBy: account("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("webhooks_due_idx")
      .on(table.nextAt)
      .where(sql`${table.state} = 'active'`),
    check("webhooks_state", sql`${table.state} in ('active', 'paused', 'ended')`),
  ],
);
