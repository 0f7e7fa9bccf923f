import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { bruteForceAdvise } from "#tests/support/oracle/advise-oracle.ts";
import {
  arbitraryAnswers,
  arbitraryBook,
  arbitraryCosts,
} from "#tests/support/oracle/arbitrary-book.ts";
import { oracleCouncil } from "#tests/support/oracle/council-oracle.ts";
import type { RawBook } from "#tests/support/oracle/raw-book.ts";
import { ScoreOracle } from "#tests/support/oracle/score-oracle.ts";
import { advise } from "./advise.ts";
import { compileSet } from "./compiled.ts";
import type { CompiledSet } from "./compiled.ts";
import { council } from "./council.ts";
import { CouncilRulesSchema } from "./council-rules.ts";
import { RulebookSchema } from "./model.ts";
import { score } from "./score.ts";

// The engine against an independent reading of the same rules, which walks the raw JSON and
// shares no code with it (tests/support/oracle). A difference means that one of them misreads.

type Subject = { readonly oracle: ScoreOracle; readonly set: CompiledSet };

const folder = new URL("../../../data/rulebooks/", import.meta.url);
const shipped: Subject[] = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => {
    const raw = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as RawBook;
    const book = RulebookSchema.parse(raw);
    return book.sets.map((set) => ({
      oracle: new ScoreOracle(raw, set.code),
      set: compileSet(book, set),
    }));
  });

const invented: fc.Arbitrary<Subject> = arbitraryBook({ leaves: 8, options: 4 }).map((book) => {
  const [set] = book.sets;
  assert.ok(set);
  return { oracle: new ScoreOracle(book, set.code), set: compileSet(book, set) };
});

const shippedOrInvented = fc.oneof(fc.constantFrom(...shipped), invented);

/** A criterion at which scoring may stop, leaf or group; mostly none. */
function arbitraryStop({ set }: Subject): fc.Arbitrary<string | null> {
  return fc.option(fc.constantFrom(...set.spans.keys()), { freq: 4 });
}

/** Answers as people give them: anything, or nearly all of the best. */
function answersFor({ set }: Subject): fc.Arbitrary<Record<string, number>> {
  const best = Object.fromEntries(
    set.leaves.map(({ code, options }) => {
      const most = Math.max(...options.map(({ points }) => points));
      return [code, options.findIndex(({ points }) => points === most) + 1];
    }),
  );
  const nearlyBest = fc
    .tuple(
      fc.subarray(
        set.leaves.map(({ code }) => code),
        { maxLength: Math.min(6, set.leaves.length) },
      ),
      arbitraryAnswers(set.leaves),
    )
    .map(([worse, other]) => {
      const kept = Object.entries(best).filter(([code]) => !worse.includes(code));
      const drawn = Object.entries(other).filter(([code]) => worse.includes(code));
      return Object.fromEntries([...kept, ...drawn]);
    });
  return fc.oneof(arbitraryAnswers(set.leaves), nearlyBest);
}

test("all sets of the three decisions are compared", () => {
  assert.equal(shipped.length, 78);
});

test("score agrees with the oracle in every field", () => {
  const scenario = shippedOrInvented.chain((subject) =>
    fc.record({
      subject: fc.constant(subject),
      dossier: fc.record({
        answers: answersFor(subject),
        rejected: fc.constantFrom(false, false, false, true),
        stopAt: arbitraryStop(subject),
      }),
    }),
  );
  fc.assert(
    fc.property(scenario, ({ subject: { oracle, set }, dossier }) => {
      assert.deepEqual(score(set, dossier.answers, dossier), oracle.score(dossier));
    }),
    { numRuns: 1500 },
  );
});

test("every shipped set agrees with the oracle on answers of its own", () => {
  for (const subject of shipped) {
    for (const answers of fc.sample(answersFor(subject), 10)) {
      assert.deepEqual(score(subject.set, answers), subject.oracle.score({ answers }));
    }
  }
});

const rules = fc.record({
  quorum: fc.record({
    fraction: fc.constantFrom("3/4", "2/3", "1/2", "1/1", "0/1"),
    chairOrDeputyRequired: fc.boolean(),
  }),
  mean: fc.constant("arithmeticOfTotals" as const),
  decimals: fc.nat({ max: 3 }),
  rounding: fc.constantFrom("halfUp", "halfDown", "halfEven", "up", "down"),
  spread: fc.record({ limit: fc.nat({ max: 12 }), exceededWhen: fc.constantFrom(">", ">=") }),
  rescoreRounds: fc.constant(2),
  gateRule: fc.constantFrom("majority", "all", "mean"),
  absent: fc.constant("excluded" as const),
  recused: fc.constant("excluded" as const),
  sheetsVisible: fc.constant("afterAllSubmitted" as const),
});

test("a council's result agrees with the oracle in every field", () => {
  const uncased = ({ set }: Subject): boolean =>
    set.leaves.every(({ cases, gates }) => cases.length === 1 || gates.length === 0);
  const often = fc.option(fc.boolean(), { nil: undefined, freq: 2 });
  const scenario = shippedOrInvented.filter(uncased).chain((subject) =>
    fc.record({
      subject: fc.constant(subject),
      rules,
      vacant: fc.nat({ max: 3 }),
      chairPresent: fc.constantFrom(true, true, false),
      rejected: fc.constantFrom(false, false, true),
      stopAt: arbitraryStop(subject),
      sheets: fc.array(
        fc.record({
          answers: answersFor(subject),
          recused: often,
          submitted: often,
          present: often,
          stopAt: arbitraryStop(subject),
        }),
        { maxLength: 7 },
      ),
    }),
  );
  fc.assert(
    fc.property(scenario, ({ subject, rules: drawn, vacant, sheets, ...verdict }) => {
      const session = {
        ...verdict,
        members: sheets.length + vacant,
        sheets: sheets.map((sheet, i) => ({ ...sheet, member: `m${i}` })),
      };
      const result = council(subject.set, session, CouncilRulesSchema.parse(drawn));
      assert.deepEqual(result, oracleCouncil(subject.oracle, session, drawn));
    }),
    { numRuns: 1500 },
  );
});

test("advice on shipped sets agrees with trying every rise, where few are left", () => {
  const scenario = fc.constantFrom(...shipped).chain((subject) => {
    const { leaves } = subject.set;
    return fc.record({
      subject: fc.constant(subject),
      low: fc.subarray(
        leaves.map(({ code }) => code),
        { minLength: 1, maxLength: 4 },
      ),
      drawn: arbitraryAnswers(leaves),
      best: fc.constantFrom(0, 1),
      costs: fc.oneof(arbitraryCosts(leaves), fc.constant({})),
      stars: fc.constantFrom(3, 4, 5),
    });
  });
  fc.assert(
    fc.property(scenario, ({ subject: { set, oracle }, low, drawn, best, costs, stars }) => {
      // Only the criteria in `low` can still rise: all others stand at the best option of their case.
      const answers = Object.fromEntries(
        set.leaves.flatMap(({ code, options, cases }) => {
          const inCase = options.filter(({ caseIndex }) => caseIndex === best % cases.length);
          const top = inCase.toSorted((a, b) => b.points - a.points)[0]?.n ?? 1;
          const n = low.includes(code) ? drawn[code] : top;
          return n === undefined ? [] : [[code, n]];
        }),
      );
      const advice = advise(set, answers, { stars, costs });
      assert.deepEqual(advice, bruteForceAdvise(oracle, { answers }, stars, costs));
    }),
    { numRuns: 150 },
  );
});
