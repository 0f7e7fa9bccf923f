import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import type { AppError, ErrorCode } from "#core/errors.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { recordFile } from "#core/files/record.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";

export const database = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "ocop-upward-"));
export const files = await openDiskStore(folder);
await loadPlaces(database.db);
await loadRulebooks(database.db);
after(async () => {
  stopRenderer();
  await database.close();
  await rm(folder, { recursive: true });
});

export const origin = "https://ocop.example.vn";
export const is = (code: ErrorCode, vi?: RegExp) => (error: unknown) => {
  const { code: got, vi: said, fields } = error as AppError;
  assert.equal(got, code);
  if (vi) assert.match([said, ...Object.values(fields)].join(" "), vi);
  return true;
};
export const scan = async () =>
  new Blob([new Uint8Array(await buildPdf())], { type: "application/pdf" });
export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
export const standing = async (db: Db, id = "") => {
  const { state, stage } = await findDossier(db, id);
  return [state, stage];
};

export async function stored(db: Db, content: string): Promise<string> {
  const kept = await files.put(Buffer.from(content));
  await recordFile(db, kept, "application/pdf");
  return kept.digest;
}
