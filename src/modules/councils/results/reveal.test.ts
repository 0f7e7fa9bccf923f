import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { leaf } from "#modules/rulebooks/factory.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { council } from "#modules/rulebooks/council.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { arbitraryAnswers } from "#tests/support/oracle/arbitrary-book.ts";
import { smallSet } from "#tests/support/small-set.ts";
import { divergencesOf } from "./diverge.ts";
import { revealOf } from "./reveal.ts";
import { severityOf } from "./severity.ts";

const set = smallSet(
  [leaf("1", [0, 2, 4]), leaf("2", [0, 1, 2, 3, 4, 5]), leaf("3", [0, 9])],
  [0, 5],
);
const sheet = (member: string, one: number, two: number, three: number) => ({
  member,
  answers: { "1": one, "2": two, "3": three },
});

describe("a round laid open", () => {
  test("where the members differ most comes first, among equals where more of them stand apart", () => {
    const { rows } = revealOf(set, [sheet("a", 3, 1, 2), sheet("b", 3, 1, 2), sheet("c", 1, 5, 2)]);
    assert.deepEqual(
      rows.map(({ criterion, spread }) => [criterion, spread]),
      [
        ["1", 4],
        ["2", 4],
        ["3", 0],
      ],
    );
    const apart = revealOf(set, [
      sheet("a", 1, 1, 2),
      sheet("b", 3, 3, 2),
      sheet("c", 3, 5, 2),
      sheet("d", 3, 5, 2),
    ]);
    assert.deepEqual(
      apart.rows.map(({ criterion }) => criterion),
      ["2", "1", "3"],
    );
  });

  test("median stands beside mean, and what nobody answered is no option and no points", () => {
    const { rows, totals, mean, median } = revealOf(set, [
      sheet("a", 3, 6, 2),
      sheet("b", 3, 6, 2),
      { member: "c", answers: { "3": 2 } },
    ]);
    assert.deepEqual(totals, [18, 18, 9]);
    assert.equal(mean, "15.00");
    assert.equal(median, "18.00");
    const second = rows.find(({ criterion }) => criterion === "2");
    assert.deepEqual(second?.cells[2], { option: null, points: 0 });
    assert.equal(second?.mean, "3.33");
    assert.equal(second?.median, "5.00");
  });

  test("of an even number of sheets the median lies between the middle two", () => {
    const { median } = revealOf(set, [sheet("a", 1, 1, 1), sheet("b", 1, 2, 1)]);
    assert.equal(median, "0.50");
  });

  test("points after a confirmed stop, or after the member's own, count nothing", () => {
    const stopped = revealOf(set, [sheet("a", 3, 6, 2), { ...sheet("b", 3, 6, 2), stopAt: "1" }]);
    assert.deepEqual(stopped.totals, [18, 4]);
    assert.deepEqual(revealOf(set, [sheet("a", 3, 6, 2)], "2").totals, [9]);
  });

  test("totals, mean and spread are those of the legal result, for any sheets of any set", () => {
    const book = findBook("26-2026");
    const sets = [...(book?.compiled.values() ?? [])];
    const rules = loadProcedures().councilRulesDefault;
    const round = fc
      .constantFrom(...sets)
      .chain((chosen) =>
        fc.tuple(
          fc.constant(chosen),
          fc.array(arbitraryAnswers(chosen.leaves), { minLength: 1, maxLength: 15 }),
        ),
      );
    fc.assert(
      fc.property(round, ([chosen, answers]) => {
        const sheets = answers.map((one, at) => ({ member: `m${at}`, answers: one }));
        const laid = revealOf(chosen, sheets);
        const legal = council(
          chosen,
          { members: sheets.length, chairPresent: true, sheets },
          { ...rules, decimals: 2, rounding: "halfUp" },
        );
        assert.deepEqual(laid.totals, legal.totals);
        assert.equal(laid.mean, legal.mean);
        assert.equal(laid.spread, legal.spread);
        assert.equal(laid.rows.length, chosen.leaves.length);
        laid.totals.forEach((total, at) =>
          assert.equal(
            laid.rows.reduce((sum, row) => sum + (row.cells[at]?.points ?? NaN), 0),
            total,
          ),
        );
        for (let at = 1; at < laid.rows.length; at += 1)
          assert.ok((laid.rows[at - 1]?.spread ?? 0) >= (laid.rows[at]?.spread ?? 0));
        const [low, high] = [Math.min(...laid.totals), Math.max(...laid.totals)];
        assert.ok(Number(laid.median) >= low && Number(laid.median) <= high);
      }),
      { numRuns: 60 },
    );
  });

  test("the order of the members changes nothing but the order of their columns", () => {
    const sheets = [sheet("a", 1, 6, 2), sheet("b", 2, 3, 1), sheet("c", 3, 1, 2)];
    const one = revealOf(set, sheets);
    const other = revealOf(set, sheets.toReversed());
    assert.deepEqual(
      other.rows,
      one.rows.map((row) => ({ ...row, cells: row.cells.toReversed() })),
    );
  });
});

describe("severity of members", () => {
  test("is the mean distance from the median of the others, with its sign", () => {
    assert.deepEqual(
      severityOf([
        { a: 80, b: 82, c: 90 },
        { a: 60, b: 66, c: 70 },
      ]),
      [
        { member: "a", products: 2, distance: "-7.0" },
        { member: "b", products: 2, distance: "-1.0" },
        { member: "c", products: 2, distance: "+8.0" },
      ],
    );
  });

  test("tells nothing of a product that fewer than three have scored", () => {
    assert.deepEqual(severityOf([{ a: 10, b: 90 }]), [
      { member: "a", products: 0, distance: "0.0" },
      { member: "b", products: 0, distance: "0.0" },
    ]);
  });

  test("moving everybody's totals of a product alike moves nobody's severity", () => {
    const product = fc.record({
      a: fc.nat(100),
      b: fc.nat(100),
      c: fc.nat(100),
      d: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.array(product, { minLength: 1, maxLength: 6 }), fc.nat(50), (all, by) => {
        const moved = all.map((totals) =>
          Object.fromEntries(Object.entries(totals).map(([who, total]) => [who, total + by])),
        );
        assert.deepEqual(severityOf(moved), severityOf(all));
      }),
    );
  });
});

describe("opinions in writing", () => {
  const fine = { needsRescore: false, quorum: true };
  const opinion = (stars: number, proposesRejection = false) => ({ stars, proposesRejection });

  test("agree while all sheets recognise the product, or none does", () => {
    assert.deepEqual(divergencesOf([opinion(3), opinion(4)], fine, 3), []);
    assert.deepEqual(divergencesOf([opinion(1), opinion(2)], fine, 3), []);
  });

  test("diverge by points, by opposing stars, by a proposal to reject, and lack a quorum", () => {
    assert.deepEqual(divergencesOf([opinion(3), opinion(2)], fine, 3), ["stars"]);
    assert.deepEqual(divergencesOf([opinion(3), opinion(3)], { ...fine, needsRescore: true }, 3), [
      "spread",
    ]);
    assert.deepEqual(divergencesOf([opinion(3), opinion(3, true)], fine, 3), ["rejection"]);
    assert.deepEqual(divergencesOf([opinion(3)], { ...fine, quorum: false }, 3), ["quorum"]);
  });
});
