// How long one score, one council result of 15 sheets and one advice take, as a median over
// all sets of the decision in force, and how often a loop that only sums the points fits in.
import { advise } from "#modules/rulebooks/advise.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { council } from "#modules/rulebooks/council.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { score } from "#modules/rulebooks/score.ts";

const regime = "26-2026";
const samples = 400;

/** The same numbers in every run, so that two runs can be compared (Park–Miller). */
let seed = 20_260_522;
function draw(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}

/** Answers of an ordinary dossier: one criterion in twenty unanswered, the rest anything. */
function drawAnswers(set: CompiledSet): Answers {
  const answered = set.leaves.filter(() => draw(20) > 0);
  return Object.fromEntries(answered.map(({ code, options }) => [code, 1 + draw(options.length)]));
}

/** Median microseconds of one call, each sample running as many calls as the clock needs. */
function median(calls: number, call: (i: number) => unknown): number {
  for (let i = 0; i < calls * 20; i += 1) call(i);
  const times = Array.from({ length: samples }, (_, sample) => {
    const start = performance.now();
    for (let i = 0; i < calls; i += 1) call(sample * calls + i);
    return ((performance.now() - start) * 1000) / calls;
  });
  return times.toSorted((a, b) => a - b)[samples / 2] ?? NaN;
}

const book = findBook(regime);
if (!book) throw new Error(`no rulebook ${regime}`);
const rules = loadProcedures().councilRulesDefault;
const cases = [...book.compiled.values()].flatMap((set) =>
  Array.from({ length: 8 }, () => ({
    set,
    answers: drawAnswers(set),
    session: {
      members: 15,
      chairPresent: true,
      sheets: Array.from({ length: 15 }, (_, i) => ({
        member: `m${i}`,
        answers: drawAnswers(set),
      })),
    },
  })),
);
type Case = (typeof cases)[number];

function at(i: number): Case {
  const found = cases[i % cases.length];
  if (!found) throw new Error("no case to measure");
  return found;
}

function sumPoints({ set, answers }: Case): number {
  let total = 0;
  for (const leaf of set.leaves) total += leaf.options[(answers[leaf.code] ?? 0) - 1]?.points ?? 0;
  return total;
}

const sum = median(200, (i) => sumPoints(at(i)));
const rows: [what: string, micros: number, limit: number][] = [
  ["score", median(100, (i) => score(at(i).set, at(i).answers)), 20],
  ["council, 15 sheets", median(10, (i) => council(at(i).set, at(i).session, rules)), 400],
  ...[3, 4, 5].map((stars): [string, number, number] => [
    `advise, ${stars} stars`,
    median(4, (i) => advise(at(i).set, at(i).answers, { stars })),
    2000,
  ]),
];

console.log(`Node ${process.versions.node}, ${regime}, median of ${samples} samples`);
console.log(`sum of the points    ${sum.toFixed(2).padStart(8)} µs`);
for (const [what, micros, limit] of rows) {
  const ratio = `${(micros / sum).toFixed(0)} × the sum`;
  const verdict = micros <= limit ? "within" : "ABOVE";
  console.log(
    `${what.padEnd(20)} ${micros.toFixed(2).padStart(8)} µs  ${ratio.padStart(16)}  ${verdict} ${limit} µs`,
  );
}
