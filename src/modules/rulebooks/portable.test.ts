import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findBook, listRegimes } from "./book.server.ts";
import { packSet, unpackSet } from "./portable.ts";
import { score } from "./score.ts";

const sets = listRegimes().flatMap((regime) => [...(findBook(regime)?.compiled.values() ?? [])]);

test("every shipped set comes out of JSON as it went in", () => {
  assert.equal(sets.length, 78);
  for (const set of sets) {
    const back = unpackSet(JSON.parse(JSON.stringify(packSet(set))));
    assert.deepEqual(back, { ...set }, `${set.regime} ${set.code}`);
  }
});

test("the browser's set scores as the server's does", () => {
  fc.assert(
    fc.property(fc.constantFrom(...sets), fc.infiniteStream(fc.nat(4)), (set, picks) => {
      const answers: Record<string, number> = {};
      for (const { code, options } of set.leaves) {
        const n = picks.next().value;
        if (n > 0 && n <= options.length) answers[code] = n;
      }
      const back = unpackSet(JSON.parse(JSON.stringify(packSet(set))));
      assert.deepEqual(score(back, answers), score(set, answers));
    }),
    { numRuns: 200 },
  );
});
