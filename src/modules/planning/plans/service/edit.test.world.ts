import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { openFileStore } from "#core/files/open.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import type { TypedLine } from "../sheet.ts";
import "../../duties.server.ts";

const database = await testDatabase();
after(() => database.close());

export const { db } = database;

const folder = mkdtempSync(join(tmpdir(), "ocop-plans-"));
after(() => rmSync(folder, { recursive: true }));
export const files = await openFileStore(parseEnv({ OCOP_DATA_DIR: folder }));

export async function refusal(work: () => Promise<unknown>, code: ErrorCode): Promise<AppError> {
  const thrown = await work().then(
    () => assert.fail(`expected ${code}`),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof AppError, String(thrown));
  assert.equal(thrown.code, code, thrown.vi);
  return thrown;
}

export async function cast(tx: Db) {
  const of = async (role: Parameters<typeof buildAccount>[1]) =>
    (await buildAccount(tx, role)).actor;
  return {
    office: await of({ grants: [{ role: "provinceOfficer", path: "19" }] }),
    colleague: await of({ grants: [{ role: "provinceOfficer", path: "19" }] }),
    commune: await of({ grants: [{ role: "communeOfficer", path: "19/05692" }] }),
    department: await of({ grants: [{ role: "departmentOfficer", path: "19" }] }),
    stranger: await of({ grants: [{ role: "provinceOfficer", path: "24" }] }),
    auditor: await of({ grants: [{ role: "auditor", path: "19" }] }),
  };
}

export const opened = {
  unitCode: "19",
  title: "Kế hoạch OCOP thử nghiệm",
  from: 2026,
  to: 2026,
  money: "million",
} as const;

export const line = (id: string, depth: number, cells: TypedLine["cells"]): TypedLine => ({
  id,
  depth,
  partial: false,
  cells,
});

export const sheet = [
  line("total", 0, { name: "Tổng cộng", total: "1.600", state: "1.500", mobilised: "100" }),
  line("a", 1, {
    number: "1",
    name: "Tập huấn",
    unit: "lớp",
    quantity: "4",
    unitCost: "100",
    total: "400",
    state: "400",
  }),
  line("b", 1, { name: "Hội chợ", total: "1,2 tỷ", state: "1.100", mobilised: "100" }),
];

export const save = (planId: string, lock: number, rows: readonly TypedLine[] = sheet) => ({
  planId,
  lock: String(lock),
  rows: JSON.stringify(rows),
  themes: JSON.stringify({ 2026: "Nâng hạng sao" }),
});
