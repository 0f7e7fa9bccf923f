import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { recordAnyFile } from "#modules/dossiers/factory.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { score } from "#modules/rulebooks/score.ts";
import { testDatabase } from "#tests/support/db.ts";
import {
  everyAnswer,
  type Hall,
  openHall,
  sessionOfPerson,
  shownDigest,
  signWhole,
  writeOf,
} from "#tests/support/hall.ts";
import { testGround, testVisitor } from "#tests/support/sign-in.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import type { BuiltPerson } from "../factory.ts";
import { councilRules } from "../schema.server.ts";
import type { EnterPaperSheet } from "./inputs.ts";
import {
  confirmPaperSheet,
  enterPaperSheet,
  readPaperSheet,
  refusePaperSheet,
} from "./paper.server.ts";
import { saveRemarks } from "./remarks.server.ts";
import { saveAnswers } from "./save.server.ts";
import { councilSheets, sheetAnswers } from "./schema.server.ts";
import { digestOf } from "./seal.server.ts";
import { signSheet } from "./sign.server.ts";

let database: Database;
let db: Db;
let first: Hall;

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  first = await openHall(db, { members: 4 });
});
after(() => database?.close());

const is = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;
const fresh = () => openHall(db, { council: first.council });
const placeOf = ({ sessionId, itemId }: Hall) => ({ sessionId, itemId, round: 1 });
const right = { password: builtPassword };

const sign = (on: Hall, who: BuiltPerson, digest: string, more: object = {}, proof = right) =>
  signSheet(
    { ground: testGround(db), visitor: testVisitor() },
    sessionOfPerson(who),
    { ...placeOf(on), digest, ...more },
    proof,
  );

/** Runs SQL that is refused; in a transaction, so that the embedded engine's one connection lives on. */
const refused = (attempt: SQL) =>
  assert.rejects(db.transaction(async (tx) => void (await tx.execute(attempt))));

async function sheetOf(on: Hall, who: BuiltPerson) {
  const [row] = await db
    .select()
    .from(councilSheets)
    .where(and(eq(councilSheets.itemId, on.itemId), eq(councilSheets.userId, who.id)));
  assert.ok(row);
  return row;
}

describe("signing", () => {
  test("what was shown is what is sealed, with the points of the engine", async () => {
    const on = await fresh();
    const { digest, signedAt } = await signWhole(db, on, on.first, { worse: 1 });
    const row = await sheetOf(on, on.first);
    assert.equal(row.state, "signed");
    assert.equal(row.digest, digest);
    assert.equal(digestOf(row.sealed), digest);
    assert.equal(row.signedWith, "password");
    assert.deepEqual(row.signedAt, signedAt);
    const result = score(on.set, row.sealed?.answers ?? {});
    assert.equal(row.total, result.total);
    assert.equal(row.stars, result.stars);
    assert.ok(result.total > 0 && result.total < 100);
    assert.equal(row.sealed?.member, on.first.id);
    const [audit] = await db.select().from(auditLog).where(eq(auditLog.subjectId, row.id));
    assert.equal(audit?.action, "sheet.signed");
    assert.deepEqual(audit.details, {
      item: on.itemId,
      round: 1,
      member: on.first.id,
      digest,
      with: "password",
    });
  });

  test("a sheet that changed since it was shown is not signed", async () => {
    const on = await fresh();
    await saveAnswers(db, on.first.actor, { ...placeOf(on), writes: everyAnswer(on.set) });
    const shown = await shownDigest(db, on, on.first);
    await saveAnswers(db, on.first.actor, {
      ...placeOf(on),
      writes: [writeOf("1.1", 1, { baseVersion: 1 })],
    });
    await assert.rejects(sign(on, on.first, shown), is("stale"));
    assert.equal((await sheetOf(on, on.first)).state, "open");
  });

  test("unanswered criteria stop the signing until the member says that they count nothing", async () => {
    const on = await fresh();
    await saveAnswers(db, on.first.actor, { ...placeOf(on), writes: [writeOf("1.1", 2)] });
    const shown = await shownDigest(db, on, on.first);
    await assert.rejects(sign(on, on.first, shown), is("unprocessable"));
    await sign(on, on.first, shown, { leaveUnanswered: true });
    assert.equal((await sheetOf(on, on.first)).state, "signed");
  });

  test("a rejection needs its reason; the sheet then has no stars", async () => {
    const on = await fresh();
    await saveAnswers(db, on.first.actor, { ...placeOf(on), writes: everyAnswer(on.set) });
    const remarks = { comment: null, proposesRejection: true, stopAt: null };
    const say = (rejectionReason: string | null, baseVersion: number) =>
      saveRemarks(db, on.first.actor, { ...placeOf(on), ...remarks, rejectionReason, baseVersion });
    await say(null, 0);
    await assert.rejects(
      sign(on, on.first, await shownDigest(db, on, on.first)),
      is("unprocessable"),
    );
    await say("Không có giấy chứng nhận an toàn thực phẩm.", 1);
    await sign(on, on.first, await shownDigest(db, on, on.first));
    assert.equal((await sheetOf(on, on.first)).stars, 0);
  });

  test("a wrong password signs nothing, and only so many are tried", async () => {
    const on = await openHall(db, { members: 2 });
    await saveAnswers(db, on.first.actor, { ...placeOf(on), writes: everyAnswer(on.set) });
    const shown = await shownDigest(db, on, on.first);
    const wrong = () => sign(on, on.first, shown, {}, { password: "đoán mò" });
    for (let tries = 0; tries < 10; tries += 1) await assert.rejects(wrong(), is("invalid"));
    await assert.rejects(wrong(), is("tooMany"));
    await assert.rejects(sign(on, on.first, shown), is("tooMany"));
    assert.equal((await sheetOf(on, on.first)).state, "open");
  });

  test("signing twice is signing once; signing and saving at once leaves one truth", async () => {
    const on = await fresh();
    const { digest } = await signWhole(db, on, on.first);
    assert.equal((await sign(on, on.first, digest)).digest, digest);
    await saveAnswers(db, on.second.actor, { ...placeOf(on), writes: everyAnswer(on.set) });
    const shown = await shownDigest(db, on, on.second);
    const [signed, saved] = await Promise.allSettled([
      sign(on, on.second, shown),
      saveAnswers(db, on.second.actor, {
        ...placeOf(on),
        writes: [writeOf("1.1", 1, { baseVersion: 1 })],
      }),
    ]);
    const row = await sheetOf(on, on.second);
    const [answer] = await db
      .select()
      .from(sheetAnswers)
      .where(and(eq(sheetAnswers.sheetId, row.id), eq(sheetAnswers.criterion, "1.1")));
    assert.equal(row.state === "signed", signed.status === "fulfilled");
    if (row.state === "signed") assert.equal(row.sealed?.answers["1.1"], answer?.option);
    else assert.equal(saved.status, "fulfilled");
  });

  test("a conflict found in between stops the signature", async () => {
    const on = await fresh();
    await saveAnswers(db, on.first.actor, { ...placeOf(on), writes: everyAnswer(on.set) });
    const shown = await shownDigest(db, on, on.first);
    await db
      .insert(itemRecusals)
      .values({ itemId: on.itemId, userId: on.first.id, kind: "payment", source: "found" });
    await assert.rejects(sign(on, on.first, shown), is("forbidden"));
  });
});

describe("what has been signed", () => {
  test("is refused to everybody, the program's own role and the owner included", async () => {
    const on = await fresh();
    await signWhole(db, on, on.first);
    const before = await sheetOf(on, on.first);
    const answers = () =>
      db
        .select()
        .from(sheetAnswers)
        .where(eq(sheetAnswers.sheetId, before.id))
        .orderBy(sheetAnswers.criterion);
    const answersBefore = await answers();
    const id = sql`${before.id}::uuid`;
    const attempts = [
      sql`update council_sheets set total = 100 where id = ${id}`,
      sql`update council_sheets set state = 'open' where id = ${id}`,
      sql`update council_sheets set comment = 'x' where id = ${id}`,
      sql`update council_sheets set user_id = ${on.second.id} where id = ${id}`,
      sql`delete from council_sheets where id = ${id}`,
      sql`update sheet_answers set option = 1 where sheet_id = ${id}`,
      sql`delete from sheet_answers where sheet_id = ${id}`,
      sql`insert into sheet_answers (sheet_id, criterion, option, write_id)
        values (${id}, 'x', 1, gen_random_uuid())`,
      sql`truncate sheet_answers`,
      sql`truncate council_sheets cascade`,
    ];
    for (const role of ["ocop_app", null])
      for (const attempt of attempts)
        await assert.rejects(
          db.transaction(async (tx) => {
            if (role === null) await tx.execute(sql`set local role none`);
            await tx
              .execute(sql`set local session_replication_role = replica`)
              .catch(() => undefined);
            await tx.execute(attempt);
          }),
        );
    assert.deepEqual(await sheetOf(on, on.first), before);
    assert.deepEqual(await answers(), answersBefore);
    await assert.rejects(
      saveAnswers(db, on.first.actor, { ...placeOf(on), writes: [writeOf("1.1", 1)] }),
      is("conflict"),
    );
  });

  test("an open sheet is not moved to another member, and none is signed without its seal", async () => {
    const on = await fresh();
    await saveAnswers(db, on.first.actor, { ...placeOf(on), writes: [writeOf("1.1", 1)] });
    const { id } = await sheetOf(on, on.first);
    await refused(sql`update council_sheets set user_id = ${on.second.id} where id = ${id}`);
    await refused(sql`update council_sheets set state = 'signed' where id = ${id}`);
    const signed = await signWhole(db, on, on.second);
    const other = (await sheetOf(on, on.second)).id;
    assert.ok(signed.digest);
    await refused(sql`update sheet_answers set sheet_id = ${other} where sheet_id = ${id}`);
  });

  test("rules and recusals are only ever added to", async () => {
    const on = await fresh();
    await db
      .insert(itemRecusals)
      .values({ itemId: on.itemId, userId: on.first.id, kind: "other", source: "declared" });
    assert.ok((await db.$count(councilRules)) > 0);
    for (const attempt of [
      sql`update item_recusals set kind = 'relative'`,
      sql`delete from item_recusals`,
      sql`update council_rules set digest = 'x'`,
      sql`delete from council_rules`,
    ])
      await refused(attempt);
  });
});

describe("paper sheets", () => {
  const paper = (on: Hall, member: BuiltPerson, scanDigest: string): EnterPaperSheet => ({
    ...placeOf(on),
    memberId: member.id,
    scanDigest,
    answers: Object.fromEntries(
      everyAnswer(on.set, 1).map(({ criterion, option }) => [criterion, option ?? 1]),
    ),
    notes: { "1.1": "Chữ viết tay: đủ hồ sơ." },
    comment: null,
    proposesRejection: false,
    rejectionReason: null,
    stopAt: null,
  });
  const confirm = (on: Hall, who: BuiltPerson, member: BuiltPerson, digest: string) =>
    confirmPaperSheet(
      { ground: testGround(db), visitor: testVisitor() },
      sessionOfPerson(who),
      { ...placeOf(on), memberId: member.id, digest },
      right,
    );

  test("entered by the secretary from a scan, it counts once a second person has compared it", async () => {
    const on = await fresh();
    const { secretary } = on.council;
    const scan = await recordAnyFile(db);
    const { digest } = await enterPaperSheet(db, secretary.actor, paper(on, on.first, scan));
    assert.equal((await sheetOf(on, on.first)).state, "open");
    await assert.rejects(
      saveAnswers(db, on.first.actor, { ...placeOf(on), writes: [writeOf("1.1", 1)] }),
      is("conflict"),
    );
    await assert.rejects(confirm(on, secretary, on.first, digest), is("forbidden"));
    // A member with a sheet of their own still open may not look at another's.
    await assert.rejects(confirm(on, on.second, on.first, digest), is("forbidden"));
    await assert.rejects(
      readPaperSheet(db, on.second.actor, { ...placeOf(on), memberId: on.first.id }),
      is("forbidden"),
    );
    await signWhole(db, on, on.second);
    await confirm(on, on.second, on.first, digest);
    const row = await sheetOf(on, on.first);
    assert.equal(row.signedWith, "paper");
    assert.equal(row.scanDigest, scan);
    assert.equal(row.enteredBy, secretary.id);
    assert.equal(row.confirmedBy, on.second.id);
    assert.equal(row.sealed?.member, on.first.id);
    assert.equal(digestOf(row.sealed), digest);
    const audit = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, row.id))
      .orderBy(auditLog.seq);
    assert.deepEqual(
      audit.map(({ action }) => action),
      ["sheet.paperEntered", "sheet.paperConfirmed"],
    );
  });

  test("the member can be the second person; entering anew asks for a new comparison", async () => {
    const on = await fresh();
    const scan = await recordAnyFile(db);
    const entered = paper(on, on.first, scan);
    const old = await enterPaperSheet(db, on.council.secretary.actor, entered);
    const anew = await enterPaperSheet(db, on.council.secretary.actor, {
      ...entered,
      answers: { ...entered.answers, "1.1": 1 },
    });
    await assert.rejects(confirm(on, on.first, on.first, old.digest), is("stale"));
    await confirm(on, on.first, on.first, anew.digest);
    assert.equal((await sheetOf(on, on.first)).signedWith, "paper");
  });

  test("sent back, the sheet is its member's again and empty", async () => {
    const on = await fresh();
    await enterPaperSheet(
      db,
      on.council.secretary.actor,
      paper(on, on.first, await recordAnyFile(db)),
    );
    await refusePaperSheet(db, on.first.actor, { ...placeOf(on), memberId: on.first.id });
    const done = await saveAnswers(db, on.first.actor, {
      ...placeOf(on),
      writes: [writeOf("1.1", 1)],
    });
    assert.equal(done.writes[0]?.outcome, "saved");
  });

  test("nobody but the secretary enters one, never without a scan, never their own, never a signed one", async () => {
    const on = await fresh();
    const scan = await recordAnyFile(db);
    const { secretary } = on.council;
    for (const actor of [on.second.actor, on.council.office])
      await assert.rejects(enterPaperSheet(db, actor, paper(on, on.first, scan)), is("forbidden"));
    await assert.rejects(
      enterPaperSheet(db, secretary.actor, paper(on, on.first, "")),
      is("invalid"),
    );
    await assert.rejects(enterPaperSheet(db, secretary.actor, paper(on, on.first, "0".repeat(64))));
    await assert.rejects(
      enterPaperSheet(db, secretary.actor, paper(on, secretary, scan)),
      is("forbidden"),
    );
    await signWhole(db, on, on.first);
    await assert.rejects(
      enterPaperSheet(db, secretary.actor, paper(on, on.first, scan)),
      is("conflict"),
    );
  });
});
