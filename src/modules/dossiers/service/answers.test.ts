import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { auditLog } from "#core/audit/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildDraft, buildGround } from "../factory.ts";
import { dossierAnswers, dossiers } from "../schema.server.ts";
import { saveAnswer } from "./answers.server.ts";
import { describeDossier } from "./describe.server.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadPlaces(db);

async function draft() {
  const ground = await buildGround(db);
  const dossierId = await buildDraft(db, ground, { complete: false });
  const answer = (more: object = {}) =>
    saveAnswer(db, ground.owner, { dossierId, criterion: "1.1", option: 1, ...more });
  const kept = () =>
    db.select().from(dossierAnswers).where(eq(dossierAnswers.dossierId, dossierId));
  return { ...ground, dossierId, answer, kept };
}

test("an answer is kept, changed, taken back; the score told is the one that is described", async () => {
  const { owner, dossierId, answer, kept } = await draft();
  const first = await answer({ note: "Vài chữ" });
  assert.equal(first.version, 1);
  const second = await answer({ option: 3 });
  assert.deepEqual(
    (await kept()).map(({ option, note, version }) => [option, note, version]),
    [[3, "Vài chữ", 2]],
  );
  assert.equal(second.score.total, (await describeDossier(db, owner, dossierId)).score.total);
  await answer({ option: null, note: null });
  assert.deepEqual(
    (await kept()).map(({ option, note }) => [option, note]),
    [[null, null]],
  );
  const [row] = await db.select().from(dossiers).where(eq(dossiers.id, dossierId));
  assert.equal(row?.version, 4, "every answer is a version of the dossier");
});

test("answers that arrive together are all kept, of one criterion the last one stands", async () => {
  const { answer, kept } = await draft();
  const criteria = ["1.1", "1.2", "1.3", "2.1", "2.2"];
  await Promise.all(criteria.map((criterion) => answer({ criterion })));
  assert.deepEqual((await kept()).map(({ criterion }) => criterion).toSorted(), criteria);
  await Promise.all([2, 3].map((option) => answer({ option })));
  const one = (await kept()).find(({ criterion }) => criterion === "1.1");
  assert.equal(one?.version, 3);
});

test("of two that saw the same version one is stale and changes nothing", async () => {
  const { answer, kept } = await draft();
  const both = await Promise.allSettled(
    [1, 2].map((option) => answer({ option, expectedVersion: 0 })),
  );
  const lost = both.find(({ status }) => status === "rejected");
  assert.ok(lost?.status === "rejected");
  assert.equal((lost.reason as { code: string }).code, "stale");
  assert.equal((await kept()).length, 1);
  await assert.rejects(answer({ option: 3, expectedVersion: 0 }), { code: "stale" });
});

test("filed, foreign, absent, without such a criterion or option: nothing is kept", async () => {
  const { answer, kept, commune, dossierId } = await draft();
  const stranger = await draft();
  await assert.rejects(saveAnswer(db, stranger.owner, { dossierId, criterion: "1.1", option: 1 }), {
    code: "notFound",
  });
  await assert.rejects(answer({ dossierId: "00000000-0000-4000-8000-00000000ffff" }), {
    code: "notFound",
  });
  await assert.rejects(answer({ criterion: "99.9" }), { code: "invalid" });
  await assert.rejects(answer({ option: 9 }), { code: "invalid" });
  await db
    .update(dossiers)
    .set({ state: "filed", stage: "commune" })
    .where(eq(dossiers.id, dossierId));
  await assert.rejects(answer(), { code: "conflict" });
  await assert.rejects(saveAnswer(db, commune, { dossierId, criterion: "1.1", option: 1 }), {
    code: "conflict",
  });
  assert.deepEqual(await kept(), []);
});

test("an officer's answer leaves its trace, and voids what the producer had confirmed", async () => {
  const { commune, dossierId } = await draft();
  await db.update(dossiers).set({ confirmedAt: new Date() }).where(eq(dossiers.id, dossierId));
  await saveAnswer(db, commune, { dossierId, criterion: "1.1", option: 1 });
  const [row] = await db.select().from(dossiers).where(eq(dossiers.id, dossierId));
  assert.equal(row?.confirmedAt, null);
  const traces = await db.select().from(auditLog).where(eq(auditLog.subjectId, dossierId));
  assert.ok(traces.some(({ action }) => action === "dossier.editedOnBehalf"));
});

test("whatever two writers do by turns, what stands explains every save that was taken", async () => {
  const { owner, dossierId } = await draft();
  const step = fc.record({
    writer: fc.constantFrom(0, 1),
    does: fc.constantFrom("look" as const, "save" as const, "save" as const),
    option: fc.constantFrom(1, 2, 3),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), (steps) =>
      rolledBack(db, async (tx) => {
        let stands: { option: number | null; version: number } = { option: null, version: 0 };
        const seen = [0, 0];
        for (const { writer, does, option } of steps) {
          if (does === "look") {
            seen[writer] = stands.version;
            continue;
          }
          const expectedVersion = seen[writer] ?? 0;
          const wanted = { dossierId, criterion: "1.1", option, expectedVersion };
          const saved = await saveAnswer(tx, owner, wanted).then(
            ({ version }) => version,
            ({ code }: { code: string }) => code,
          );
          if (option !== stands.option && expectedVersion !== stands.version)
            assert.equal(saved, "stale");
          else {
            if (option !== stands.option) stands = { option, version: stands.version + 1 };
            assert.equal(saved, stands.version, "the same again is taken, and changes nothing");
            seen[writer] = stands.version;
          }
        }
        const [row] = await tx
          .select()
          .from(dossierAnswers)
          .where(eq(dossierAnswers.dossierId, dossierId));
        assert.deepEqual([row?.option ?? null, row?.version ?? 0], [stands.option, stands.version]);
      }),
    ),
    { numRuns: 60 },
  );
});
