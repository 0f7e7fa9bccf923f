import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { findBook, openBook } from "../book.server.ts";
import { rulebookVersions, selfAssessments } from "../schema.server.ts";
import { scoreUnderPresent } from "./present.server.ts";
import {
  copySelfAssessment,
  deleteSelfAssessment,
  getBookSet,
  getSelfAssessment,
  newToken,
  saveSelfAssessment,
  setCosts,
} from "./self-assessments.server.ts";
import { getBook } from "./shelf.server.ts";
import { getVersion, keepVersion, loadRulebooks, vietnamToday } from "./versions.server.ts";

const database = await testDatabase();
after(() => database.close());

const target = getBookSet(getBook("26-2026"), "07");
const input = {
  answers: { "1.1": 2, "1.5": 3 },
  confirmed: ["1.1/0"],
  product: "Chè dây Ba Bể",
  producer: null,
  ip: "192.0.2.1",
};
const code = (expected: string) => (error: unknown) =>
  error instanceof AppError && error.code === expected;

/** What PostgreSQL says to a role without the right. */
const refused = (error: unknown) => String((error as Error).cause).includes("permission denied");

/** The shipped book with one label written otherwise: another version of the same decision. */
function otherVersion() {
  const content = structuredClone(getBook("26-2026").rulebook) as { title: string };
  content.title = "Bản trước";
  return openBook(content);
}

test("rulebooks are kept once, each under its digest", () =>
  rolledBack(database.db, async (tx) => {
    await loadRulebooks(tx);
    await loadRulebooks(tx);
    const rows = await tx.select().from(rulebookVersions);
    assert.deepEqual(rows.map(({ regime }) => regime).sort(), ["1048-2019", "148-2023", "26-2026"]);
    for (const row of rows) assert.equal(openBook(row.body).digest, row.digest);
  }));

test("a kept version can be neither changed nor removed", () =>
  rolledBack(database.db, async (tx) => {
    await keepVersion(tx, target.book);
    const change = (inner: Db) => inner.update(rulebookVersions).set({ regime: "x" });
    await assert.rejects(tx.transaction(change), refused);
    await assert.rejects(
      tx.transaction((inner) => inner.delete(rulebookVersions)),
      refused,
    );
  }));

test("what is saved under a link is what the link opens, and the table does not hold the link", () =>
  rolledBack(database.db, async (tx) => {
    const token = newToken();
    await saveSelfAssessment(tx, token, target, input);
    const kept = await getSelfAssessment(tx, token);
    assert.deepEqual(
      [kept.answers, kept.confirmed, kept.product, kept.producer, kept.costs],
      [input.answers, input.confirmed, input.product, null, {}],
    );
    assert.equal(kept.set.code, "07");
    assert.equal(kept.book.digest, target.book.digest);
    const [row] = await tx.select().from(selfAssessments);
    assert.equal(row?.tokenHash, createHash("sha256").update(token).digest("hex"));
    assert.ok(!JSON.stringify(row).includes(token));
  }));

test("the same form handed in twice makes one row, the last answers kept", () =>
  rolledBack(database.db, async (tx) => {
    const token = newToken();
    await saveSelfAssessment(tx, token, target, input);
    await saveSelfAssessment(tx, token, target, { ...input, answers: { "1.1": 3 } });
    assert.equal((await tx.select().from(selfAssessments)).length, 1);
    assert.deepEqual((await getSelfAssessment(tx, token)).answers, { "1.1": 3 });
  }));

test("a link is of one set: it cannot be used for another", () =>
  rolledBack(database.db, async (tx) => {
    const token = newToken();
    await saveSelfAssessment(tx, token, target, input);
    const other = getBookSet(getBook("26-2026"), "08");
    await assert.rejects(
      tx.transaction((inner) => saveSelfAssessment(inner, token, other, { ...input, answers: {} })),
      code("conflict"),
    );
  }));

test("answers that do not fit the set are refused with their place", () =>
  rolledBack(database.db, async (tx) => {
    await assert.rejects(
      saveSelfAssessment(tx, newToken(), target, { ...input, answers: { "1.1": 9 } }),
      (error) => error instanceof AppError && "answers.1.1" in error.fields,
    );
  }));

test("an unknown, malformed or deleted link is not found, in the same words", () =>
  rolledBack(database.db, async (tx) => {
    const token = newToken();
    await saveSelfAssessment(tx, token, target, input);
    await deleteSelfAssessment(tx, token);
    const words = new Set<string>();
    for (const link of [token, newToken(), "x", "", "../../etc"])
      await getSelfAssessment(tx, link).catch((error: AppError) => words.add(error.vi));
    assert.equal(words.size, 1);
    await assert.rejects(deleteSelfAssessment(tx, token), code("notFound"));
  }));

test("one address that saves without end is stopped", () =>
  rolledBack(database.db, async (tx) => {
    const token = newToken();
    const save = () => saveSelfAssessment(tx, token, target, { ...input, ip: "203.0.113.9" });
    for (let i = 0; i < 200; i++) await save();
    await assert.rejects(save(), code("tooMany"));
    await saveSelfAssessment(tx, token, target, { ...input, ip: "203.0.113.10" });
  }));

test("own costs are kept, and costs of no option refused", () =>
  rolledBack(database.db, async (tx) => {
    const token = newToken();
    await saveSelfAssessment(tx, token, target, input);
    await setCosts(tx, token, { "1.5#4": 2.5 });
    assert.deepEqual((await getSelfAssessment(tx, token)).costs, { "1.5#4": 2.5 });
    await assert.rejects(setCosts(tx, token, { "1.5#9": 1 }), code("unprocessable"));
    await assert.rejects(setCosts(tx, newToken(), {}), code("notFound"));
  }));

test("a result stays under the version it was made under, and says what the present one gives", () =>
  rolledBack(database.db, async (tx) => {
    const earlier = getBookSet(otherVersion(), "07");
    const token = newToken();
    await saveSelfAssessment(tx, token, earlier, input);
    const kept = await getSelfAssessment(tx, token);
    assert.equal(kept.book.digest, earlier.book.digest);
    assert.notEqual(kept.book.digest, findBook("26-2026")?.digest);
    assert.deepEqual(scoreUnderPresent(kept), { set: true, total: 4, stars: 0 });

    const fresh = await copySelfAssessment(tx, token, { target, ip: input.ip });
    const copy = await getSelfAssessment(tx, fresh);
    assert.equal(copy.book.digest, target.book.digest);
    assert.deepEqual(
      [copy.answers, copy.confirmed, copy.product],
      [input.answers, [], input.product],
    );
    assert.equal(scoreUnderPresent(copy), null);
    assert.equal((await getSelfAssessment(tx, token)).book.digest, earlier.book.digest);
  }));

test("a version that no longer is what its digest says is not used", () =>
  rolledBack(database.db, async (tx) => {
    const body = { ...getBook("26-2026").rulebook, title: "Bị sửa" };
    await tx.insert(rulebookVersions).values({ digest: "0".repeat(64), regime: "26-2026", body });
    await assert.rejects(getVersion(tx, "0".repeat(64)), /altered/);
    await assert.rejects(getVersion(tx, "1".repeat(64)), /not in the database/);
    assert.equal(
      (
        await tx
          .select()
          .from(rulebookVersions)
          .where(eq(rulebookVersions.digest, "0".repeat(64)))
      ).length,
      1,
    );
  }));

test("today is a day of Vietnam", async () => {
  const day = await vietnamToday(database.db);
  const here = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
  assert.ok([here.format(Date.now()), here.format(Date.now() - 60_000)].includes(day));
});
