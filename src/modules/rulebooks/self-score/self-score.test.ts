import assert from "node:assert/strict";
import { test } from "node:test";
import { findBook } from "../book.server.ts";
import { compareRegimes } from "../compare.ts";
import { compileSet } from "../compiled.ts";
import { group, leaf, part, rulebook } from "../factory.ts";
import type { RuleSet } from "../model.ts";
import { withTitles } from "../titles.ts";
import { comparisonView } from "./comparison.ts";
import { confirmablesOf, verdictOf } from "./confirmations.ts";
import { readCostForm, readForm } from "./form.ts";
import { resultView } from "./result.ts";

/** One set with a ground, a rejecting note, two stops, a gate and a condition. */
const book = rulebook(
  [
    part("A", [
      group("1", [
        leaf("1.1", [0, [10, 3], 40], { notes: [{ kind: "reject", text: "nhập khẩu" }] }),
        leaf("1.2", [0, 20], {
          notes: [
            { kind: "hint", text: "ghi chú" },
            { kind: "stop", text: "tạp chất" },
          ],
        }),
      ]),
    ]),
    part("B", [
      leaf("2", [0, 20], { notes: [{ kind: "stop", text: "sai phép" }] }),
      leaf("3", [0, [20, 4]], { appliesWhen: { criterion: "2", pointsAtLeast: 1 } }),
    ]),
  ],
  { set: { rejectWhen: ["Giả mạo hồ sơ"] } },
);
const set = book.sets[0] as RuleSet;
const compiled = compileSet(book, set);

function form(entries: Record<string, string | readonly string[]>): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(entries))
    for (const value of [values].flat()) data.append(name, value);
  return data;
}

test("grounds of the set and binding notes can be confirmed; hints cannot", () => {
  assert.deepEqual(
    confirmablesOf(set).map(({ key, kind }) => [key, kind]),
    [
      ["/0", "reject"],
      ["1.1/0", "reject"],
      ["1.2/1", "stop"],
      ["2/0", "stop"],
    ],
  );
});

test("a confirmed ground rejects; of several stops the first in the sheet holds", () => {
  const verdict = (...keys: string[]) => verdictOf(confirmablesOf(set), compiled, keys);
  assert.deepEqual(verdict(), { rejected: false, stopAt: null });
  assert.deepEqual(verdict("/0"), { rejected: true, stopAt: null });
  assert.deepEqual(verdict("2/0", "1.2/1"), { rejected: false, stopAt: "1.2" });
  assert.deepEqual(verdict("1.1/7", "__proto__"), { rejected: false, stopAt: null });
});

test("a posted form gives its answers, confirmations and names", () => {
  const posted = readForm(
    form({
      "answers.1.1": "2",
      "answers.2": "2",
      confirmed: ["2/0", "9/9"],
      product: "  Chè \n dây\u0000 ",
    }),
    set,
    compiled,
  );
  assert.deepEqual(posted.errors, {});
  assert.deepEqual(posted.values, {
    answers: { "1.1": 2, "2": 2 },
    confirmed: ["2/0"],
    product: "Chè dây",
    producer: null,
  });
});

test("a wrong value is named beside its field, and the rest is kept", () => {
  const posted = readForm(
    form({ "answers.1.1": "9", "answers.2": "2", "answers.3": "1.5", product: "x".repeat(201) }),
    set,
    compiled,
  );
  assert.deepEqual(Object.keys(posted.errors), ["answers.1.1", "answers.3", "product"]);
  assert.deepEqual(posted.values.answers, { "2": 2 });
  assert.equal(posted.values.product?.length, 201);
});

test("an empty form is asked for one answer, at the first criterion", () => {
  const { errors } = readForm(form({}), set, compiled);
  assert.deepEqual(Object.keys(errors), ["answers.1.1"]);
});

test("costs are read as people write numbers, and a wrong one is named", () => {
  const { costs, errors } = readCostForm(
    form({
      "costs.1.1#2": "1.500",
      "costs.1.2#2": "2,5",
      "costs.2#2": " 12 ",
      "costs.3#2": "",
      "costs.1.1#3": "-1",
      intent: "costs",
    }),
  );
  assert.deepEqual(costs, { "1.1#2": 1500, "1.2#2": 2.5, "2#2": 12 });
  assert.deepEqual(Object.keys(errors), ["costs.1.1#3"]);
  assert.deepEqual(readCostForm(form({ "costs.2#2": "9".repeat(400) })).costs, {});
});

test("the result says what holds the product back, in words", () => {
  const view = resultView(set, compiled, {
    answers: { "1.1": 1, "1.2": 2, "2": 2 },
    confirmed: [],
  });
  assert.equal(view.score.total, 40);
  assert.equal(view.score.stars, 2);
  assert.deepEqual(view.holding, [
    { criterion: "1.1", title: "criterion 1.1", stars: 3, needs: "option 2", has: "option 1" },
  ]);
  assert.deepEqual(view.unanswered, [{ code: "3", title: "criterion 3" }]);
  assert.deepEqual(
    view.ways.map(({ stars, reachable }) => [stars, reachable]),
    [
      [3, true],
      [4, true],
      [5, true],
    ],
  );
});

test("each step says whether a gate forces it, and what it brings", () => {
  const view = resultView(set, compiled, { answers: { "1.1": 1, "1.2": 2 }, confirmed: [] });
  const four = view.ways.find(({ stars }) => stars === 4);
  assert.deepEqual(
    four?.steps.map(({ criterion, forcedFor, brings, gain }) => [
      criterion,
      forcedFor,
      brings,
      gain,
    ]),
    [
      ["1.1", [3], [], 10],
      ["2", [4], ["3"], 20],
      ["3", [4], [], 20],
    ],
  );
  assert.equal(four?.total, 70);
});

test("own costs change the way", () => {
  const answers = { "1.1": 2, "1.2": 1 };
  const to3 = (costs: Record<string, number>) =>
    resultView(set, compiled, { answers, confirmed: [], costs })
      .ways.find(({ stars }) => stars === 3)
      ?.steps.map(({ criterion, n }) => `${criterion}#${n}`);
  assert.deepEqual(to3({ "1.1#3": 1, "2#2": 100, "3#2": 100, "1.2#2": 2 }), ["1.1#3", "1.2#2"]);
  assert.deepEqual(to3({ "1.1#3": 500, "2#2": 1, "3#2": 1, "1.2#2": 500 }), ["2#2", "3#2"]);
});

test("a rejected dossier is shown no way up", () => {
  const view = resultView(set, compiled, { answers: { "1.1": 3 }, confirmed: ["/0"] });
  assert.equal(view.score.stars, 0);
  assert.deepEqual(view.ways, []);
});

test("a comparison sorts every criterion of both sets into one list each", () => {
  const from = findBook("26-2026");
  const to = findBook("148-2023");
  const [a, b] = [from, to].map((other) => withTitles(other?.sets.get("07") as RuleSet));
  const [ca, cb] = [from?.compiled.get("07"), to?.compiled.get("07")];
  assert.ok(a && b && ca && cb);
  const answers = Object.fromEntries(ca.leaves.map(({ code }) => [code, 1]));
  const comparison = compareRegimes({ text: a, set: ca }, { text: b, set: cb }, answers);
  const view = comparisonView(comparison, a, b);
  const listed = [...view.ask, ...view.changed, ...view.same, ...view.gone];
  assert.equal(listed.length, comparison.criteria.length);
  assert.equal(view.ask.length, comparison.needsAnswer.length);
  assert.ok(listed.every(({ title }) => title !== ""));
  assert.ok(view.same.every(({ from: was, to: is }) => was?.points === is?.points));
});
