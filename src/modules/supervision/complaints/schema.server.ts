import { index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { isDemoColumn } from "#core/database/demo.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import { recognitions } from "#modules/recognition/schema.server.ts";
import { revocationCases } from "../cases/schema.server.ts";
import { inspections } from "../schema.server.ts";
import type { ComplaintKind, ComplaintState } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What people without an account told about a product. The contact is the office's only. */
export const complaints = pgTable(
  "product_complaints",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    provinceCode: text("province_code").notNull(),
    /** Of the producer's commune, or the province where no product is named for certain. */
    unitPath: text("unit_path").notNull(),
    recognitionId: uuid("recognition_id").references(() => recognitions.id),
    kind: text("kind").$type<ComplaintKind>().notNull(),
    /** As it stands on the pack, or as the person wrote it. */
    productName: text("product_name").notNull(),
    seenAt: text("seen_at"),
    text: text("text").notNull(),
    photoDigest: text("photo_digest").references(() => storedFiles.digest),
    contact: text("contact"),
    /** 94 random bits and a check letter: whoever has it may ask what became of it. */
    receiptCode: text("receipt_code").notNull().unique("product_complaints_receipt"),
    /** Key of the form that it came with: sent twice, it is one. */
    formKey: uuid("form_key").notNull().unique("product_complaints_form"),
    lang: text("lang").$type<"vi" | "en">().notNull(),
    state: text("state").$type<ComplaintState>().notNull().default("received"),
    /** What the person is told at the end. */
    answer: text("answer"),
    caseId: uuid("case_id").references(() => revocationCases.id),
    inspectionId: uuid("inspection_id").references(() => inspections.id),
    isDemo: isDemoColumn(),
    version: integer("version").notNull().default(1),
    receivedAt: instant("received_at").notNull().defaultNow(),
    settledBy: uuid("settled_by").references(() => users.id),
    settledAt: instant("settled_at"),
  },
  (table) => [
    index("product_complaints_province_idx").on(table.provinceCode, table.state, table.receivedAt),
    index("product_complaints_recognition_idx").on(table.recognitionId),
  ],
);
