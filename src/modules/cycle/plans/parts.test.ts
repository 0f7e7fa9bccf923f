import assert from "node:assert/strict";
import { test } from "node:test";
import type { AppError } from "#core/errors.ts";
import { cashFlow } from "./finance.ts";
import { planSteps, next, type PlanStep } from "./states.ts";
import { planStateNames } from "./model.ts";
import { type Boxes, readPart } from "./part-inputs.ts";
import { contentOf, financeOf, type FinanceData, missingIn } from "./parts.ts";

const faultsOf = (part: Parameters<typeof readPart>[0], boxes: Boxes) => {
  try {
    readPart(part, boxes);
  } catch (error) {
    return (error as AppError).fields;
  }
  return {};
};

const typed = {
  firstYear: "2026",
  unit: "gói 500 g",
  price: "60.000",
  "volume.0": "7.000",
  "volume.1": "10000",
  "unitCost.0.name": "Nguyên liệu",
  "unitCost.0.amount": "40 nghìn",
  "yearlyCost.1.name": "Lương",
  "yearlyCost.1.amount": "90 triệu",
  "investment.0.name": "Máy sấy",
  "investment.0.amount": "1,25 triệu",
  "investment.0.year": "2",
  "investment.0.source": "support",
};

test("amounts typed as people write them are read to the đồng", () => {
  const data = readPart("finance", typed) as FinanceData;
  assert.deepEqual(data, {
    firstYear: 2026,
    unit: "gói 500 g",
    price: "60000",
    volumes: ["7000", "10000"],
    unitCosts: [{ name: "Nguyên liệu", amount: "40000" }],
    yearlyCosts: [{ name: "Lương", amount: "90000000" }],
    otherIncome: [],
    investments: [{ name: "Máy sấy", amount: "1250000", year: 2, source: "support" }],
  });
  const flows = cashFlow(financeOf(data) ?? assert.fail());
  assert.deepEqual(
    flows.map(({ flow }) => flow),
    [50_000_000n, 108_750_000n],
  );
});

test("what cannot be an amount is refused beside its box, in words that help", () => {
  const faults = faultsOf("finance", {
    ...typed,
    price: "-5.000",
    "volume.1": "",
    "volume.2": "3,5",
    "unitCost.0.amount": "9.000.000.000.000.001",
    "unitCost.1.amount": "5.000",
    "yearlyCost.1.amount": "",
    "investment.0.year": "4",
  });
  assert.match(faults["price"] ?? "", /không được âm/);
  assert.match(faults["volume.1"] ?? "", /năm thứ 2/);
  assert.match(faults["volume.2"] ?? "", /số nguyên/);
  assert.match(faults["unitCost.0.amount"] ?? "", /quá lớn/);
  assert.match(faults["unitCost.1.name"] ?? "", /tên/);
  assert.match(faults["yearlyCost.1.amount"] ?? "", /số tiền/);
  assert.match(faults["investment.0.year"] ?? "", /3 năm/);
});

test("a part keeps what it asks for and refuses what it does not", () => {
  assert.match(faultsOf("production", { state: "chosen" })["form"] ?? "", /mục lạ/);
  assert.match(faultsOf("target", { stars: "2" })["stars"] ?? "", /3, 4 hoặc 5/);
  assert.ok(faultsOf("standards", { aimed: ["haccp", "kosher"] })["aimed"]);
  assert.deepEqual(readPart("standards", { aimed: "haccp" }), {
    aimed: ["haccp"],
    other: null,
    roadmap: null,
  });
});

test("a plan lacks what it must say until it says it", () => {
  assert.deepEqual(
    [...new Set(missingIn(contentOf([])).map(({ part }) => part))],
    ["production", "market", "finance", "target"],
  );
  const whole = contentOf([
    { part: "production", data: { materials: "a", process: "b", capacity: "c", staff: "d" } },
    { part: "market", data: { customers: "a", channels: "b" } },
    { part: "finance", data: readPart("finance", typed) },
    { part: "target", data: { stars: "4", goal: "a" } },
  ]);
  assert.deepEqual(missingIn(whole), []);
  assert.equal(financeOf({ ...whole.finance, price: null }), null);
});

test("steps lead where the table says, and nothing leaves an end", () => {
  const ways = Object.keys(planSteps).flatMap((step) =>
    planStateNames.flatMap((state) => {
      const to = next(step as PlanStep, state);
      return to === null || to === state ? [] : [`${state} ${step} ${to}`];
    }),
  );
  assert.deepEqual(ways.toSorted(), [
    "chosen complete completed",
    "draft file filed",
    "draft withdraw withdrawn",
    "filed choose chosen",
    "filed decline notChosen",
    "filed return returned",
    "filed withdraw withdrawn",
    "returned file filed",
    "returned withdraw withdrawn",
  ]);
});
