import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { addDays, dayNumber, dayOfNumber } from "#core/calendar/day.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import {
  expiryOf,
  isInForce,
  lastDayOf,
  type Life,
  longestExtension,
  productCode,
  renewalDays,
  renewalProcedure,
  stateOn,
} from "./rules.ts";

const procedures = loadProcedures();
const procedure = procedures.regimes["26-2026"];
assert.ok(procedure);
const someDay = fc
  .integer({ min: dayNumber("2015-01-01"), max: dayNumber("2060-12-31") })
  .map(dayOfNumber);

const life = (changed: Partial<Life> = {}): Life => ({
  recognisedOn: "2026-06-15",
  expiresOn: "2029-06-15",
  extendedUntil: null,
  revokedOn: null,
  replacedOn: null,
  ...changed,
});

describe("the last day of a certificate", () => {
  test("has the number of the day that it was signed on, 36 months later", () => {
    assert.equal(expiryOf("2026-06-15", procedure), "2029-06-15");
    assert.equal(expiryOf("2026-12-31", procedure), "2029-12-31");
  });

  test("is the last one of the month where that month has no such day", () => {
    assert.equal(expiryOf("2028-02-29", procedure), "2031-02-28");
    assert.equal(lastDayOf("2026-01-31", 1), "2026-02-28");
    assert.equal(lastDayOf("2027-08-31", 6), "2028-02-29");
    assert.equal(lastDayOf("2025-02-28", 36), "2028-02-28");
  });

  test("keeps year, month and day apart as the months are counted, whatever the day", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 600 }), (from, months) => {
        const to = lastDayOf(from, months);
        const [y = 0, m = 0, d = 0] = from.split("-").map(Number);
        const [toY = 0, toM = 0, toD = 0] = to.split("-").map(Number);
        assert.equal(toY * 12 + toM, y * 12 + m + months);
        assert.ok(toD <= d);
        // A shorter day only at the end of a shorter month.
        if (toD < d) assert.equal(addDays(to, 1).slice(8), "01");
      }),
    );
  });

  test("never comes earlier for a later signature", () => {
    fc.assert(
      fc.property(someDay, fc.nat({ max: 60 }), (from, more) => {
        assert.ok(lastDayOf(from, 36) <= lastDayOf(addDays(from, more), 36));
      }),
    );
  });

  test("is refused for what is no day and no whole number of months", () => {
    assert.throws(() => lastDayOf("2026-02-30", 36), RangeError);
    assert.throws(() => lastDayOf("2026-02-03", 1.5), RangeError);
    assert.throws(() => lastDayOf("2026-02-03", -1), RangeError);
  });
});

describe("the state of a recognition", () => {
  const on = (day: string, changed: Partial<Life> = {}) => stateOn(life(changed), day, procedure);

  test("turns at the very days that the law names", () => {
    assert.equal(on("2026-06-14"), null);
    assert.equal(on("2026-06-15"), "valid");
    assert.equal(on(addDays("2029-06-15", -181)), "valid");
    assert.equal(on(addDays("2029-06-15", -180)), "expiring");
    assert.equal(on("2029-06-15"), "expiring");
    assert.equal(on("2029-06-16"), "expired");
    assert.equal(on("2029-06-16", { extendedUntil: "2029-12-12" }), "extended");
    assert.equal(on("2029-12-12", { extendedUntil: "2029-12-12" }), "extended");
    assert.equal(on("2029-12-13", { extendedUntil: "2029-12-12" }), "expired");
    assert.equal(longestExtension("2029-06-15", procedure), "2029-12-12");
  });

  test("is revoked from the day of the revocation on, whatever else holds", () => {
    const revoked = { revokedOn: "2027-01-10", replacedOn: "2027-01-05" };
    assert.equal(on("2027-01-04", revoked), "valid");
    assert.equal(on("2027-01-05", revoked), "replaced");
    assert.equal(on("2027-01-10", revoked), "revoked");
    assert.equal(on("2040-01-10", revoked), "revoked");
  });

  test("is never in force after the last day, a revocation or a replacement", () => {
    const maybe = fc.option(someDay, { nil: null });
    fc.assert(
      fc.property(someDay, someDay, maybe, maybe, maybe, (from, day, ext, revoked, replaced) => {
        const row: Life = {
          recognisedOn: from,
          expiresOn: lastDayOf(from, 36),
          extendedUntil: ext,
          revokedOn: revoked,
          replacedOn: replaced,
        };
        const held =
          day >= from &&
          (day <= row.expiresOn || (ext !== null && day <= ext)) &&
          !(revoked !== null && day >= revoked) &&
          !(replaced !== null && day >= replaced);
        assert.equal(isInForce(stateOn(row, day, procedure)), held);
      }),
    );
  });

  test("knows the window of the regime in force, and the notice of one without a window", () => {
    assert.deepEqual(renewalDays("2029-06-15", procedure), {
      opens: "2028-12-17",
      closes: "2029-02-15",
    });
    const former = procedures.regimes["148-2023"];
    assert.ok(former);
    assert.deepEqual(renewalDays("2026-06-15", former), {
      opens: "2026-05-16",
      closes: "2026-06-15",
    });
    assert.equal(renewalProcedure(procedures, "2026-12-01"), procedure);
    assert.equal(renewalProcedure(procedures, "2024-12-01"), former);
    assert.equal(renewalProcedure(procedures, "2001-01-01"), null);
    assert.equal(stateOn(life(), "2029-06-15", null), "valid");
  });
});

describe("the code of a product", () => {
  const parts = { province: "19", district: "829", commune: "05692", seq: 3, year: 2026 };

  test("follows the pattern of its regime", () => {
    assert.equal(productCode(procedure.productCode, parts), "19-05692-3-2026");
    assert.equal(
      productCode(procedures.regimes["148-2023"]?.productCode ?? "", parts),
      "19-829-05692-3-2026",
    );
  });

  test("is not made up where a part is not known", () => {
    assert.equal(productCode("{province}-{district}", { ...parts, district: null }), null);
    assert.equal(productCode("{province}-{village}", parts), null);
  });
});
