import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { onItem, signAs } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { type BuiltSession, buildCouncil, buildSession } from "../factory.ts";
import { conclude } from "../results/conclude.server.ts";
import { revealItem } from "../results/reveal.server.ts";
import { councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import { startScoring } from "../service/scoring.server.ts";
import { openSheet } from "../sheets/open.server.ts";
import { askMeeting, convertToMeeting } from "./convert.server.ts";
import { remindMissing } from "./remind.server.ts";

let database: Database;
let db: Db;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
});
after(() => database?.close());

const is = (code: ErrorCode, pattern?: RegExp) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (pattern === undefined || pattern.test(error.vi));
const on = (itemId: string) => onItem(db, itemId);
const set = getBook("26-2026").compiled.get("01");
const worth = (total: number) => {
  if (!set) throw new Error("no set 01");
  return answersWorth(set, total);
};

/** An open written round of three members whose only product is being scored. */
async function openRound(): Promise<BuiltSession & { itemId: string }> {
  const council = await buildCouncil(db, { members: 3 });
  const built = await buildSession(db, { council, items: 1, mode: "written", declared: true });
  await startScoring(db, council.secretary.actor, { sessionId: built.sessionId, itemId: null });
  return { ...built, itemId: built.itemIds[0] ?? "" };
}

async function opine(round: BuiltSession & { itemId: string }, totals: readonly number[]) {
  for (const [at, total] of totals.entries()) {
    const member = round.council.members[at];
    if (member) await signAs(db, round, { itemId: round.itemId, member, answers: worth(total) });
  }
}

/** The deadline as if it were so many hours away; in the past when negative. */
async function setDue(sessionId: string, hours: number): Promise<void> {
  await db
    .update(councilSessions)
    .set({ dueAt: sql`now() + make_interval(hours => ${hours})` })
    .where(eq(councilSessions.id, sessionId));
}

const meeting = { place: "Phòng họp", startsAt: "2026-12-15T08:00" };

describe("a written round", () => {
  test("needs no roll call, and is concluded in writing while opinions agree", async () => {
    const round = await openRound();
    await opine(round, [72, 74, 70]);
    const { actor } = round.council.secretary;
    await revealItem(db, actor, await on(round.itemId));
    assert.equal((await conclude(db, actor, await on(round.itemId))).stars, 4);
    await assert.rejects(
      convertToMeeting(db, actor, { sessionId: round.sessionId, ...meeting }),
      is("unprocessable", /chưa có căn cứ/),
    );
  });

  test("is not revealed before its deadline while an opinion is missing, and then with those that came", async () => {
    const round = await openRound();
    await opine(round, [72, 74]);
    const { actor } = round.council.secretary;
    await assert.rejects(
      async () => revealItem(db, actor, await on(round.itemId)),
      is("unprocessable", /còn chờ phiếu/),
    );
    await setDue(round.sessionId, -1);
    await revealItem(db, actor, await on(round.itemId));
    // Two of three are not three quarters: the council has to meet.
    await assert.rejects(
      async () => conclude(db, actor, await on(round.itemId)),
      is("unprocessable", /chưa đủ túc số.*phiên họp/),
    );
  });

  test("takes no opinion after the deadline, by the database's clock", async () => {
    const round = await openRound();
    const member = round.council.members[0];
    assert.ok(member);
    await openSheet(db, member.actor, round);
    await setDue(round.sessionId, -1);
    await assert.rejects(opine(round, [72]), is("conflict", /hết hạn/));
    await assert.rejects(
      db.transaction((tx) =>
        tx.execute(sql`update council_sheets set comment = 'trễ' where item_id = ${round.itemId}`),
      ),
    );
  });

  test("whose stars oppose each other becomes a meeting with the products that have no result", async () => {
    const round = await openRound();
    await opine(round, [46, 54, 52]);
    const { actor } = round.council.secretary;
    await revealItem(db, actor, await on(round.itemId));
    await assert.rejects(
      async () => conclude(db, actor, await on(round.itemId)),
      is("unprocessable", /trái ngược/),
    );
    const { id } = await convertToMeeting(db, actor, { sessionId: round.sessionId, ...meeting });
    const [from] = await db
      .select()
      .from(councilSessions)
      .where(eq(councilSessions.id, round.sessionId));
    const [to] = await db.select().from(councilSessions).where(eq(councilSessions.id, id));
    assert.deepEqual(
      [from?.state, to?.state, to?.mode, to?.convertedFromId],
      ["converted", "planned", "meeting", round.sessionId],
    );
    const carried = await db.select().from(sessionItems).where(eq(sessionItems.sessionId, id));
    assert.deepEqual(
      carried.map(({ state, roundNo }) => [state, roundNo]),
      [["waiting", 0]],
    );
    assert.equal(await db.$count(sessionMembers, eq(sessionMembers.sessionId, id)), 4);
  });

  test("becomes a meeting when a member asks, though the sheets agree; a stranger may not ask", async () => {
    const round = await openRound();
    await opine(round, [72, 72, 72]);
    const { members, secretary, office } = round.council;
    const asked = { sessionId: round.sessionId, reason: "Cần xem mẫu" };
    await assert.rejects(askMeeting(db, office, asked), is("forbidden"));
    await askMeeting(db, members[1]?.actor ?? secretary.actor, asked);
    await revealItem(db, secretary.actor, await on(round.itemId));
    await assert.rejects(
      async () => conclude(db, secretary.actor, await on(round.itemId)),
      is("unprocessable", /đề nghị họp/),
    );
    await convertToMeeting(db, secretary.actor, { sessionId: round.sessionId, ...meeting });
  });

  test("reminds those whose opinion is missing as the deadline comes, once in a while", async () => {
    const round = await openRound();
    await opine(round, [72]);
    await setDue(round.sessionId, 100);
    assert.equal(await remindMissing(db), 0);
    await setDue(round.sessionId, 40);
    assert.equal(await remindMissing(db), 2);
    assert.equal(await remindMissing(db), 0);
    await db
      .update(sessionMembers)
      .set({ remindedAt: sql`now() - interval '1 day'` })
      .where(eq(sessionMembers.sessionId, round.sessionId));
    await setDue(round.sessionId, -1);
    assert.equal(await remindMissing(db), 0);
  });
});
