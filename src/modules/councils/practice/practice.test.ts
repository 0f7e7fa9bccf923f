import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { beginCase, closeCase, listCases, writeCase } from "./cases.server.ts";
import { describePractice, savePractice, submitPractice } from "./sheets.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadRulebooks(database.db);

const set = findBook("26-2026")?.compiled.get("01");
assert.ok(set);
const answersOf = (pick: (count: number) => number) =>
  Object.fromEntries(set.leaves.map(({ code, options }) => [code, pick(options.length)]));
const best = answersOf((count) => count);
const least = answersOf(() => 1);

const fails = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;

async function person(
  tx: Db,
  role: "provinceOfficer" | "councilMember" | "communeOfficer",
  path = "19",
) {
  return (await buildAccount(tx, { grants: [{ role, path }], path })).actor;
}

async function buildCase(tx: Db) {
  const office = await person(tx, "provinceOfficer");
  const { id } = await beginCase(tx, office, {
    regime: "26-2026",
    setCode: "01",
    title: "Rau mẫu (hư cấu)",
    description: "Hồ sơ do văn phòng đặt ra để tập chấm.",
  });
  const criteria = Object.fromEntries(
    Object.entries(best).map(([code, option]) => [code, { option, fact: "Có giấy", reason: null }]),
  );
  return { office, id, criteria };
}

test("a case is practised on once it is whole, and its answers stand once a sheet is in", async () => {
  await rolledBack(database.db, async (tx) => {
    const { office, id, criteria } = await buildCase(tx);
    const member = await person(tx, "councilMember");
    await assert.rejects(describePractice(tx, member, id), fails("notFound"));
    assert.deepEqual(await listCases(tx, member), []);
    await writeCase(tx, office, { caseId: id, expectedVersion: 1, criteria });
    assert.equal((await listCases(tx, member)).length, 1);
    await savePractice(tx, member, { caseId: id, answers: least });
    await submitPractice(tx, member, { caseId: id });
    await assert.rejects(
      writeCase(tx, office, { caseId: id, expectedVersion: 2, criteria }),
      fails("conflict"),
    );
    await assert.rejects(
      savePractice(tx, member, { caseId: id, answers: best }),
      fails("conflict"),
    );
  });
});

test("agreed answers and colleagues come only after the own sheet is in, and colleagues have no names", async () => {
  await rolledBack(database.db, async (tx) => {
    const { office, id, criteria } = await buildCase(tx);
    await writeCase(tx, office, { caseId: id, expectedVersion: 1, criteria });
    const one = await person(tx, "councilMember");
    const other = await person(tx, "councilMember");
    await savePractice(tx, one, { caseId: id, answers: least });
    await submitPractice(tx, one, { caseId: id });
    await savePractice(tx, other, { caseId: id, answers: { ...best, "1.1": 1 } });
    const before = await describePractice(tx, other, id);
    assert.equal(before.result, null);
    assert.ok(!JSON.stringify(before).includes("reasons"));
    const { "1.1": _first, ...rest } = best;
    await savePractice(tx, other, { caseId: id, answers: rest });
    await assert.rejects(submitPractice(tx, other, { caseId: id }), fails("unprocessable"));
    await savePractice(tx, other, { caseId: id, answers: { ...best, "1.1": 1 } });
    await submitPractice(tx, other, { caseId: id });
    const { result } = await describePractice(tx, other, id);
    assert.ok(result);
    assert.deepEqual(result.calibration.colleagues.length, 1);
    const first = result.calibration.rows.find(({ criterion }) => criterion === "1.1");
    assert.ok(first && first.difference < 0);
    assert.deepEqual(first.colleagues, [{ option: 1, count: 1 }]);
    assert.equal((await describePractice(tx, one, id)).result?.tendency?.says, "strict");
    assert.ok(!JSON.stringify(result).includes(one.userId));
  });
});

test("cases are their province's: others see none, members keep none, closed ones take no sheet", async () => {
  await rolledBack(database.db, async (tx) => {
    const { office, id, criteria } = await buildCase(tx);
    await writeCase(tx, office, { caseId: id, expectedVersion: 1, criteria });
    const elsewhere = await person(tx, "councilMember", "24");
    await assert.rejects(describePractice(tx, elsewhere, id), fails("notFound"));
    assert.deepEqual(await listCases(tx, elsewhere), []);
    const member = await person(tx, "councilMember");
    await assert.rejects(
      writeCase(tx, member, { caseId: id, expectedVersion: 2, criteria }),
      fails("forbidden"),
    );
    const commune = await person(tx, "communeOfficer", "19/05692");
    await assert.rejects(describePractice(tx, commune, id), fails("notFound"));
    await assert.rejects(
      beginCase(tx, member, { regime: "26-2026", setCode: "01", title: "A", description: "B" }),
      fails("forbidden"),
    );
    await closeCase(tx, office, { caseId: id });
    await assert.rejects(
      savePractice(tx, member, { caseId: id, answers: best }),
      fails("conflict"),
    );
  });
});
