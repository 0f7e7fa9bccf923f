import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Consultant, fieldWeight, propose, type WaitingDossier } from "./propose.ts";

const sets = ["01", "02", "07", "26"] as const;

const teams = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          userId: fc.constant(`c${id}`),
          fields: fc.subarray([...sets]),
          load: fc.integer({ min: 0, max: 6 }),
        }),
      ),
    ),
  )
  .map((team): readonly Consultant[] => team);

const cases = teams.chain((team) => {
  const ids = team.map(({ userId }) => userId);
  const dossier = fc.record({
    setCode: fc.constantFrom(...sets),
    holders: fc.subarray(ids),
    conflicted: fc.subarray(ids),
  });
  return fc.record({
    team: fc.constant(team),
    waiting: fc
      .array(dossier, { maxLength: 12 })
      .map((list): readonly WaitingDossier[] =>
        list.map((one, at) => ({ ...one, dossierId: `d${at}` })),
      ),
    each: fc.integer({ min: 1, max: 3 }),
  });
});

test("nobody in conflict is proposed, nobody twice, and a dossier lacks people only when none are left", () => {
  fc.assert(
    fc.property(cases, ({ team, waiting, each }) => {
      const proposals = propose(team, waiting, each);
      assert.deepEqual(
        proposals.map(({ dossierId }) => dossierId),
        waiting.map(({ dossierId }) => dossierId),
      );
      for (const [at, { picks, lacking }] of proposals.entries()) {
        const dossier = waiting[at];
        assert.ok(dossier);
        const chosen = picks.map(({ userId }) => userId);
        assert.equal(new Set(chosen).size, chosen.length);
        for (const id of chosen) {
          assert.ok(!dossier.conflicted.includes(id));
          assert.ok(!dossier.holders.includes(id));
        }
        const open = team.filter(
          ({ userId }) => !dossier.conflicted.includes(userId) && !dossier.holders.includes(userId),
        );
        const wanted = Math.max(0, each - dossier.holders.length);
        assert.equal(chosen.length, Math.min(wanted, open.length));
        assert.equal(lacking, wanted - chosen.length);
      }
    }),
  );
});

test("a team that may have every dossier ends with loads no further apart than a field is worth", () => {
  fc.assert(
    fc.property(
      teams,
      fc.array(fc.constantFrom(...sets), { maxLength: 20 }),
      fc.integer({ min: 1, max: 3 }),
      (team, codes, each) => {
        const rested = team.map((one) => ({ ...one, load: 0 }));
        const waiting = codes.map((setCode, at) => ({
          dossierId: `d${at}`,
          setCode,
          holders: [],
          conflicted: [],
        }));
        const loads = new Map(rested.map(({ userId }) => [userId, 0]));
        for (const { picks } of propose(rested, waiting, each))
          for (const { userId } of picks) loads.set(userId, (loads.get(userId) ?? 0) + 1);
        const values = [...loads.values()];
        assert.ok(Math.max(...values) - Math.min(...values) <= fieldWeight + 1);
      },
    ),
  );
});

test("the field decides among the equally loaded, the load among the equally fit", () => {
  const team = [
    { userId: "tea", fields: ["01"], load: 2 },
    { userId: "fish", fields: ["07"], load: 0 },
    { userId: "teaToo", fields: ["01"], load: 1 },
  ];
  const [first] = propose(
    team,
    [{ dossierId: "d", setCode: "01", holders: [], conflicted: [] }],
    1,
  );
  assert.deepEqual(first?.picks, [{ userId: "teaToo", isInField: true, loadBefore: 1 }]);
  const [second] = propose(
    [{ userId: "tea", fields: ["01"], load: 4 }, ...team.slice(1, 2)],
    [{ dossierId: "d", setCode: "01", holders: [], conflicted: [] }],
    1,
  );
  assert.deepEqual(second?.picks, [{ userId: "fish", isInField: false, loadBefore: 0 }]);
});

test("who may have few dossiers is kept for those that only they may have", () => {
  const team = [
    { userId: "a", fields: [], load: 0 },
    { userId: "b", fields: [], load: 0 },
  ];
  const proposals = propose(
    team,
    [
      { dossierId: "open", setCode: "01", holders: [], conflicted: [] },
      { dossierId: "narrow", setCode: "01", holders: [], conflicted: ["b"] },
    ],
    1,
  );
  assert.deepEqual(
    proposals.map(({ picks }) => picks.map(({ userId }) => userId)),
    [["b"], ["a"]],
  );
});
