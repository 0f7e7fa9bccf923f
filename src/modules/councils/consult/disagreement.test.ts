import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findBook } from "#modules/rulebooks/book.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";
import { standingOf } from "./disagreement.ts";

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

test("a review scores as a sheet of the claims with its findings in their place", () => {
  fc.assert(
    fc.property(anyAnswers, anyAnswers, (claims, findings) => {
      const { found, claimed, disagreements, open } = standingOf(set, claims, findings);
      const whole = score(set, { ...claims, ...findings });
      assert.deepEqual(found, { total: whole.total, stars: whole.stars });
      assert.equal(claimed.total, score(set, claims).total);
      for (const { criterion } of disagreements) {
        assert.notEqual(claims[criterion], findings[criterion]);
        assert.ok(!open.includes(criterion));
      }
      assert.equal(open.length + Object.keys(findings).length, set.leaves.length);
    }),
  );
});

test("agreeing with every claim changes nothing", () => {
  fc.assert(
    fc.property(anyAnswers, (claims) => {
      const { found, claimed, disagreements } = standingOf(set, claims, claims);
      assert.deepEqual(found, claimed);
      assert.deepEqual(disagreements, []);
    }),
  );
});
