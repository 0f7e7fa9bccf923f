import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findBook } from "#modules/rulebooks/book.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";
import { calibrate, tendencyOf } from "./calibration.ts";

const set = findBook("26-2026")?.compiled.get("01");
assert.ok(set);

/** Any answers of the set; 0 leaves a criterion out. */
const anyAnswers = fc
  .tuple(...set.leaves.map(({ options }) => fc.integer({ min: 0, max: options.length })))
  .map((chosen): Answers =>
    Object.fromEntries(
      set.leaves.flatMap(({ code }, at) => (chosen[at] ? [[code, chosen[at]]] : [])),
    ),
  );

test("totals are the engine's, and every colleague is counted once at every criterion", () => {
  fc.assert(
    fc.property(
      anyAnswers,
      anyAnswers,
      fc.array(anyAnswers, { maxLength: 6 }),
      (own, agreed, colleagues) => {
        const held = calibrate(set, { own, agreed, colleagues });
        assert.equal(held.own.total, score(set, own).total);
        assert.equal(held.agreed.stars, score(set, agreed).stars);
        assert.equal(held.colleagues.length, colleagues.length);
        assert.deepEqual(
          held.colleagues,
          held.colleagues.toSorted((a, b) => a - b),
        );
        for (const row of held.rows)
          assert.equal(
            row.colleagues.reduce((sum, { count }) => sum + count, 0),
            colleagues.length,
          );
      },
    ),
  );
});

test("whoever gives the agreed answers is nowhere off", () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const held = calibrate(set, { own: answers, agreed: answers, colleagues: [] });
      assert.ok(held.rows.every(({ difference }) => difference === 0));
      assert.deepEqual(tendencyOf([held])?.says, "close");
    }),
  );
});

test("a tendency is strict or lenient beyond three points on average, and none without a sheet", () => {
  const sheet = (own: number, agreed: number) => ({
    own: { total: own, stars: 0 },
    agreed: { total: agreed, stars: 0 },
  });
  assert.equal(tendencyOf([]), null);
  assert.deepEqual(tendencyOf([sheet(70, 80), sheet(75, 75)]), {
    cases: 2,
    mean: "-5.00",
    says: "strict",
  });
  assert.deepEqual(tendencyOf([sheet(83, 80)]), { cases: 1, mean: "3.00", says: "close" });
  assert.deepEqual(tendencyOf([sheet(88, 80), sheet(81, 80)])?.says, "lenient");
});
