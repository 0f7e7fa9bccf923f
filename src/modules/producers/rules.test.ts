import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { producerKinds, type ProducerKind } from "./model.ts";
import {
  countsForRepresentative,
  formFaults,
  futureFault,
  localLabourPercent,
  normaliseTaxCode,
  profitGrowth,
  taxCheckDigit,
  type YearFacts,
  yearFaults,
} from "./rules.ts";

const nine = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, "0"));

test("a tax code holds by its check digit, with or without a branch", () => {
  for (const code of ["0100109106", "0300588569"])
    assert.equal(normaliseTaxCode(code, "company"), code, code);
  assert.equal(normaliseTaxCode("0100109106-001", "company"), "0100109106-001");
  assert.equal(normaliseTaxCode(" 0100109106 012 ", "company"), "0100109106-012");
  for (const wrong of ["0100109107", "010010910", "01001091060", "0100109106-000", "abc", ""])
    assert.equal(normaliseTaxCode(wrong, "company"), null, wrong);
});

test("one wrong digit, or two neighbours changed about, is always noticed where the weights can tell", () => {
  fc.assert(
    fc.property(nine, fc.nat(8), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
      const digit = taxCheckDigit(code);
      fc.pre(digit !== null);
      const changed = Array.from(code);
      changed[at] = String((Number(changed[at]) + by) % 10);
      // 11 is prime and divides no weight, so no single change keeps the sum.
      assert.equal(normaliseTaxCode(changed.join("") + digit, "company"), null);
      assert.equal(normaliseTaxCode(code + digit, "company"), code + digit);
    }),
  );
});

test("only a household or farm may give the owner's personal number in place of a tax code", () => {
  for (const kind of Object.keys(producerKinds) as ProducerKind[])
    assert.equal(
      normaliseTaxCode("019 088 001234", kind),
      kind === "household" || kind === "farm" ? "019088001234" : null,
      kind,
    );
});

const form = { companyForm: null, isTourism: false, taxCode: null, communityCapitalPercent: null };

test("associations and operating centres file for tourism services only", () => {
  for (const kind of Object.keys(producerKinds) as ProducerKind[]) {
    const companyForm = kind === "company" ? ("limited" as const) : null;
    const faults = formFaults({ ...form, companyForm, kind });
    assert.equal("kind" in faults, producerKinds[kind].tourismOnly, kind);
    assert.deepEqual(formFaults({ ...form, companyForm, kind, isTourism: true }), {}, kind);
  }
  assert.ok("companyForm" in formFaults({ ...form, kind: "company" }));
  assert.ok("companyForm" in formFaults({ ...form, kind: "farm", companyForm: "limited" }));
});

test("what has happened cannot lie after today", () => {
  assert.equal(futureFault("2026-11-22", "2026-11-22"), null);
  assert.match(futureFault("2026-11-23", "2026-11-22") ?? "", /tương lai/);
  assert.equal(futureFault(null, "2026-11-22"), null);
});

test("one ground is enough for criterion 3.2, and what is not declared is not a no", () => {
  const facts = { sex: null, ethnicity: null, isDisabled: null };
  assert.equal(countsForRepresentative({ ...facts, sex: "female" }), true);
  assert.equal(countsForRepresentative({ ...facts, ethnicity: "Tày" }), true);
  assert.equal(countsForRepresentative({ ...facts, isDisabled: true }), true);
  assert.equal(
    countsForRepresentative({ sex: "male", ethnicity: "Kinh", isDisabled: false }),
    false,
  );
  assert.equal(countsForRepresentative({ ...facts, sex: "male", ethnicity: "Kinh" }), null);
});

const year = (of: number, more: Partial<YearFacts> = {}): YearFacts => ({
  year: of,
  labour: null,
  localLabour: null,
  communeMaterialPercent: null,
  provinceMaterialPercent: null,
  profit: null,
  cooperativeGrade: null,
  ...more,
});

test("figures that contradict themselves come back beside their field", () => {
  const now = "2026-11-22";
  assert.deepEqual(yearFaults(year(2026), now), {});
  assert.deepEqual(Object.keys(yearFaults(year(2027), now)), ["year"]);
  assert.deepEqual(Object.keys(yearFaults(year(2026, { labour: 3, localLabour: 4 }), now)), [
    "localLabour",
  ]);
  assert.deepEqual(Object.keys(yearFaults(year(2026, { localLabour: 4 }), now)), ["labour"]);
  assert.deepEqual(
    Object.keys(
      yearFaults(year(2026, { communeMaterialPercent: "80", provinceMaterialPercent: "9.5" }), now),
    ),
    ["communeMaterialPercent"],
  );
});

test("the share of local workers is never rounded up to a threshold", () => {
  assert.equal(localLabourPercent({ labour: 4, localLabour: 3 }), "75.00");
  assert.equal(localLabourPercent({ labour: 100_000, localLabour: 74_999 }), "74.99");
  assert.equal(localLabourPercent({ labour: 0, localLabour: 0 }), null);
  assert.equal(localLabourPercent({ labour: 5, localLabour: null }), null);
});

test("growth counts back from the year before the evaluation, and a gap ends the count", () => {
  const known = (...profits: (number | null)[]) =>
    profits.map((profit, at) => year(2025 - at, { profit }));
  assert.equal(profitGrowth(known(30, 20, 10), 2026), 2);
  assert.equal(profitGrowth(known(30, 20, 25), 2026), 1);
  assert.equal(profitGrowth(known(30, 20, null), 2026), 1);
  assert.equal(profitGrowth(known(20, 20, 10), 2026), 0);
  assert.equal(profitGrowth(known(-5, -9), 2026), 1);
  assert.equal(profitGrowth(known(30, null), 2026), null);
});
