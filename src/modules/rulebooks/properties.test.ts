import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arbitraryAnswers, arbitraryBook } from "#tests/support/oracle/arbitrary-book.ts";
import { findBook, listRegimes } from "./book.server.ts";
import { compileSet } from "./compiled.ts";
import type { CompiledSet } from "./compiled.ts";
import { council } from "./council.ts";
import type { Answers } from "./model.ts";
import { loadProcedures } from "./procedure.server.ts";
import { score } from "./score.ts";

// What must hold for any rulebook and any answers, shipped or invented.

const shipped = listRegimes().flatMap((regime) => [...(findBook(regime)?.compiled.values() ?? [])]);
const rules = loadProcedures().councilRulesDefault;

const anySet: fc.Arbitrary<CompiledSet> = fc.oneof(
  fc.constantFrom(...shipped),
  arbitraryBook({ leaves: 8, options: 4 }).map((book) => {
    const [set] = book.sets;
    assert.ok(set);
    return compileSet(book, set);
  }),
);

type Sheet = { readonly set: CompiledSet; readonly answers: Answers };
const anySheet: fc.Arbitrary<Sheet> = anySet.chain((set) =>
  fc.record({ set: fc.constant(set), answers: arbitraryAnswers(set.leaves) }),
);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const reversed = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).toReversed());

test("the order in which answers are given never matters", () => {
  fc.assert(
    fc.property(anySheet, ({ set, answers }) => {
      assert.deepEqual(score(set, reversed(answers)), score(set, answers));
    }),
  );
});

test("the total is the sum of the parts, and no part exceeds what its criteria can give", () => {
  fc.assert(
    fc.property(anySheet, ({ set, answers }) => {
      const { parts, total } = score(set, answers);
      assert.equal(total, sumOf(Object.values(parts)));
      set.parts.forEach(({ code }, i) => {
        const most = sumOf(set.leaves.filter((leaf) => leaf.part === i).map((leaf) => leaf.max));
        const gained = parts[code] ?? -1;
        assert.ok(Number.isInteger(gained) && gained >= 0 && gained <= most);
      });
    }),
  );
});

test("stars never exceed the band, and fall short of it exactly when a deciding gate is unmet", () => {
  fc.assert(
    fc.property(anySheet, ({ set, answers }) => {
      const { stars, bandStars, unmet } = score(set, answers);
      const deciding = unmet.filter(({ criterion, needs }) =>
        set.leafByCode.get(criterion)?.gates.some((g) => g.needs === needs && g.decides),
      );
      assert.ok(stars <= bandStars);
      assert.equal(stars < bandStars, deciding.length > 0);
    }),
  );
});

test("raising one answer within its case never lowers the total or the stars", () => {
  const raise = anySheet.chain(({ set, answers }) =>
    fc.record({
      set: fc.constant(set),
      answers: fc.constant(answers),
      leaf: fc.constantFrom(...set.leaves),
      to: fc.nat(),
    }),
  );
  fc.assert(
    fc.property(raise, ({ set, answers, leaf, to }) => {
      const from = leaf.options[(answers[leaf.code] ?? 0) - 1];
      const better = leaf.options.filter(
        (o) => !from || (o.caseIndex === from.caseIndex && o.points >= from.points),
      );
      const option = better[to % better.length];
      assert.ok(option);
      const before = score(set, answers);
      const after = score(set, { ...answers, [leaf.code]: option.n });
      assert.ok(after.total >= before.total);
      assert.ok(after.stars >= before.stars);
      assert.ok(after.bandStars >= before.bandStars);
    }),
    { numRuns: 500 },
  );
});

test("a stop never adds points, and a stop at the last criterion changes nothing", () => {
  const stopped = anySheet.chain(({ set, answers }) =>
    fc.record({
      set: fc.constant(set),
      answers: fc.constant(answers),
      stopAt: fc.constantFrom(...set.spans.keys()),
    }),
  );
  fc.assert(
    fc.property(stopped, ({ set, answers, stopAt }) => {
      const whole = score(set, answers);
      assert.ok(score(set, answers, { stopAt }).total <= whole.total);
      const last = set.leaves.at(-1)?.code ?? null;
      assert.deepEqual(score(set, answers, { stopAt: last }), whole);
    }),
  );
});

test("what is missing for the next level is enough to reach it", () => {
  fc.assert(
    fc.property(anySheet, ({ set, answers }) => {
      const { total, stars, next } = score(set, answers);
      const above = set.levels.filter((level) => level.stars > stars);
      assert.equal(next?.stars, above[0]?.stars);
      if (!next) return;
      assert.ok(total + next.pointsMissing >= (above[0]?.min ?? Infinity));
      assert.ok(next.pointsMissing > 0 || next.gates.length > 0);
    }),
  );
});

test("a council of one agrees with its only sheet, and of many like-minded with each of them", () => {
  fc.assert(
    fc.property(anySheet, fc.integer({ min: 1, max: 7 }), ({ set, answers }, members) => {
      const sheets = Array.from({ length: members }, (_, i) => ({ member: `m${i}`, answers }));
      const alone = score(set, answers);
      for (const gateRule of ["majority", "all"] as const) {
        const together = council(
          set,
          { members, chairPresent: true, sheets },
          { ...rules, gateRule },
        );
        assert.equal(together.mean, `${alone.total}.00`);
        assert.equal(together.bandStars, alone.bandStars);
        assert.equal(together.stars, alone.stars);
        assert.equal(together.spread, 0);
      }
    }),
  );
});

test("the order of the sheets changes nothing but the order of the totals", () => {
  const several = anySet.chain((set) =>
    fc.record({
      set: fc.constant(set),
      answers: fc.array(arbitraryAnswers(set.leaves), { minLength: 1, maxLength: 6 }),
    }),
  );
  fc.assert(
    fc.property(several, ({ set, answers }) => {
      const sheets = answers.map((given, i) => ({ member: `m${i}`, answers: given }));
      const session = { members: sheets.length, chairPresent: true, sheets };
      const { totals, ...rest } = council(set, session, rules);
      const turned = council(set, { ...session, sheets: sheets.toReversed() }, rules);
      assert.deepEqual(turned, { ...rest, totals: totals.toReversed() });
    }),
  );
});
