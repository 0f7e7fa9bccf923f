import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arbitraryAnswers } from "#tests/support/oracle/arbitrary-book.ts";
import { worded, wordedSet } from "#tests/support/titled-set.ts";
import { findBook, listRegimes } from "./book.server.ts";
import { compareRegimes } from "./compare.ts";
import type { ComparedSet } from "./compare.ts";
import { score } from "./score.ts";
import { findCandidates } from "./set-mapping.ts";
import { getSetMapping } from "./set-mapping.server.ts";

function shipped(regime: string, code: string): ComparedSet {
  const book = findBook(regime);
  const text = book?.sets.get(code);
  const set = book?.compiled.get(code);
  assert.ok(text && set, `${regime} has set ${code}`);
  return { text, set };
}

test("the comparison lists what is carried, open, new and gone, and the range that is left", () => {
  const from = wordedSet([
    worded("1", "Kế toán", [
      ["Không", 0],
      ["Đủ sổ sách", 1],
    ]),
    worded("2", "Bao bì", [
      ["Tốt", 2],
      ["Rất tốt", 5],
    ]),
    worded("3", "Quảng bá", [
      ["Ít", 1],
      ["Nhiều", 3, 3],
    ]),
    worded("4", "Nhãn hiệu", [
      ["Không", 0],
      ["Đã đăng ký", 2],
    ]),
  ]);
  const to = wordedSet([
    worded("1", "Nhãn song ngữ", [
      ["Không", 0],
      ["Đủ", 1],
    ]),
    worded("2", "Quảng bá", [
      ["Không", 0],
      ["Nhiều", 2, 2],
      ["Rất nhiều", 3],
    ]),
    worded("3", "Bao bì", [
      ["Đạt", 2],
      ["Vượt trội", 5],
    ]),
    worded("4", "Nhãn hiệu", [
      ["Không", 0],
      ["Đã đăng ký", 2],
    ]),
  ]);
  const result = compareRegimes(from, to, { "1": 2, "2": 2, "3": 2 });
  assert.equal(result.from.total, 9);
  assert.deepEqual(result.carried, { "2": 2 });
  assert.deepEqual(result.needsAnswer, ["1", "3", "4"]);
  assert.deepEqual([result.least.total, result.least.stars], [2, 1]);
  assert.deepEqual([result.most.total, result.most.stars], [10, 3]);
  assert.deepEqual(
    result.criteria.map((c) => [
      c.outcome,
      c.from?.code ?? null,
      c.to?.code ?? null,
      c.sameMax,
      c.sameGates,
    ]),
    [
      ["new", null, "1", false, false],
      ["carried", "3", "2", true, false],
      ["open", "2", "3", true, true],
      ["open", "4", "4", true, true],
      ["gone", "1", null, false, false],
    ],
  );
  assert.deepEqual(result.criteria[1], {
    outcome: "carried",
    from: { code: "3", max: 3, chosen: 2, points: 3, gates: [{ stars: 3, needs: 2, points: 3 }] },
    to: { code: "2", max: 3, chosen: 2, points: 2, gates: [{ stars: 2, needs: 2, points: 2 }] },
    sameGates: false,
    sameMax: true,
  });
  assert.equal(result.criteria[2]?.to?.chosen, null);
});

test("of open criteria the best option is expected, the lower one of two as good", () => {
  const to = wordedSet([
    worded("1", "Kế toán", [
      ["Không", 0],
      ["Đủ", 3],
      ["Như cũ", 3],
      ["Khác", 1],
    ]),
  ]);
  assert.equal(compareRegimes(to, to, {}).most.total, 3);
  const gated = wordedSet([
    worded("1", "Kế toán", [
      ["Không", 0],
      ["Đủ", 6, 2],
      ["Như cũ", 6, 3],
    ]),
  ]);
  assert.equal(compareRegimes(gated, gated, {}).most.stars, 3);
});

test("another maximum and other gates are told apart, listed gates only once a level", () => {
  const before = wordedSet([
    worded("1", "Kế toán", [
      ["Không", 0],
      ["Đủ", 2, 2],
      ["Đủ, có kiểm toán", 3, 2],
    ]),
  ]);
  const after = wordedSet([
    worded("1", "Kế toán", [
      ["Không", 0],
      ["Đủ", 2, 3],
    ]),
  ]);
  const [row] = compareRegimes(before, after, { "1": 2 }).criteria;
  assert.equal(row?.sameMax, false);
  assert.equal(row?.sameGates, false);
  assert.deepEqual(row?.from?.gates, [{ stars: 2, needs: 2, points: 2 }]);
  assert.deepEqual(row?.to?.gates, [{ stars: 3, needs: 2, points: 2 }]);
});

test("a set compared with itself carries every answer whose wording is its own", () => {
  const vegetables = shipped("26-2026", "01");
  const answers = Object.fromEntries(vegetables.set.leaves.map(({ code }) => [code, 1]));
  const { carried, needsAnswer, from, least, most } = compareRegimes(
    vegetables,
    vegetables,
    answers,
  );
  assert.deepEqual(carried, answers);
  assert.deepEqual(needsAnswer, []);
  assert.deepEqual(least, from);
  assert.deepEqual(most, from);
});

test("whatever the open criteria are answered, the result stays within the range", () => {
  const [from, to] = [shipped("148-2023", "26"), shipped("26-2026", "26")];
  fc.assert(
    fc.property(
      arbitraryAnswers(from.set.leaves),
      arbitraryAnswers(to.set.leaves),
      (answers, later) => {
        const { carried, least, most } = compareRegimes(from, to, answers);
        const result = score(to.set, { ...later, ...carried });
        assert.ok(least.total <= result.total && result.total <= most.total);
        assert.ok(least.stars <= result.stars && result.stars <= most.stars);
      },
    ),
    { numRuns: 40 },
  );
});

test("the law of 2026 asks a vegetable grower for what the law of 2023 did not", () => {
  const [from, to] = [shipped("148-2023", "01"), shipped("26-2026", "01")];
  const full = Object.fromEntries(
    from.set.leaves.map(({ code, options }) => [code, options.length]),
  );
  const result = compareRegimes(from, to, full);
  assert.equal(result.from.stars, 5);
  const fresh = result.criteria
    .filter(({ outcome }) => outcome === "new")
    .map(({ to: side }) => side?.code);
  assert.deepEqual(fresh, ["1.2", "2.4", "9"]);
  assert.ok(result.needsAnswer.includes("3.3"), "labour is now counted within the commune");
  assert.ok(result.least.stars < 5 && result.most.stars === 5);
});

test("every shipped set has its line in the mapping, and every line names shipped sets", () => {
  const mapping = getSetMapping();
  const named = new Set(
    mapping.kinds.flatMap(({ sets }) => Object.entries(sets).map((e) => e.join("/"))),
  );
  const sets = listRegimes().flatMap((regime) =>
    [...(findBook(regime)?.sets.keys() ?? [])].map((c) => `${regime}/${c}`),
  );
  assert.deepEqual([...named].sort(), sets.sort());
});

test("a split set offers every candidate with its reasons, an abolished one none", () => {
  const mapping = getSetMapping();
  const candidates = (regime: string, set: string, to: string): string[] =>
    findCandidates(mapping, { regime, set }, to).map((candidate) => candidate.set);
  assert.deepEqual(candidates("148-2023", "01", "26-2026"), ["01"]);
  assert.deepEqual(candidates("1048-2019", "15", "26-2026"), ["01"]);
  assert.deepEqual(candidates("1048-2019", "11", "26-2026"), ["04", "08"]);
  assert.deepEqual(candidates("148-2023", "08", "1048-2019"), ["11", "04", "05"]);
  assert.deepEqual(candidates("1048-2019", "22", "26-2026"), []);
  assert.deepEqual(candidates("26-2026", "23", "1048-2019"), []);
  const [fish] = findCandidates(mapping, { regime: "148-2023", set: "02" }, "26-2026");
  assert.equal(fish?.reasons.length, 2);
});
