import { sql } from "drizzle-orm";
import { check, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { businessPlans } from "../plans/schema.server.ts";
import { ideas } from "../schema.server.ts";
import type { TieKind } from "./model.ts";

/**
 * What those who screen ideas and evaluate business plans have said about their ties to the
 * applicant. Append-only (migrations/guards): a tie that was declared stays.
 */
export const cycleTies = pgTable(
  "cycle_ties",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    ideaId: uuid("idea_id").references(() => ideas.id),
    planId: uuid("plan_id").references(() => businessPlans.id),
    /** Whose idea or plan it was then; a tie counts for all of a producer's. */
    producerId: uuid("producer_id").references(() => producers.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** Null: none. */
    kind: text("kind").$type<TieKind>(),
    note: text("note"),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("cycle_ties_user_idx").on(table.userId),
    check("cycle_ties_about", sql`num_nonnulls(${table.ideaId}, ${table.planId}) = 1`),
  ],
);
