import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** The chain of acts that belong to no province. */
export const nationalChain = "VN";

/**
 * The log of every act, one gapless chain per province. The program may only add and read; the
 * trigger `audit_chain` (migrations/guards) fills `seq`, `at`, `prev_hash` and `hash`
 * whatever it was given, and no role may change or remove a row. `actor_id`, `subject_id` and
 * `details` name people by identifier only, so that erasing a person leaves the chain whole.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    /** Province that the act belongs to, as its code of today; `VN` for none. */
    provinceCode: text("province_code").notNull().default(nationalChain),
    seq: bigint("seq", { mode: "number" }).notNull().default(0),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
    /** Null: the program itself, or somebody who has not signed in. */
    actorId: text("actor_id"),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    unitPath: text("unit_path"),
    requestId: text("request_id"),
    details: jsonb("details").notNull(),
    prevHash: text("prev_hash").notNull().default(""),
    hash: text("hash").notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.provinceCode, table.seq] }),
    index("audit_log_by_subject").on(table.subjectType, table.subjectId),
    index("audit_log_by_actor").on(table.actorId),
    index("audit_log_by_time").on(table.at),
  ],
);

/** Where each chain stands. Only the trigger writes it: the program may not. */
export const auditHead = pgTable("audit_head", {
  provinceCode: text("province_code").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});
