import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { addWorkingDays } from "#core/calendar/working-days.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildPaper, passCommune } from "#tests/support/desk.ts";
import { type Clock, machines, onMachine } from "#tests/support/wrong-clocks.ts";
import { buildDraft, buildGround, type BuiltGround } from "../factory.ts";
import { receiveDossier } from "./commune.server.ts";
import { describeDossier } from "./describe.server.ts";
import { attachEvidence } from "./draft.server.ts";
import { fileDossier } from "./file.server.ts";
import { listRoundsFor, setRound } from "./province.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

/** The first instant of a day in Vietnam, so many milliseconds later. */
function midnight(day: Day, milliseconds = 0): Date {
  return new Date(Date.parse(`${day}T00:00:00+07:00`) + milliseconds);
}

async function draftOf(tx: Db): Promise<{ ground: BuiltGround; dossierId: string }> {
  const ground = await buildGround(tx);
  const dossierId = await buildDraft(tx, ground);
  const paperId = await buildPaper(tx, ground);
  await attachEvidence(tx, ground.owner, { dossierId, criterion: "1.1", paperId });
  return { ground, dossierId };
}

const wrong = [
  ...machines,
  { name: "a clock of world time, two hours slow", hours: -2, zone: "UTC" },
];

for (const machine of wrong)
  describe(`with ${machine.name}`, () => {
    const under = (work: (tx: Db, clock: Clock) => Promise<void>) =>
      onMachine(database.db, machine, work);

    test("the day begins at midnight in Vietnam, to the millisecond", async () => {
      await under(async (tx, clock) => {
        for (const [milliseconds, day] of [
          [-1, "2027-04-29"],
          [0, "2027-04-30"],
          [1, "2027-04-30"],
        ] as const) {
          await clock(midnight("2027-04-30", milliseconds));
          assert.equal(await today(tx), day);
        }
      });
    });

    test("a dossier is filed on the day of Vietnam", async () => {
      await under(async (tx, clock) => {
        for (const [milliseconds, day] of [
          [-1, "2026-07-14"],
          [0, "2026-07-15"],
          [1, "2026-07-15"],
        ] as const) {
          await clock(midnight("2026-07-15", milliseconds));
          const { ground, dossierId } = await draftOf(tx);
          assert.equal((await fileDossier(tx, ground.owner, { dossierId })).filedOn, day);
        }
      });
    });

    test("the fifteen working days of the commune end with the last one's midnight", async () => {
      await under(async (tx, clock) => {
        await clock(midnight("2026-07-15", -1));
        const { ground, dossierId } = await draftOf(tx);
        await fileDossier(tx, ground.owner, { dossierId });
        const due = addWorkingDays("2026-07-14", 15);
        for (const [milliseconds, overdue] of [
          [-1, false],
          [0, true],
          [1, true],
        ] as const) {
          await clock(midnight(addDays(due, 1), milliseconds));
          const view = await describeDossier(tx, ground.commune, dossierId);
          assert.deepEqual(
            { due: view.clock?.due, overdue: view.clock?.overdue },
            { due, overdue },
          );
        }
      });
    });

    test("a round takes what was asked for before its day, and not at its first instant", async () => {
      await under(async (tx, clock) => {
        for (const [milliseconds, isTaken] of [
          [-1, true],
          [0, false],
          [1, false],
        ] as const) {
          await clock(midnight("2027-03-15"));
          const { ground, dossierId } = await draftOf(tx);
          await fileDossier(tx, ground.owner, { dossierId });
          await clock(midnight("2027-04-30", milliseconds));
          await passCommune(tx, ground.commune, dossierId);
          const { rounds } = await listRoundsFor(tx, ground.province, dossierId);
          const spring = rounds.find(({ requestedBefore }) => requestedBefore === "2027-04-30");
          assert.ok(spring);
          const put = setRound(tx, ground.province, { dossierId, roundId: spring.id });
          if (isTaken) await put;
          else
            await assert.rejects(
              put,
              (error) => error instanceof AppError && error.code === "invalid",
            );
        }
      });
    });

    test("numbers begin anew with the year of Vietnam", async () => {
      await under(async (tx, clock) => {
        const numbers: (string | null)[] = [];
        for (const milliseconds of [-2, -1, 0, 1]) {
          await clock(midnight("2027-01-01", milliseconds));
          const { ground, dossierId } = await draftOf(tx);
          await fileDossier(tx, ground.owner, { dossierId });
          numbers.push((await receiveDossier(tx, ground.commune, { dossierId })).numberText);
        }
        assert.deepEqual(numbers, [
          "Phiếu số 1/PĐK-19-05692-2026",
          "Phiếu số 2/PĐK-19-05692-2026",
          "Phiếu số 1/PĐK-19-05692-2027",
          "Phiếu số 2/PĐK-19-05692-2027",
        ]);
      });
    });
  });
