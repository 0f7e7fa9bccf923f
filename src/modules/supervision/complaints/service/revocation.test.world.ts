import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after } from "node:test";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { turnDraft } from "#modules/recognition/service/drafts.server.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import { verifyToken } from "#modules/recognition/service/verify.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildIssued, sealAll, signature } from "#tests/support/issued.ts";
import { testServices } from "#tests/support/services.ts";
import { revocationCases } from "../../cases/schema.server.ts";
import { complaints } from "../schema.server.ts";
import { tellComplaint } from "./tell.server.ts";

export const is = (code: ErrorCode, vi?: RegExp) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (vi === undefined || vi.test([error.vi, ...Object.values(error.fields)].join(" ")));

/** A picture as a telephone takes it: with the place in its EXIF. */
export const photo = async () =>
  new Blob([
    new Uint8Array(
      await sharp({ create: { width: 640, height: 480, channels: 3, background: "#864" } })
        .withExif({ IFD3: { GPSLatitude: "21/1 35/1 0/1", GPSLatitudeRef: "N" } })
        .jpeg()
        .toBuffer(),
    ),
  ]);

const database = await testDatabase();
export const { db } = database;
export const services = await testServices(database);
export const store: { db: Db; files: FileStore } = { db, files: services.files };
/** Two products with their certificates. */
export const made = await buildIssued(db, { items: 2 });
await sealAll(services, made);
after(() => database.close());

const { rows } = await db.execute<{ producer: string }>(
  sql`select producer_id as producer from recognitions where id = ${made.certificates[0]?.recognitionId ?? ""}`,
);
/** The producer of the first. */
export const owner: UserActor = {
  ...made.office,
  grants: [
    { role: "producerOwner", jurisdiction: { kind: "own", holderId: rows[0]?.producer ?? "" } },
  ],
};
/** The office of another province. */
export const others = await buildOfficer(db, "provinceOfficer", "01");

let from = 0;
export const tell = async (
  more: object = {},
  picture: Blob | null = null,
  ip = `192.0.2.${++from}`,
) =>
  tellComplaint(
    store,
    {
      formKey: randomUUID(),
      token: made.certificates[0]?.token ?? "",
      kind: "label",
      productName: "Chè tôm nõn",
      provinceCode: "",
      seenAt: "Chợ Đồng Xuân",
      text: "Bao bì in 5 sao nhưng tra mã ra 4 sao.",
      contact: "0912 000 000",
      ...more,
    },
    { photo: picture, ip, lang: "vi" },
  );
export const versionOf = async (caseId: string) => {
  const [row] = await db.select().from(revocationCases).where(eq(revocationCases.id, caseId));
  return { caseId, expectedVersion: row?.version ?? 0 };
};
export const issue = async (decisionId: string) => {
  await turnDraft(db, made.office, { act: "submit", decisionId, expectedVersion: 1 });
  return issueDecision(db, made.signer, { decisionId, expectedVersion: 2, ...signature });
};
export const stateOf = async (at = 0) =>
  (await verifyToken(store, made.certificates[at]?.token ?? ""))?.state;
export const waiting = async (code: string) => {
  const [row] = await db.select().from(complaints).where(eq(complaints.receiptCode, code));
  assert.ok(row);
  return row;
};
