import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import type {
  DecisionKind,
  DecisionState,
  IssuerLevel,
  NumberedKind,
  LogEventKind,
  RevocationGround,
  StopReason,
} from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: "string" });
const account = (name: string) => uuid(name).references(() => users.id);

/** Last number given out by an issuer for a kind of paper in a year: a row, never a sequence. */
export const recognitionCounters = pgTable(
  "recognition_counters",
  {
    provinceCode: text("province_code").notNull(),
    issuer: text("issuer").notNull(),
    kind: text("kind").$type<NumberedKind>().notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provinceCode, table.issuer, table.kind, table.year] })],
);

/** Words of a paper that officers may change while it is a draft, by field (`documents/`). */
export type DraftTexts = Readonly<Record<string, string>>;

/** Decisions of an authority. Number, day and texts of an issued one never change. */
export const decisions = pgTable(
  "decisions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    /** In today's tree. */
    unitPath: text("unit_path").notNull(),
    level: text("level").$type<IssuerLevel>().notNull(),
    kind: text("kind").$type<DecisionKind>().notNull(),
    state: text("state").$type<DecisionState>().notNull().default("draft"),
    /** Who issues, as it stands at the head of the paper. */
    issuer: text("issuer").notNull(),
    regime: text("regime").notNull(),
    title: text("title").notNull(),
    texts: jsonb("texts").$type<DraftTexts>().notNull().default({}),
    /** The lines that begin with "Căn cứ". */
    legalBasis: jsonb("legal_basis").$type<readonly string[]>().notNull(),
    number: integer("number"),
    numberText: text("number_text"),
    signedOn: day("signed_on"),
    signerName: text("signer_name"),
    signerTitle: text("signer_title"),
    /** The copy signed and stamped elsewhere. */
    signedDigest: text("signed_digest").references(() => storedFiles.digest),
    /** A decision of the past, or of another authority, entered with the number that it has. */
    isRecorded: boolean("is_recorded").notNull().default(false),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    /** Null: whoever runs the machine, with an import of a register. */
    createdBy: account("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
    issuedBy: account("issued_by"),
    issuedAt: instant("issued_at"),
  },
  (table) => [
    uniqueIndex("decisions_number")
      .on(table.provinceCode, table.issuer, table.numberText, table.signedOn)
      .where(sql`${table.numberText} is not null`),
    index("decisions_province_idx").on(table.provinceCode, table.state, table.signedOn),
    check(
      "decisions_issued",
      sql`${table.state} <> 'issued' or (${table.numberText} is not null and ${table.signedOn} is not null)`,
    ),
  ],
);

/** The products that a decision is about. */
export const decisionItems = pgTable(
  "decision_items",
  {
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    seq: integer("seq").notNull(),
    dossierId: uuid("dossier_id").references(() => dossiers.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    /** The council's result that the decision rests on; null for what was decided elsewhere. */
    resultId: uuid("result_id"),
    /** For a revocation or restoration: the recognition that it is about. */
    recognitionId: uuid("recognition_id"),
    mean: numeric("mean", { precision: 12, scale: 6 }),
    stars: integer("stars").notNull(),
    /** Of a revocation, why; of a restoration, the ground that did not hold. */
    ground: text("ground").$type<RevocationGround>(),
    /** The day of the conclusion that a revocation or restoration rests on. */
    concludedOn: day("concluded_on"),
    /** What was concluded, as the paper states it. */
    reason: text("reason"),
  },
  (table) => [
    primaryKey({ columns: [table.decisionId, table.seq] }),
    index("decision_items_recognition_idx").on(table.recognitionId),
    unique("decision_items_product").on(table.decisionId, table.productId),
    index("decision_items_dossier_idx").on(table.dossierId),
    index("decision_items_product_idx").on(table.productId),
  ],
);

/**
 * Recognitions, those of the past included. `expires_on` is the last valid day. Its state on a
 * day is `rules.ts`; nothing here is ever deleted.
 */
export const recognitions = pgTable(
  "recognitions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** The commune that the producer lay in when it was recognised, and its place today. */
    unitVersion: text("unit_version").$type<PlaceVersion>().notNull(),
    unitCode: text("unit_code").notNull(),
    unitPath: text("unit_path").notNull(),
    producerId: uuid("producer_id")
      .notNull()
      .references(() => producers.id),
    productId: uuid("product_id")
      .notNull()
      .references(() => products.id),
    dossierId: uuid("dossier_id").references(() => dossiers.id),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    regime: text("regime").notNull(),
    setCode: text("set_code").notNull(),
    stars: integer("stars").notNull(),
    /** `{province}-{commune}-{seq}-{year}` and the like, by the regime. */
    productCode: text("product_code"),
    /** Names as they were decided about. */
    producerName: text("producer_name").notNull(),
    productName: text("product_name").notNull(),
    recognisedOn: day("recognised_on").notNull(),
    expiresOn: day("expires_on").notNull(),
    extendedUntil: day("extended_until"),
    extensionBasis: text("extension_basis"),
    revokedOn: day("revoked_on"),
    revocationId: uuid("revocation_id").references(() => decisions.id),
    revocationGround: text("revocation_ground").$type<RevocationGround>(),
    replacedOn: day("replaced_on"),
    replacedById: uuid("replaced_by_id"),
    /** The first day on which the star may not be shown any more, for whatever reason. */
    gone: day("gone")
      .notNull()
      .generatedAlwaysAs(
        sql`least(greatest(expires_on, extended_until) + 1, revoked_on, replaced_on)`,
      ),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("recognitions_once").on(table.decisionId, table.productId),
    index("recognitions_expiry_idx").on(table.provinceCode, table.expiresOn),
    index("recognitions_unit_idx").on(table.unitPath.op("text_pattern_ops")),
    index("recognitions_product_idx").on(table.productId, table.recognisedOn),
    index("recognitions_since_idx").on(table.recognisedOn),
    // All that counting what is in force asks for, so that the rows themselves are not read.
    index("recognitions_gone_idx").on(
      table.gone,
      table.recognisedOn,
      table.stars,
      table.unitPath,
      table.producerId,
    ),
    index("recognitions_producer_idx").on(table.producerId),
    index("recognitions_revocation_idx").on(table.revocationId),
  ],
);

/** What a certificate says, as it was issued; the credential carries the same. */
export type CertificateFacts = {
  readonly number: string;
  readonly productName: string;
  readonly producerName: string;
  readonly address: string;
  readonly productCode: string | null;
  readonly setCode: string;
  readonly regime: string;
  readonly stars: number;
  readonly decisionNumber: string;
  readonly decisionOn: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly expiresOn: string;
  /** Digest of the product's photo, when there was one. */
  readonly photo: string | null;
};

/**
 * Certificates. The row is the intent: number, token and facts are committed with the decision;
 * credential and PDF follow by a job that can be run again. Facts never change.
 */
export const certificates = pgTable(
  "certificates",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    recognitionId: uuid("recognition_id")
      .notNull()
      .references(() => recognitions.id)
      .unique("certificates_recognition"),
    /** Null for a certificate of the past: it keeps the number that it was issued with. */
    number: integer("number"),
    year: integer("year").notNull(),
    issuer: text("issuer").notNull(),
    numberText: text("number_text").notNull(),
    token: text("token").notNull().unique("certificates_token"),
    facts: jsonb("facts").$type<CertificateFacts>().notNull(),
    /** Place in the status list, from 0, without gaps. */
    statusIndex: integer("status_index").notNull().unique("certificates_status_index"),
    /** Compact JWS; null until it is sealed. */
    credential: text("credential"),
    keyId: text("key_id"),
    pdfDigest: text("pdf_digest").references(() => storedFiles.digest),
    sealedAt: instant("sealed_at"),
    /** Whether the PDF bears the authority's own seal (PAdES). */
    hasAuthoritySeal: boolean("has_authority_seal").notNull().default(false),
    /** When the paper was handed back after a revocation. */
    recoveredOn: day("recovered_on"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("certificates_number").on(table.provinceCode, table.issuer, table.year, table.number),
    index("certificates_unsealed_idx")
      .on(table.createdAt)
      .where(sql`${table.sealedAt} is null`),
  ],
);

/** Keys that credentials and checkpoints are signed with; the private half is encrypted under the installation's secret. */
export const signingKeys = pgTable("signing_keys", {
  id: text("id").primaryKey(),
  publicKey: jsonb("public_key").$type<Readonly<Record<string, string>>>().notNull(),
  privateKey: text("private_key").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** Signs no more from here on; what it signed still verifies. */
  retiredAt: instant("retired_at"),
});

/** The transparency log: every issue, renewal and revocation. Append-only; places without gaps from 0. */
export const logLeaves = pgTable(
  "log_leaves",
  {
    place: bigint("place", { mode: "number" }).primaryKey(),
    provinceCode: text("province_code").notNull(),
    kind: text("kind").$type<LogEventKind>().notNull(),
    certificateId: uuid("certificate_id")
      .notNull()
      .references(() => certificates.id),
    /** Canonical JSON of the event: what the leaf's hash is taken over. */
    entry: text("entry").notNull(),
    /** SHA-256 (hex) of 0x00 and the entry, as RFC 6962 has it. */
    hash: text("hash").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [index("log_leaves_certificate_idx").on(table.certificateId)],
);

/** Signed heads of the log. Append-only. */
export const logCheckpoints = pgTable("log_checkpoints", {
  size: bigint("size", { mode: "number" }).primaryKey(),
  root: text("root").notNull(),
  /** Compact JWS over size, root and time. */
  signature: text("signature").notNull(),
  at: instant("at").notNull().defaultNow(),
});

/** Last place in the log and in the status list: one row each, locked by whoever adds. */
export const recognitionPlaces = pgTable("recognition_places", {
  name: text("name").$type<"log" | "status">().primaryKey(),
  last: bigint("last", { mode: "number" }).notNull(),
});

/** How often a certificate was looked up: by day and by a coarse, daily changing mark of where from. */
export const certificateScans = pgTable(
  "certificate_scans",
  {
    certificateId: uuid("certificate_id")
      .notNull()
      .references(() => certificates.id),
    day: day("day").notNull(),
    source: text("source").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.certificateId, table.day, table.source] })],
);

/** Reminders sent before a recognition ends, so that each step of the ladder is taken once. */
export const renewalReminders = pgTable(
  "renewal_reminders",
  {
    recognitionId: uuid("recognition_id")
      .notNull()
      .references(() => recognitions.id),
    step: text("step").notNull(),
    sentAt: instant("sent_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.recognitionId, table.step] })],
);

/** That a producer will not renew, and why; the newest counts. */
export const renewalStops = pgTable(
  "renewal_stops",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    recognitionId: uuid("recognition_id")
      .notNull()
      .references(() => recognitions.id),
    reason: text("reason").$type<StopReason>().notNull(),
    note: text("note"),
    saidBy: account("said_by").notNull(),
    saidAt: instant("said_at").notNull().defaultNow(),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [index("renewal_stops_recognition_idx").on(table.recognitionId)],
);
