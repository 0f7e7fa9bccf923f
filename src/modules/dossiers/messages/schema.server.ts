import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import type { Channel, MessageKind } from "../model.ts";
import { dossiers } from "../schema.server.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const author = (name: string) => uuid(name).references(() => users.id);
const ofDossier = () =>
  uuid("dossier_id")
    .notNull()
    .references(() => dossiers.id);

/** A filing on behalf that waits for the producer's word. */
export const dossierConfirmations = pgTable("dossier_confirmations", {
  dossierId: ofDossier().primaryKey(),
  /** SHA-256 of the one-time code; null when only a signed sheet can confirm. */
  codeHash: text("code_hash"),
  /** Version of the dossier that the producer was shown; a later change asks anew. */
  forVersion: integer("for_version").notNull(),
  attempts: integer("attempts").notNull().default(0),
  expiresAt: instant("expires_at").notNull(),
  /** The sheet signed by hand, scanned. */
  sheetDigest: text("sheet_digest").references(() => storedFiles.digest),
  confirmedAt: instant("confirmed_at"),
});

/** Messages of the platform to a producer or an office; e-mail and telephone carry the same text. */
export const dossierMessages = pgTable(
  "dossier_messages",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Null for what is about a producer or its papers and no dossier. */
    dossierId: uuid("dossier_id").references(() => dossiers.id),
    provinceCode: text("province_code").notNull(),
    /** Exactly one of the two: a producer's people, or the office of a unit. */
    producerId: uuid("producer_id"),
    officePath: text("office_path"),
    /** To the departments and inspectors of the unit, in place of its office. */
    forDepartments: boolean("for_departments").notNull().default(false),
    /** The producer that it is about, where it is about no dossier. */
    aboutProducerId: uuid("about_producer_id").references(() => producers.id),
    kind: text("kind").$type<MessageKind>().notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    readAt: instant("read_at"),
    readBy: author("read_by"),
  },
  (table) => [
    index("dossier_messages_producer_idx").on(table.producerId, table.createdAt),
    index("dossier_messages_office_idx").on(table.officePath, table.createdAt),
    check(
      "dossier_messages_to",
      sql`(${table.producerId} is null) <> (${table.officePath} is null)`,
    ),
    check(
      "dossier_messages_about",
      sql`(${table.dossierId} is null) <> (${table.aboutProducerId} is null)`,
    ),
  ],
);

/** A message on its way out of the platform: what keeps a second attempt from sending it twice. */
export const dossierDeliveries = pgTable(
  "dossier_deliveries",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => dossierMessages.id),
    channel: text("channel").$type<Channel>().notNull(),
    /** While it lies ahead an attempt is under way; a process that died leaves it to run out. */
    claimedUntil: instant("claimed_until").notNull(),
    sentAt: instant("sent_at"),
    /** The provider will never take it: no such address. Not tried again. */
    refusedAt: instant("refused_at"),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.channel] })],
);
