import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { papers, producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { rulebookVersions } from "#modules/rulebooks/schema.server.ts";
import type { Clock } from "./clocks.ts";
import type { SectionName } from "./forms/definitions.ts";
import type { SectionData } from "./forms/fields.ts";
import type { DossierKind, DossierState } from "./model.ts";
import type { DossierAction } from "./transitions.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const author = (name: string) => uuid(name).references(() => users.id);
const ofDossier = () =>
  uuid("dossier_id")
    .notNull()
    .references(() => dossiers.id);

/** The rounds that a province holds in a year: those of the decision, and extra ones of its council rules. */
export const dossierRounds = pgTable(
  "dossier_rounds",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    regime: text("regime").notNull(),
    stage: text("stage").notNull(),
    year: integer("year").notNull(),
    code: text("code").notNull(),
    requestedBefore: day("requested_before").notNull(),
    heldBefore: day("held_before").notNull(),
    /** The council rules and plan behind an extra round; null for one of the decision. */
    basis: text("basis"),
    createdBy: author("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("dossier_rounds_once").on(
      table.provinceCode,
      table.regime,
      table.stage,
      table.year,
      table.code,
    ),
    check("dossier_rounds_days", sql`${table.requestedBefore} < ${table.heldBefore}`),
  ],
);

/**
 * Dossiers as they stand. `unit_version` and `unit_code` are the unit that the dossier was made
 * in; `unit_path` the same place in today's tree, for scopes. Names are as at the last filing,
 * so that boards read one table.
 */
export const dossiers = pgTable(
  "dossiers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    unitPath: text("unit_path").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    producerName: text("producer_name").notNull(),
    productName: text("product_name").notNull(),
    kind: text("kind").$type<DossierKind>().notNull(),
    regime: text("regime").notNull(),
    setCode: text("set_code").notNull(),
    rulebookDigest: text("rulebook_digest")
      .notNull()
      .references(() => rulebookVersions.digest),
    state: text("state").$type<DossierState>().notNull().default("draft"),
    /** Id of the stage of the regime's procedure; null for a draft. */
    stage: text("stage"),
    stateSince: instant("state_since").notNull().defaultNow(),
    clock: jsonb("clock").$type<Clock>(),
    /** Last day of the stage's clock; null while it does not run. For boards. */
    dueOn: day("due_on"),
    roundId: uuid("round_id").references(() => dossierRounds.id),
    /** Day of the first filing, in Vietnam; the regime and its stages are those of this day. */
    filedOn: day("filed_on"),
    /** The dossier that an upgrade or renewal goes back to, if it is in the platform. */
    previousId: uuid("previous_id"),
    /** The certificate's last day, for a renewal; from the recognition before. */
    certificateExpiresOn: day("certificate_expires_on"),
    previousStars: integer("previous_stars"),
    /** A round of the past entered as it was. */
    isRecorded: boolean("is_recorded").notNull().default(false),
    /** Entered by an officer for the producer, who has to confirm it before it counts. */
    isOnBehalf: boolean("is_on_behalf").notNull().default(false),
    confirmedAt: instant("confirmed_at"),
    /** Number of the slip of the stage that the dossier lies at. */
    numberText: text("number_text"),
    /** Self-score at the last filing. */
    selfTotal: integer("self_total"),
    selfStars: integer("self_stars"),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdBy: author("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    // Drafts of one product may not pile up, and nothing is filed twice while it is under way.
    uniqueIndex("dossiers_one_under_way")
      .on(table.productId)
      .where(
        sql`${table.state} not in ('decided', 'notRecognised', 'rejected', 'withdrawn') and not ${table.isRecorded}`,
      ),
    index("dossiers_board_idx").on(table.provinceCode, table.state, table.dueOn),
    index("dossiers_unit_idx").on(table.unitPath.op("text_pattern_ops"), table.state),
    index("dossiers_producer_idx").on(table.producerId),
  ],
);

/** The option claimed for a criterion. */
export const dossierAnswers = pgTable(
  "dossier_answers",
  {
    dossierId: ofDossier(),
    criterion: text("criterion").notNull(),
    /** Option number, from 1; null: only a note so far. */
    option: integer("option"),
    note: text("note"),
    version: integer("version").notNull().default(1),
    updatedBy: author("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.criterion] })],
);

/** Papers of the vault that back a criterion. */
export const dossierEvidence = pgTable(
  "dossier_evidence",
  {
    dossierId: ofDossier(),
    criterion: text("criterion").notNull(),
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id),
    attachedBy: author("attached_by").notNull(),
    attachedAt: instant("attached_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.dossierId, table.criterion, table.paperId] }),
    index("dossier_evidence_paper_idx").on(table.paperId),
  ],
);

/** Written parts of Mẫu 01 and Mẫu 02 as they stand. */
export const dossierSections = pgTable(
  "dossier_sections",
  {
    dossierId: ofDossier(),
    section: text("section").$type<SectionName>().notNull(),
    data: jsonb("data").$type<SectionData>().notNull(),
    version: integer("version").notNull().default(1),
    updatedBy: author("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dossierId, table.section] })],
);

/** What was filed, frozen. The program may add rows and read them (migrations/guards). */
export const dossierFilings = pgTable(
  "dossier_filings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    provinceCode: text("province_code").notNull(),
    /** 1 for the first filing, one more for each resubmission. */
    seq: integer("seq").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    /** SHA-256 (hex) of the snapshot's canonical JSON. */
    digest: text("digest").notNull(),
    receiptCode: text("receipt_code").notNull().unique("dossier_filings_receipt_key"),
    /** Version of the dossier that was filed: the same submission sent again finds its receipt. */
    forVersion: integer("for_version").notNull(),
    filedOn: day("filed_on").notNull(),
    filedBy: author("filed_by").notNull(),
    filedAt: instant("filed_at").notNull().defaultNow(),
  },
  (table) => [unique("dossier_filings_once").on(table.dossierId, table.seq)],
);

/** Contents named by a filing, to find the same paper under two producers. Append-only. */
export const dossierFiledPapers = pgTable(
  "dossier_filed_papers",
  {
    filingId: uuid("filing_id")
      .notNull()
      .references(() => dossierFilings.id),
    paperId: uuid("paper_id").notNull(),
    dossierId: ofDossier(),
    provinceCode: text("province_code").notNull(),
    producerId: uuid("producer_id").notNull(),
    digest: text("digest"),
    expiresOn: day("expires_on"),
  },
  (table) => [
    primaryKey({ columns: [table.filingId, table.paperId] }),
    index("dossier_filed_papers_digest_idx").on(table.provinceCode, table.digest),
  ],
);

/** Every step that a dossier took. Append-only. */
export const dossierEvents = pgTable(
  "dossier_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: ofDossier(),
    seq: integer("seq").notNull(),
    action: text("action").$type<DossierAction | "open">().notNull(),
    fromState: text("from_state").$type<DossierState>(),
    toState: text("to_state").$type<DossierState>().notNull(),
    fromStage: text("from_stage"),
    toStage: text("to_stage"),
    reason: text("reason"),
    actorId: author("actor_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [unique("dossier_events_once").on(table.dossierId, table.seq)],
);
