import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import fc from "fast-check";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type Hall, nextRound, openHall, signWhole, writeOf } from "#tests/support/hall.ts";
import type { BuiltPerson } from "../factory.ts";
import { conflictDeclarations, itemRecusals } from "../conflicts/schema.server.ts";
import { councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import type { SaveAnswers } from "./inputs.ts";
import { openSheet, readStanding } from "./open.server.ts";
import { saveRemarks } from "./remarks.server.ts";
import { saveAnswers } from "./save.server.ts";
import { councilSheets, sheetAnswers } from "./schema.server.ts";

let database: Database;
let db: Db;
let hall: Hall;

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  hall = await openHall(db, { members: 4 });
});
after(() => database?.close());

const is = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;

/** A product of its own where no test has written yet. */
async function freshItem(): Promise<Hall> {
  return openHall(db, { council: hall.council });
}

const placeOf = ({ sessionId, itemId }: Hall) => ({ sessionId, itemId, round: 1 });
const save = (on: Hall, who: BuiltPerson, ...writes: SaveAnswers["writes"]) =>
  saveAnswers(db, who.actor, { ...placeOf(on), writes });
const standing = async (on: Hall, who: BuiltPerson) =>
  (await readStanding(db, who.actor, on)).answers;

describe("saving answers", () => {
  test("an answer is kept under its version, with its note", async () => {
    const on = await freshItem();
    const write = writeOf("1.1", 2, { note: "  Có 40 hộ liên kết \u200b" });
    const done = await save(on, on.first, write);
    assert.deepEqual(done.writes, [
      { criterion: "1.1", writeId: write.writeId, outcome: "saved", version: 1 },
    ]);
    const next = writeOf("1.1", 1, { baseVersion: 1 });
    assert.equal((await save(on, on.first, next)).writes[0]?.outcome, "saved");
    assert.deepEqual((await standing(on, on.first))["1.1"], {
      option: 1,
      note: null,
      version: 2,
      writeId: next.writeId,
    });
  });

  test("the same write sent again is answered as the first time, also after newer ones", async () => {
    const on = await freshItem();
    const first = writeOf("1.1", 2);
    const answer = await save(on, on.first, first);
    assert.deepEqual(await save(on, on.first, first), answer);
    await save(on, on.first, writeOf("1.1", 3, { baseVersion: 1 }));
    assert.deepEqual(await save(on, on.first, first), answer);
    assert.equal((await standing(on, on.first))["1.1"]?.version, 2);
    assert.equal((await standing(on, on.first))["1.1"]?.option, 3);
  });

  test("a write's id with another content is refused", async () => {
    const on = await freshItem();
    const first = writeOf("1.1", 2);
    await save(on, on.first, first);
    await assert.rejects(save(on, on.first, { ...first, option: 1 }), is("unprocessable"));
    assert.equal((await standing(on, on.first))["1.1"]?.option, 2);
  });

  test("fifty identical writes at once make one version and fifty equal answers", async () => {
    const on = await freshItem();
    const write = writeOf("2.1", 2);
    const answers = await Promise.all(Array.from({ length: 50 }, () => save(on, on.first, write)));
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    assert.equal(answers[0]?.writes[0]?.outcome, "saved");
    const [sheet] = await db
      .select()
      .from(councilSheets)
      .where(and(eq(councilSheets.itemId, on.itemId), eq(councilSheets.userId, on.first.id)));
    const rows = await db
      .select()
      .from(sheetAnswers)
      .where(eq(sheetAnswers.sheetId, sheet?.id ?? ""));
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.version, 1);
    assert.deepEqual(rows[0]?.writes, [write.writeId]);
  });

  test("two devices: what does not meet is merged, what meets comes back with what stands there", async () => {
    const on = await freshItem();
    await save(on, on.first, writeOf("1.1", 1), writeOf("1.2", 1));
    const tablet = await save(on, on.first, writeOf("1.1", 2, { baseVersion: 1 }));
    assert.equal(tablet.writes[0]?.outcome, "saved");
    const phone = await save(
      on,
      on.first,
      writeOf("1.1", 3, { baseVersion: 1 }),
      writeOf("1.2", 2, { baseVersion: 1 }),
    );
    const [met, merged] = phone.writes;
    assert.ok(met?.outcome === "stale");
    assert.equal(met.current.option, 2);
    assert.equal(met.current.version, 2);
    assert.equal(merged?.outcome, "saved");
    const now = await standing(on, on.first);
    assert.equal(now["1.1"]?.option, 2);
    assert.equal(now["1.2"]?.option, 2);
  });

  test("a device whose clock is wrong by a day or a millennium changes nothing", async () => {
    const on = await freshItem();
    const day = 86_400_000;
    const early = writeOf("1.1", 1, { deviceAt: new Date(Date.now() - day).toISOString() });
    const late = writeOf("1.1", 2, {
      baseVersion: 1,
      deviceAt: new Date(Date.now() - 3 * day).toISOString(),
    });
    const strange = writeOf("1.1", 3, { baseVersion: 2, deviceAt: "+010000-01-01T00:00:00.000Z" });
    for (const write of [early, late, strange])
      assert.equal((await save(on, on.first, write)).writes[0]?.outcome, "saved");
    assert.equal((await standing(on, on.first))["1.1"]?.option, 3);
    const fast = writeOf("1.1", 1, { deviceAt: new Date(Date.now() + day).toISOString() });
    assert.equal((await save(on, on.first, fast)).writes[0]?.outcome, "stale");
  });

  test("whatever two devices do, every answer given explains what stands in the end", async () => {
    const on = await freshItem();
    const criteria = on.set.leaves.slice(0, 4).map(({ code }) => code);
    const step = fc.record({
      device: fc.constantFrom(0, 1),
      criterion: fc.constantFrom(...criteria),
      option: fc.constantFrom(1, 2),
      /** The answer does not arrive: the device sends the same again later. */
      lost: fc.boolean(),
      /** The device looks at what stands there first. */
      looks: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await db.execute(sql`delete from sheet_answers a using council_sheets s
          where s.id = a.sheet_id and s.item_id = ${on.itemId}`);
        const kept = new Map<string, { version: number; option: number | null }>();
        const known = [new Map<string, number>(), new Map<string, number>()];
        for (const { device, criterion, option, lost, looks } of steps) {
          const base = known[device] ?? new Map<string, number>();
          if (looks) base.set(criterion, (await standing(on, on.first))[criterion]?.version ?? 0);
          const write = writeOf(criterion, option, { baseVersion: base.get(criterion) ?? 0 });
          const answers = [await save(on, on.first, write)];
          if (lost) answers.push(await save(on, on.first, write));
          const [outcome, again] = answers.map(({ writes }) => writes[0]);
          if (again) assert.deepEqual(again, outcome);
          const before = kept.get(criterion)?.version ?? 0;
          if (outcome?.outcome === "saved") {
            assert.equal(outcome.version, before + 1);
            assert.equal(write.baseVersion, before);
            kept.set(criterion, { version: outcome.version, option });
            base.set(criterion, outcome.version);
          } else {
            assert.notEqual(write.baseVersion, before);
            assert.equal(outcome?.current.version, before);
            assert.equal(outcome.current.option, kept.get(criterion)?.option ?? null);
          }
        }
        const now = await standing(on, on.first);
        for (const criterion of criteria) {
          assert.equal(now[criterion]?.version ?? 0, kept.get(criterion)?.version ?? 0);
          assert.equal(now[criterion]?.option ?? null, kept.get(criterion)?.option ?? null);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("two devices at the same moment: one is kept, the other is told, nothing is written over", async () => {
    const on = await freshItem();
    for (let base = 0; base < 5; base += 1) {
      const both = await Promise.all(
        [1, 2].map((option) => save(on, on.first, writeOf("1.1", option, { baseVersion: base }))),
      );
      const outcomes = both.map(({ writes }) => writes[0]?.outcome);
      assert.deepEqual(new Set(outcomes), new Set(["saved", "stale"]));
      assert.equal((await standing(on, on.first))["1.1"]?.version, base + 1);
    }
  });
});

describe("who may write a sheet, and when", () => {
  test("nobody writes another's sheet: there is no field for it", async () => {
    const body = { ...placeOf(hall), writes: [writeOf("1.1", 1)] };
    for (const stolen of ["userId", "memberId", "sheetId", "member"])
      await assert.rejects(
        saveAnswers(db, hall.first.actor, { ...body, [stolen]: hall.second.id }),
        is("invalid"),
      );
  });

  test("no column of the tables can be set from outside", async () => {
    const on = await freshItem();
    await save(on, on.first, writeOf("1.1", 1));
    const before = await db.select().from(councilSheets).where(eq(councilSheets.itemId, on.itemId));
    const columns = [councilSheets, sheetAnswers].flatMap((table) =>
      Object.keys(getTableColumns(table)),
    );
    const own = new Set(["itemId", "criterion", "option", "note", "writeId", "deviceAt"]);
    let refused = 0;
    for (const column of columns.filter((name) => !own.has(name))) {
      const write = { ...writeOf("1.1", 2, { baseVersion: 1 }), [column]: 99 };
      await assert.rejects(save(on, on.first, write), is("invalid"), column);
      const body = { ...placeOf(on), writes: [], [column]: 99 };
      await assert.rejects(saveAnswers(db, on.first.actor, body), is("invalid"));
      refused += 1;
    }
    assert.ok(refused > 15);
    assert.deepEqual(
      await db.select().from(councilSheets).where(eq(councilSheets.itemId, on.itemId)),
      before,
    );
  });

  test("a secretary without a seat that scores, an office and a stranger are refused", async () => {
    const { secretary, office } = hall.council;
    await assert.rejects(save(hall, secretary, writeOf("1.1", 1)), is("forbidden"));
    const other = await openHall(db, { members: 2 });
    await assert.rejects(save(hall, other.first, writeOf("1.1", 1)), is("notFound"));
    await assert.rejects(
      saveAnswers(db, office, { ...placeOf(hall), writes: [writeOf("1.1", 1)] }),
      is("forbidden"),
    );
    const { sessionId } = other;
    await assert.rejects(
      saveAnswers(db, hall.first.actor, {
        ...placeOf(hall),
        sessionId,
        writes: [writeOf("1.1", 1)],
      }),
      is("notFound"),
    );
  });

  test("before the declaration nothing is read or written; in conflict neither, the chair included", async () => {
    const on = await freshItem();
    const { chair } = on.council;
    const isOwn = and(
      eq(conflictDeclarations.itemId, on.itemId),
      eq(conflictDeclarations.userId, chair.id),
    );
    await db.delete(conflictDeclarations).where(isOwn);
    await assert.rejects(save(on, chair, writeOf("1.1", 1)), is("forbidden"));
    await assert.rejects(openSheet(db, chair.actor, on), is("forbidden"));
    await db
      .insert(conflictDeclarations)
      .values({ itemId: on.itemId, userId: chair.id, conflict: null });
    await save(on, chair, writeOf("1.1", 1));
    await db
      .insert(itemRecusals)
      .values({ itemId: on.itemId, userId: chair.id, kind: "relative", source: "found" });
    await assert.rejects(save(on, chair, writeOf("1.1", 2, { baseVersion: 1 })), is("forbidden"));
    await assert.rejects(openSheet(db, chair.actor, on), is("forbidden"));
    await assert.rejects(readStanding(db, chair.actor, on), is("forbidden"));
    await assert.rejects(
      saveRemarks(db, chair.actor, {
        ...placeOf(on),
        comment: "Vẫn muốn ghi",
        proposesRejection: false,
        rejectionReason: null,
        stopAt: null,
        baseVersion: 0,
      }),
      is("forbidden"),
    );
  });

  test("a member who was replaced writes no more", async () => {
    const on = await freshItem();
    await save(on, on.first, writeOf("1.1", 1));
    await db
      .update(sessionMembers)
      .set({ endedAt: sql`now()`, endedReason: "Chuyển công tác" })
      .where(
        and(eq(sessionMembers.sessionId, on.sessionId), eq(sessionMembers.userId, on.first.id)),
      );
    await assert.rejects(save(on, on.first, writeOf("1.1", 2, { baseVersion: 1 })), is("notFound"));
  });

  test("a closed session, a product not yet or no longer scored and another round answer conflict", async () => {
    const on = await freshItem();
    await save(on, on.first, writeOf("1.1", 1));
    const later = writeOf("1.1", 2, { baseVersion: 1 });
    const refuses = () => assert.rejects(save(on, on.first, later), is("conflict"));
    for (const state of ["waiting", "postponed"] as const) {
      await db.update(sessionItems).set({ state }).where(eq(sessionItems.id, on.itemId));
      await refuses();
    }
    await db.update(sessionItems).set({ state: "scoring" }).where(eq(sessionItems.id, on.itemId));
    for (const state of ["planned", "closed", "converted", "cancelled"] as const) {
      await db.update(councilSessions).set({ state }).where(eq(councilSessions.id, on.sessionId));
      await refuses();
    }
    await db
      .update(councilSessions)
      .set({ state: "open" })
      .where(eq(councilSessions.id, on.sessionId));
    await nextRound(db, on.itemId, on.council.secretary.id);
    await refuses();
    assert.equal((await standing(on, on.first))["1.1"]?.version ?? 0, 1);
    const rows = await db
      .select({ option: sheetAnswers.option, round: councilSheets.roundNo })
      .from(sheetAnswers)
      .innerJoin(councilSheets, eq(councilSheets.id, sheetAnswers.sheetId))
      .where(eq(councilSheets.itemId, on.itemId))
      .orderBy(councilSheets.roundNo);
    assert.deepEqual(rows, [
      { option: 1, round: 1 },
      { option: 1, round: 2 },
    ]);
  });

  test("opinions in writing are taken until the database's clock says that they are due", async () => {
    const on = await freshItem();
    const due = (at: string) =>
      db
        .update(councilSessions)
        .set({ mode: "written", dueAt: sql`now() + ${at}::interval` })
        .where(eq(councilSessions.id, on.sessionId));
    await due("1 hour");
    const early = writeOf("1.1", 1, { deviceAt: "2020-01-01T00:00:00.000Z" });
    assert.equal((await save(on, on.first, early)).writes[0]?.outcome, "saved");
    await due("-1 millisecond");
    const deviceAt = new Date(Date.now() - 86_400_000).toISOString();
    const late = writeOf("1.1", 2, { baseVersion: 1, deviceAt });
    await assert.rejects(save(on, on.first, late), is("conflict"));
    assert.match((await readStanding(db, on.first.actor, on)).closed ?? "", /hết hạn/);
  });

  test("what the set does not know is refused before anything is written", async () => {
    const on = await freshItem();
    const wrong = [
      writeOf("9.99", 1),
      writeOf("1.1", 90),
      writeOf("A", 1),
      writeOf("1.1", 0),
      writeOf("1.1", 1.5),
      writeOf("1.1", 1, { writeId: "not-an-id" }),
      writeOf("1.1", 1, { note: "x".repeat(2001) }),
    ];
    for (const write of wrong)
      await assert.rejects(save(on, on.first, writeOf("1.2", 1), write), is("invalid"));
    await assert.rejects(save(on, on.first, writeOf("1.1", 1), writeOf("1.1", 2)), is("invalid"));
    await assert.rejects(
      saveAnswers(db, on.first.actor, { ...placeOf(on), itemId: randomUUID(), writes: [] }),
      is("notFound"),
    );
    assert.deepEqual(await standing(on, on.first), {});
  });
});

describe("opening a sheet", () => {
  test("it shows the claim and the evidence of the filing, and only the asker's own answers", async () => {
    const on = await freshItem();
    await save(on, on.first, writeOf("1.1", 2));
    await save(on, on.second, writeOf("1.1", 1), writeOf("1.2", 1));
    const view = await openSheet(db, on.second.actor, on);
    const dossier = await findDossier(db, on.dossiers[0]?.dossierId ?? "");
    assert.equal(view.product, dossier.productName);
    assert.ok(Object.keys(view.claim?.answers ?? {}).length > 10);
    assert.deepEqual(Object.keys(view.standing.answers), ["1.1", "1.2"]);
    assert.equal(view.standing.answers["1.1"]?.option, 1);
    assert.equal(view.standing.closed, null);
    assert.ok(!JSON.stringify(view).includes(on.first.id));
  });

  test("a round that scores again begins with what the member gave before", async () => {
    const on = await freshItem();
    await signWhole(db, on, on.first);
    await nextRound(db, on.itemId, on.council.secretary.id);
    const view = await openSheet(db, on.first.actor, on);
    assert.equal(view.standing.round, 2);
    assert.equal(view.standing.state, "open");
    assert.equal(Object.keys(view.standing.answers).length, on.set.leaves.length);
    const again = writeOf("1.1", 1, { baseVersion: 1 });
    const done = await saveAnswers(db, on.first.actor, {
      ...placeOf(on),
      round: 2,
      writes: [again],
    });
    assert.deepEqual(done.writes[0], {
      criterion: "1.1",
      writeId: again.writeId,
      outcome: "saved",
      version: 2,
    });
    assert.deepEqual(
      await saveAnswers(db, on.first.actor, { ...placeOf(on), round: 2, writes: [again] }),
      done,
    );
  });
});

describe("remarks", () => {
  const said = {
    comment: "Bao bì đẹp, cần ghi rõ hạn dùng.",
    proposesRejection: false,
    rejectionReason: null,
    stopAt: null,
  };

  test("they have a version of their own; the same again is never stale", async () => {
    const on = await freshItem();
    const place = placeOf(on);
    const write = (more: object, baseVersion: number) =>
      saveRemarks(db, on.first.actor, { ...place, ...said, ...more, baseVersion });
    assert.deepEqual(await write({}, 0), { outcome: "saved", version: 1 });
    assert.deepEqual(await write({}, 0), { outcome: "saved", version: 1 });
    assert.deepEqual(await write({ comment: "Khác" }, 0), {
      outcome: "stale",
      version: 1,
      current: said,
    });
    await assert.rejects(write({ stopAt: "no-such" }, 1), is("invalid"));
  });
});
