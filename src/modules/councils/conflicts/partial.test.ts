import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { dossierAnswers } from "#modules/dossiers/schema.server.ts";
import { roleGrants } from "#modules/people/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { everyAnswer, type Hall, openHall } from "#tests/support/hall.ts";
import { onItem, signAs } from "#tests/support/scored.ts";
import { consultAssignments } from "../consult/schema.server.ts";
import { conclude } from "../results/conclude.server.ts";
import { revealItem } from "../results/reveal.server.ts";
import { councilResults } from "../results/schema.server.ts";
import { presiderOf } from "../seats.ts";
import { loadItem, rulesOf } from "../service/load.server.ts";
import { beginSheet } from "../sheets/begin.server.ts";
import { readStanding } from "../sheets/open.server.ts";
import { draftOf, previewSheet } from "../sheets/preview.server.ts";
import { findSheet } from "../sheets/right.server.ts";
import { saveAnswers } from "../sheets/save.server.ts";
import { seal } from "../sheets/sign.server.ts";
import { addAlias } from "./aliases.server.ts";
import { declare } from "./declare.server.ts";
import { refreshRecusals } from "./recusals.server.ts";
import { addConsultancy, addTie, setHome } from "./register.server.ts";

let database: Database;
let hall: Hall;
before(async () => {
  database = await testDatabase();
  await loadPlaces(database.db);
  hall = await openHall(database.db, { members: 5 });
});
after(() => database?.close());

type Person = Hall["council"]["members"][number];
const people = () => [...hall.council.members, hall.council.secretary];
const producerId = () => hall.dossiers[0]?.producerId ?? "";
const dossierId = () => hall.dossiers[0]?.dossierId ?? "";

/** How each tie comes into the world; `at`: the person's place in the list. */
const ties: Readonly<Record<string, (tx: Db, person: Person, at: number) => Promise<unknown>>> = {
  declared: (tx, { actor }) => declare(tx, actor, { itemId: hall.itemId, conflict: "household" }),
  relative: (tx, { id }) => tieOf(tx, id, "relative"),
  payment: (tx, { id }) => tieOf(tx, id, "payment"),
  worksThere: (tx, { id }) =>
    tx.insert(roleGrants).values({
      userId: id,
      role: "producerStaff",
      kind: "own",
      placeVersion: "2025-07-01",
      placePath: "19/05692",
      holderId: producerId(),
    }),
  livesThere: (tx, { actor, id }) => setHome(tx, actor, { userId: id, commune: "05692" }),
  wroteIt: (tx, { id }) =>
    tx
      .update(dossierAnswers)
      .set({ updatedBy: id })
      .where(and(eq(dossierAnswers.dossierId, dossierId()), eq(dossierAnswers.criterion, "1.1"))),
  advisedOnIt: (tx, { id }) =>
    tx.insert(consultAssignments).values({
      provinceCode: "19",
      unitPath: "19",
      dossierId: dossierId(),
      stage: "province",
      teamId: hall.council.councilId,
      userId: id,
      assignedBy: hall.council.office.userId,
    }),
  agencyByAlias: async (tx, _person, at) => {
    const { office } = hall.council;
    const organisation = `Trung tâm tư vấn ${at}`;
    await addConsultancy(tx, office, {
      organisation,
      producerId: producerId(),
      subject: "Hoàn thiện hồ sơ (thử)",
      since: "",
      until: "",
      amount: "",
    });
    await addAlias(tx, office, { name: `Cơ quan thử ${at + 1}`, sameAs: organisation });
  },
};

function tieOf(tx: Db, userId: string, kind: "relative" | "payment"): Promise<unknown> {
  const empty = { organisation: "", detail: "", since: "", until: "" };
  return addTie(tx, hall.council.office, { userId, kind, producerId: producerId(), ...empty });
}

async function signNow(tx: Db, { id, actor }: Person): Promise<void> {
  const place = { sessionId: hall.sessionId, itemId: hall.itemId, round: 1 };
  await saveAnswers(tx, actor, { ...place, writes: everyAnswer(hall.set) });
  const sheet = await findSheet(tx, { ...place, userId: id });
  if (!sheet) throw new Error("no sheet");
  const loaded = await loadItem(tx, hall.itemId);
  await seal(tx, sheet.id, await draftOf(tx, loaded, { round: 1, userId: id, sheet }), "password");
}

/** The attempt is refused, and with it whatever it wrote. */
async function isRefused(tx: Db, attempt: (inner: Db) => Promise<unknown>): Promise<boolean> {
  try {
    await tx.transaction((inner) => attempt(inner));
    return false;
  } catch (error) {
    if (error instanceof AppError && ["forbidden", "notFound"].includes(error.code)) return true;
    throw error;
  }
}

async function assertPowerless(tx: Db, person: Person): Promise<void> {
  const { actor, id } = person;
  const place = { sessionId: hall.sessionId, itemId: hall.itemId };
  const inRound = { ...place, round: 1 };
  const step = await onItem(tx, hall.itemId);
  const attempts: Readonly<Record<string, (inner: Db) => Promise<unknown>>> = {
    see: (inner) => readStanding(inner, actor, place),
    preview: (inner) => previewSheet(inner, actor, inRound),
    score: (inner) =>
      saveAnswers(inner, actor, { ...inRound, writes: everyAnswer(hall.set).slice(0, 1) }),
    sign: (inner) =>
      signAs(inner, hall, { itemId: hall.itemId, member: person, answers: { "1.1": 1 } }),
    reveal: (inner) => revealItem(inner, actor, step),
    conclude: (inner) => conclude(inner, actor, step),
  };
  for (const [name, attempt] of Object.entries(attempts))
    assert.ok(await isRefused(tx, attempt), `${name} by ${id}`);
}

const world = fc.uniqueArray(
  fc.record({
    person: fc.nat(5),
    tie: fc.constantFrom(...Object.keys(ties)),
    /** Comes to light only after the sheets have been signed. */
    late: fc.boolean(),
  }),
  // One person has one tie of a kind.
  { maxLength: 5, selector: ({ person, tie }) => `${person} ${tie}` },
);

test("whatever the ties, whoever is in conflict can see, score, sign, reveal and conclude nothing, and no count has them", async () => {
  await fc.assert(
    fc.asyncProperty(world, (graph) =>
      rolledBack(database.db, async (tx) => {
        const all = people();
        const make = async (late: boolean) => {
          for (const { person, tie } of graph.filter((each) => each.late === late)) {
            const who = all[person];
            if (who) await ties[tie]?.(tx, who, person);
          }
        };
        const hasConflict = (at: number, late?: boolean) =>
          // Who has their hands in a criterion last is the one who is written there.
          graph.some(
            (each) =>
              each.person === at &&
              each.tie !== "wroteIt" &&
              (late === undefined || each.late === late),
          );
        await make(false);
        await refreshRecusals(tx, hall.itemId, null);
        const early = (await loadItem(tx, hall.itemId)).recused;
        for (const [at, person] of all.entries()) {
          if (hasConflict(at, false)) assert.ok(early.has(person.id), `${at} is tied`);
          if (early.has(person.id)) await assertPowerless(tx, person);
          else if (person !== hall.council.secretary) await signNow(tx, person);
        }
        await make(true);
        await refreshRecusals(tx, hall.itemId, null);
        const loaded = await loadItem(tx, hall.itemId);
        const out = loaded.recused;
        for (const [at, person] of all.entries()) {
          if (hasConflict(at)) assert.ok(out.has(person.id), `${at} is tied`);
          if (out.has(person.id)) await assertPowerless(tx, person);
        }
        await assertCount(tx, loaded, out);
      }),
    ),
    { numRuns: 12 },
  );
});

/** Reveals and concludes, where somebody is left who may; the numbers are those of the impartial. */
async function assertCount(
  tx: Db,
  loaded: Awaited<ReturnType<typeof loadItem>>,
  out: ReadonlySet<string>,
): Promise<void> {
  const { members, secretary } = hall.council;
  if (out.has(secretary.id)) return;
  const impartial = members.filter(({ id }) => !out.has(id));
  const { rules } = await rulesOf(tx, loaded.session);
  assert.equal(rules.quorum.chairOrDeputyRequired, true);
  const mayReveal = impartial.length > 0 && presiderOf(loaded.seats, out) !== null;
  const reveal = async () =>
    revealItem(tx, secretary.actor, await onItem(tx, hall.itemId)).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === "unprocessable") return false;
        throw error;
      },
    );
  assert.equal(await reveal(), mayReveal);
  if (!mayReveal) return;
  await conclude(tx, secretary.actor, await onItem(tx, hall.itemId));
  const [result] = await tx
    .select()
    .from(councilResults)
    .where(eq(councilResults.itemId, hall.itemId));
  assert.equal(result?.outcome.counted, impartial.length);
  assert.equal(result.outcome.quorum, true);
  const counted = result.basis.case.sheets.filter(({ recused }) => !recused);
  assert.deepEqual(
    counted.map(({ member }) => member).toSorted(),
    impartial.map(({ id }) => id).toSorted(),
  );
}

test("a sheet is begun for nobody behind the back of the rule", async () => {
  await rolledBack(database.db, async (tx) => {
    const [first] = hall.council.members;
    assert.ok(first);
    await beginSheet(tx, { itemId: hall.itemId, round: 1, userId: first.id });
    await declare(tx, first.actor, { itemId: hall.itemId, conflict: "other" });
    await assertPowerless(tx, first);
  });
});
