import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { writeOf } from "#tests/support/hall.ts";
import { onItem, signAs } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { type Clock, machines, onMachine } from "#tests/support/wrong-clocks.ts";
import { buildCouncil, buildSession } from "../factory.ts";
import { revealItem } from "../results/reveal.server.ts";
import { loadItem, loadSession } from "../service/load.server.ts";
import { adoptRules } from "../service/rules.server.ts";
import { startScoring } from "../service/scoring.server.ts";
import { openSession } from "../service/sessions.server.ts";
import { saveAnswers } from "../sheets/save.server.ts";
import { remindMissing } from "../written/remind.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

const is = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;

const instant = (text: string, milliseconds = 0) =>
  new Date(Date.parse(`${text}+07:00`) + milliseconds);
const due = "2027-05-10T17:00";

for (const machine of machines)
  describe(`with ${machine.name}`, () => {
    const under = (work: (tx: Db, clock: Clock) => Promise<void>) =>
      onMachine(database.db, machine, work);

    /** A written round of three, due on 10 May 2027 at five in the afternoon. */
    async function writtenRound(tx: Db, clock: Clock) {
      await clock(instant("2027-05-01T08:00"));
      const council = await buildCouncil(tx, { members: 3 });
      const session = await buildSession(tx, {
        council,
        items: 1,
        mode: "written",
        declared: true,
        startsAt: "2027-05-01T08:00",
        dueAt: due,
      });
      const [itemId = ""] = session.itemIds;
      const { sessionId } = session;
      await startScoring(tx, council.secretary.actor, { sessionId, itemId: null });
      const [first, second, third] = council.members;
      assert.ok(first && second && third);
      const set = getBook("26-2026").compiled.get("01");
      assert.ok(set);
      return { session, sessionId, itemId, council, first, second, third, set };
    }

    test("opinions are taken until the last millisecond before the deadline, and not at it", async () => {
      await under(async (tx, clock) => {
        const on = await writtenRound(tx, clock);
        const { session, sessionId, itemId, set } = on;
        const sign = (member: typeof on.first) =>
          signAs(tx, session, { itemId, member, answers: answersWorth(set, 72) });
        const save = (member: typeof on.first) =>
          saveAnswers(tx, member.actor, {
            sessionId,
            itemId,
            round: 1,
            writes: [writeOf("1.1", 1)],
          });
        const reveal = async () =>
          revealItem(tx, on.council.secretary.actor, await onItem(tx, itemId));
        await clock(instant(due, -1));
        await sign(on.first);
        await sign(on.second);
        assert.equal((await loadSession(tx, sessionId)).isOver, false);
        assert.equal((await save(on.third)).writes[0]?.outcome, "saved");
        await assert.rejects(reveal(), is("unprocessable"));
        for (const milliseconds of [0, 1]) {
          await clock(instant(due, milliseconds));
          assert.equal((await loadSession(tx, sessionId)).isOver, true);
          await assert.rejects(save(on.third), is("conflict"));
          await assert.rejects(sign(on.third), is("conflict"));
        }
        await reveal();
        assert.equal((await loadItem(tx, itemId)).item.state, "revealed");
      });
    });

    test("members are reminded from forty-eight hours before the deadline", async () => {
      await under(async (tx, clock) => {
        await writtenRound(tx, clock);
        await clock(instant("2027-05-08T17:00", -1));
        assert.equal(await remindMissing(tx), 0);
        await clock(instant("2027-05-08T17:00"));
        assert.equal(await remindMissing(tx), 3);
        assert.equal(await remindMissing(tx), 0);
        await clock(instant(due));
        assert.equal(await remindMissing(tx), 0);
      });
    });

    test("a session opens under the rules in force on the day of Vietnam", async () => {
      await under(async (tx, clock) => {
        for (const [milliseconds, seq] of [
          [-1, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          await clock(instant("2027-05-01T08:00"));
          const council = await buildCouncil(tx, { members: 2 });
          await adoptRules(tx, council.office, {
            councilId: council.councilId,
            rules: { decimals: 1 },
            texts: {},
            effectiveOn: "2027-06-01",
          });
          const { sessionId } = await buildSession(tx, { council, items: 1, open: false });
          await clock(instant("2027-06-01T00:00", milliseconds));
          await openSession(tx, council.secretary.actor, { sessionId });
          assert.equal((await loadSession(tx, sessionId)).session.rulesSeq, seq);
        }
      });
    });
  });
