import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { SheetState, Signature } from "../model.ts";
import { sessionItems } from "../schema.server.ts";
import type { SealedSheet } from "./seal.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const account = (name: string) => uuid(name).references(() => users.id);

/**
 * One member's sheet on one product in one round. Once signed neither the sheet nor its answers
 * change, whoever asks (migrations/guards).
 */
export const councilSheets = pgTable(
  "council_sheets",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => sessionItems.id),
    roundNo: integer("round_no").notNull(),
    userId: account("user_id").notNull(),
    state: text("state").$type<SheetState>().notNull().default("open"),
    comment: text("comment"),
    /** The member holds that the dossier must be rejected. */
    proposesRejection: boolean("proposes_rejection").notNull().default(false),
    rejectionReason: text("rejection_reason"),
    /** The member holds that a stop note applies at this criterion or group. */
    stopAt: text("stop_at"),
    /** Of comment, rejection and stop; answers have their own. */
    version: integer("version").notNull().default(1),
    /** Set when it is signed. Whole points. */
    total: integer("total"),
    stars: integer("stars"),
    sealed: jsonb("sealed").$type<SealedSheet>(),
    /** SHA-256 (hex) of `sealed` in canonical JSON. */
    digest: text("digest"),
    signedAt: instant("signed_at"),
    signedWith: text("signed_with").$type<Signature>(),
    /** A paper sheet: its scan, who entered it, and who compared the two. */
    scanDigest: text("scan_digest").references(() => storedFiles.digest),
    enteredBy: account("entered_by"),
    confirmedBy: account("confirmed_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    unique("council_sheets_once").on(table.itemId, table.roundNo, table.userId),
    index("council_sheets_user_idx").on(table.userId),
  ],
);

/** The option that a member gives a criterion. */
export const sheetAnswers = pgTable(
  "sheet_answers",
  {
    sheetId: uuid("sheet_id")
      .notNull()
      .references(() => councilSheets.id),
    criterion: text("criterion").notNull(),
    /** Option number, from 1; null: only a note so far. */
    option: integer("option"),
    note: text("note"),
    version: integer("version").notNull().default(1),
    /** Id that the device gave this write: the same write sent again is answered, not done twice. */
    writeId: uuid("write_id").notNull(),
    /** Ids of every write, in the order of the versions that they made. */
    writes: uuid("writes")
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The device's own clock, for people to read; decides nothing. */
    deviceAt: instant("device_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.criterion] })],
);
