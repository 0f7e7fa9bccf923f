import {
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { products } from "#modules/products/schema.server.ts";
import type { ChannelState } from "./model.ts";
import type { PlatformId } from "./platforms.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Sales links of products: those that stand on their accepted public pages, kept in step in the
 * transaction that accepts or takes down a page. Nobody types them here.
 */
export const channels = pgTable(
  "market_channels",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    url: text("url").notNull(),
    platform: text("platform").$type<PlatformId>().notNull(),
    /** The day from which it stands in public. */
    since: date("since", { mode: "string" }).notNull(),
    /** The day from which it stands no more; null: it does. */
    until: date("until", { mode: "string" }),
    state: text("state").$type<ChannelState>().notNull().default("unchecked"),
    stateAt: instant("state_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("market_channels_key").on(table.productId, table.url),
    index("market_channels_province_idx").on(table.provinceCode, table.state),
  ],
);

/** What was found when a link was tried: one row a day, the last try of the day. */
export const channelChecks = pgTable(
  "market_channel_checks",
  {
    channelId: uuid("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    day: date("day", { mode: "string" }).notNull(),
    at: instant("at").notNull().defaultNow(),
    /** HTTP status; null where no answer came. */
    status: integer("status"),
    /** Why the try failed, for people; null: it did not. */
    failure: text("failure"),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.day] })],
);
