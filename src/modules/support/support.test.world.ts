import assert from "node:assert/strict";
import { after } from "node:test";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { Sheet, SheetCell } from "#core/sheets/xlsx.server.ts";
import { AppError } from "#core/errors.ts";
import { buildOfficer, recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildBudget, buildClaim, buildMeasure, buildRight, claimVersion } from "./factory.ts";
import "./consultants.server.ts";
import "./duties.server.ts";

export const database = await testDatabase();
after(() => database.close());

export const fails =
  (code: string, words?: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    if (words) assert.match([error.vi, ...Object.values(error.fields)].join(" "), words);
    return true;
  };

/** Every row of a sheet. */
export async function rowsOf({ rows }: Sheet): Promise<(readonly SheetCell[])[]> {
  const all: (readonly SheetCell[])[] = [];
  for await (const some of rows) all.push(...some);
  return all;
}

/** A recognised product, an open measure with a budget, and a filed claim on it. */
export async function world(db: Db) {
  const { ground } = await buildCertified(db, { endsIn: 1_000 });
  const { province, owner, producerId } = ground;
  const measureId = await buildMeasure(db, province);
  const rightId = await buildRight(db, { measureId, producerId });
  const year = Number((await today(db)).slice(0, 4));
  await buildBudget(db, province, { measureId, year, amount: "30.000.000" });
  const digest = await recordAnyFile(db);
  const producer = { id: producerId, provinceCode: "19" };
  const claimId = await buildClaim(db, owner, { rightId, digest, producer });
  const payer = await buildOfficer(db, "provinceOfficer", "19");
  return { ...ground, measureId, rightId, claimId, year, payer, digest, producer };
}

export const at = async (db: Db, claimId: string) => ({
  claimId,
  expectedVersion: await claimVersion(db, claimId),
});
