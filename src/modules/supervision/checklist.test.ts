import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { askedCriteria } from "#modules/dossiers/filing/criteria.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { criteriaItems, recheckItems, ruleItems } from "./checklist.ts";
import { loadChecklistRules } from "./checklist-rules.server.ts";

const book = findBook("26-2026");
const set = book?.sets.get("01");
const compiled = book?.compiled.get("01");
if (!book || !set || !compiled) throw new Error("no set to look at");
const { levels, leafByCode } = compiled;
const leaves = askedCriteria(set).map(({ leaf }) => leaf);
const ground = { compiled, leaves, decision: book.rulebook.decision };

describe("criteria that the star stands on", () => {
  test("without a council's sheets are the least that the recognised star asks for", () => {
    const three = criteriaItems({ ...ground, sheets: null, stars: 3 });
    const five = criteriaItems({ ...ground, sheets: null, stars: 5 });
    assert.ok(three.length > 0 && three.every(({ isGate }) => isGate));
    assert.ok(five.length >= three.length);
    const level = levels.findIndex(({ stars }) => stars === 3);
    for (const { code, expects } of three) {
      const leaf = leaves.find((one) => `criterion:${one.code}` === code);
      const least = leafByCode.get(leaf?.code ?? "")?.gateAt[level]?.[0]?.needs ?? 0;
      assert.equal(expects, leaf?.options[least - 1]?.label);
    }
  });

  test("with sheets are what more than half of the counted ones reached", () => {
    const sheet = (member: string, option: number, more = {}) => ({
      member,
      answers: { "1.1": option },
      ...more,
    });
    const expects = (sheets: readonly ReturnType<typeof sheet>[]) =>
      criteriaItems({ ...ground, sheets, stars: 3 }).find(({ code }) => code === "criterion:1.1")
        ?.expects;
    const label = (n: number) => leaves.find(({ code }) => code === "1.1")?.options[n - 1]?.label;
    assert.equal(expects([sheet("a", 3), sheet("b", 3), sheet("c", 1)]), label(3));
    // Two against two: not more than half reached the third.
    assert.equal(expects([sheet("a", 3), sheet("b", 3), sheet("c", 1), sheet("d", 2)]), label(2));
    assert.equal(
      expects([sheet("a", 1), sheet("b", 3, { recused: true }), sheet("c", 3, { present: false })]),
      label(1),
    );
  });

  test("never ask for more than the sheets gave, whatever they gave", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 9 }),
        (options) => {
          const sheets = options.map((option, at) => ({
            member: `m${at}`,
            answers: { "1.1": option },
          }));
          const item = criteriaItems({ ...ground, sheets, stars: 3 }).find(
            ({ code }) => code === "criterion:1.1",
          );
          const n = leaves
            .find(({ code }) => code === "1.1")
            ?.options.find(({ label }) => label === item?.expects)?.n;
          assert.ok(n !== undefined);
          assert.ok(options.filter((option) => option >= n).length > options.length / 2);
        },
      ),
    );
  });
});

test("every rule of the shipped file has a source, and one that was only quoted says so", () => {
  const items = ruleItems(loadChecklistRules());
  assert.equal(new Set(items.map(({ code }) => code)).size, items.length);
  for (const { code, group } of items) assert.ok(code.startsWith(`${group}:`), code);
  assert.match(
    items.find(({ code }) => code === "mark:template")?.source ?? "",
    /1162.*cần đối chiếu/,
  );
  assert.doesNotMatch(items.find(({ code }) => code === "mark:others")?.source ?? "", /trích dẫn/);
});

test("a recheck looks at the open findings and nothing else", () => {
  assert.deepEqual(
    recheckItems([{ id: "f1", title: "Nhãn", demand: "Sửa nhãn", found: "Thiếu địa chỉ" }]),
    [
      {
        code: "finding:f1",
        group: "remedy",
        title: "Nhãn",
        expects: "Sửa nhãn",
        isGate: false,
        source: "Lần kiểm tra trước ghi: Thiếu địa chỉ",
      },
    ],
  );
});
