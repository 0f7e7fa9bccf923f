import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arbitraryAnswers } from "#tests/support/oracle/arbitrary-book.ts";
import { findBook, listRegimes } from "./book.server.ts";
import { compareRegimes } from "./compare.ts";
import type { ComparedSet } from "./compare.ts";
import { compileSet } from "./compiled.ts";
import { carryOption, pairCriteria } from "./correspondence.ts";
import type { Criterion, RuleSet } from "./model.ts";
import { score } from "./score.ts";
import { findCandidates } from "./set-mapping.ts";
import { getSetMapping } from "./set-mapping.server.ts";

type Sketch = [label: string, points: number, minStar?: number];

function criterion(code: string, title: string, options: readonly Sketch[]): Criterion {
  return {
    code,
    title,
    max: Math.max(...options.map(([, points]) => points)),
    options: options.map(([label, points, minStar = null], i) => ({
      n: i + 1,
      label,
      points,
      minStar,
    })),
  };
}

function sheet(criteria: readonly Criterion[]): ComparedSet {
  const text: RuleSet = {
    code: "01",
    title: "Bộ",
    verified: true,
    parts: [{ code: "A", title: "Phần A", max: 100, criteria }],
  };
  const bands = [
    { stars: 3, min: 6 },
    { stars: 2, min: 3 },
    { stars: 1, min: 0 },
  ];
  const book = { regime: "r", title: "", decision: "", parts: { A: 100 }, bands, sets: [text] };
  return { text, set: compileSet(book, text) };
}

function shipped(regime: string, code: string): ComparedSet {
  const book = findBook(regime);
  const text = book?.sets.get(code);
  const set = book?.compiled.get(code);
  assert.ok(text && set, `${regime} has set ${code}`);
  return { text, set };
}

function pairCodes(from: ComparedSet, to: ComparedSet): string[] {
  return pairCriteria(from.text, to.text).map((pair) => `${pair.from.code}-${pair.to.code}`);
}

const any: readonly Sketch[] = [["một", 1]];

test("criteria with the same title are paired whatever their codes", () => {
  const from = sheet([criterion("1", "Kế toán", any), criterion("2", "Gia tăng giá trị", any)]);
  const to = sheet([criterion("2", "Kế toán", any), criterion("5", "Gia tăng giá trị", any)]);
  assert.deepEqual(pairCodes(from, to), ["1-2", "2-5"]);
});

test("brackets, abbreviations and longer endings do not hide a title", () => {
  const from = sheet([
    criterion("1", "Tổ chức phân phối", any),
    criterion("2", "Tính năng SX của SP", any),
    criterion("3", "Loại hình tổ chức", any),
    criterion("4", "Chất lượng riêng, khác biệt", any),
  ]);
  const to = sheet([
    criterion("1", "Tổ chức phân phối (gồm kinh doanh, phân phối SP)", any),
    criterion("2", "Tính năng sản xuất của sản phẩm", any),
    criterion("3", "Loại hình tổ chức sản xuất, kinh doanh và cách vận hành hằng ngày", any),
    criterion("4", "Tính độc đáo (chất lượng riêng, khác biệt)", any),
  ]);
  assert.deepEqual(pairCodes(from, to), ["1-1", "2-2", "3-3", "4-4"]);
});

test("titles that share too few words are not paired", () => {
  const from = sheet([
    criterion("1", "Sử dụng lao động địa phương", any),
    criterion("2", "Kế toán", any),
  ]);
  const to = sheet([
    criterion("1", "Trí tuệ, bản sắc địa phương", any),
    criterion("2", "Kế hoạch kinh doanh", any),
  ]);
  assert.deepEqual(pairCodes(from, to), []);
});

test("a title that stands twice in one set pairs with nothing", () => {
  const once = sheet([criterion("1", "Màu sắc", any)]);
  const twice = sheet([criterion("1", "Màu sắc", any), criterion("2", "Màu sắc", any)]);
  assert.deepEqual(pairCodes(once, twice), []);
  assert.deepEqual(pairCodes(twice, once), []);
});

test("a leaf alone in its group may go by the title of the group, one among several may not", () => {
  const leaf = criterion("8.1", "Chất lượng riêng của vùng", any);
  const grouped = (criteria: readonly Criterion[]): ComparedSet =>
    sheet([{ code: "8", title: "Tính độc đáo", max: 1, criteria }]);
  const to = sheet([criterion("7", "Tính độc đáo", any)]);
  assert.deepEqual(pairCodes(grouped([leaf]), to), ["8.1-7"]);
  assert.deepEqual(pairCodes(grouped([leaf, criterion("8.2", "Khác", any)]), to), []);
});

test("an answer is carried to the option that says the same, wherever it stands and whatever it scores", () => {
  const pair = {
    from: {
      ...criterion("1", "", []),
      options: [{ n: 1, label: "Có bộ phận quản lý SP", points: 3 }],
    },
    to: {
      ...criterion("1", "", []),
      options: [
        { n: 1, label: "Không quản lý", points: 0 },
        { n: 2, label: "Bộ phận quản lý các sản phẩm", points: 2 },
      ],
    },
  };
  assert.equal(carryOption(pair, 1), 2);
  assert.equal(carryOption(pair, 2), null);
});

test("another number, place, sign or word of doubt is another option", () => {
  const said = (from: string, to: string): number | null =>
    carryOption(
      {
        from: { ...criterion("1", "", []), options: [{ n: 1, label: from, points: 1 }] },
        to: { ...criterion("1", "", []), options: [{ n: 1, label: to, points: 1 }] },
      },
      1,
    );
  assert.equal(said("Lao động tại chỗ (cấp huyện) ≥ 75%", "Lao động tại chỗ (cấp xã) ≥ 75%"), null);
  assert.equal(said("Vốn cộng đồng < 51%", "Vốn cộng đồng ≥ 51%"), null);
  assert.equal(said("Từ 50% đến 75%", "Từ 50% đến dưới 75%"), null);
  assert.equal(said("Có kế toán", "Không có kế toán"), null);
  assert.equal(said("Trên tờ rơi và website", "Trên tờ rơi"), null);
  assert.equal(said("Đặc sản của vùng", "Đặc phẩm của vùng"), null);
  assert.equal(said("Cấp xã: từ 50% đến 75%", "cấp xã, từ 50 % đến 75%"), 1);
});

test("an option that either set says twice is not carried", () => {
  const twice = criterion("1", "Giá", [
    ["Như nhau", 1],
    ["Như nhau", 2],
  ]);
  const once = criterion("1", "Giá", [["Như nhau", 1]]);
  assert.deepEqual(compareRegimes(sheet([twice]), sheet([once]), { "1": 1 }).carried, {});
  assert.deepEqual(compareRegimes(sheet([once]), sheet([twice]), { "1": 1 }).carried, {});
});

test("the comparison lists what is carried, open, new and gone, and the range that is left", () => {
  const from = sheet([
    criterion("1", "Kế toán", [
      ["Không", 0],
      ["Đủ sổ sách", 1],
    ]),
    criterion("2", "Bao bì", [
      ["Tốt", 2],
      ["Rất tốt", 5],
    ]),
    criterion("3", "Quảng bá", [
      ["Ít", 1],
      ["Nhiều", 3, 3],
    ]),
    criterion("4", "Nhãn hiệu", [
      ["Không", 0],
      ["Đã đăng ký", 2],
    ]),
  ]);
  const to = sheet([
    criterion("1", "Nhãn song ngữ", [
      ["Không", 0],
      ["Đủ", 1],
    ]),
    criterion("2", "Quảng bá", [
      ["Không", 0],
      ["Nhiều", 2, 2],
      ["Rất nhiều", 3],
    ]),
    criterion("3", "Bao bì", [
      ["Đạt", 2],
      ["Vượt trội", 5],
    ]),
    criterion("4", "Nhãn hiệu", [
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
