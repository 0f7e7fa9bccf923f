import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { listRegimes } from "./book.server.ts";
import {
  CouncilRulesSchema,
  mergeCouncilRules,
  PartialCouncilRulesSchema,
} from "./council-rules.ts";
import { periodOf, ProceduresSchema, regimeInForce } from "./procedure.ts";
import { loadProcedures } from "./procedure.server.ts";

const procedures = loadProcedures();

describe("the regime in force", () => {
  const inForce = (day: string) => regimeInForce(procedures, day);

  test("changes on the day a decision takes effect", () => {
    assert.equal(inForce("2019-08-20"), undefined);
    assert.equal(inForce("2019-08-21"), "1048-2019");
    assert.equal(inForce("2023-02-23"), "1048-2019");
    assert.equal(inForce("2023-02-24"), "148-2023");
    assert.equal(inForce("2025-07-06"), "148-2023");
    assert.equal(inForce("2026-05-21"), "148-2023");
    assert.equal(inForce("2026-05-22"), "26-2026");
    assert.equal(inForce("2040-01-01"), "26-2026");
  });

  test("is the newer one while the older still runs out beside it", () => {
    assert.ok(periodOf(procedures, "148-2023", "2026-07-21"));
    assert.equal(inForce("2026-07-21"), "26-2026");
    assert.equal(periodOf(procedures, "148-2023", "2026-07-22"), undefined);
  });
});

describe("the period of a regime", () => {
  const stages = (regime: string, day: string) =>
    periodOf(procedures, regime, day)?.stages.map(({ id }) => id);

  test("gives way to the next on the day of the amendment: districts are gone", () => {
    assert.deepEqual(stages("148-2023", "2025-07-05"), ["district", "province", "central"]);
    assert.deepEqual(stages("148-2023", "2025-07-06"), ["commune", "province", "central"]);
  });

  test("is none outside the regime's time, and for a regime that is not there", () => {
    assert.equal(stages("26-2026", "2026-05-21"), undefined);
    assert.equal(stages("9-2031", "2026-05-22"), undefined);
  });
});

describe("the shipped procedures", () => {
  test("cover every shipped rulebook", () => {
    assert.deepEqual(Object.keys(procedures.regimes).toSorted(), [...listRegimes()].toSorted());
  });

  test("give a commune 15 working days under the decision of 2026", () => {
    const [commune] = periodOf(procedures, "26-2026", "2026-05-22")?.stages ?? [];
    assert.equal(commune?.kind, "review");
    assert.equal(commune?.dueWorkingDays, 15);
  });
});

describe("procedures that do not hold", () => {
  const withPeriods = (...periods: { from: string; to: string | null }[]) => {
    const stages = [{ id: "province", level: "province", kind: "council" }];
    const regime = {
      ...procedures.regimes["26-2026"],
      periods: periods.map((p) => ({ ...p, stages })),
    };
    return ProceduresSchema.safeParse({ ...procedures, regimes: { r: regime } });
  };

  test("periods must not run into each other, nor end before they start", () => {
    const next = { from: "2026-01-01", to: null };
    assert.ok(withPeriods({ from: "2025-01-01", to: "2025-12-31" }, next).success);
    assert.equal(withPeriods({ from: "2025-01-01", to: "2026-01-01" }, next).success, false);
    assert.equal(withPeriods({ from: "2025-01-01", to: null }, next).success, false);
    assert.equal(withPeriods({ from: "2025-01-02", to: "2025-01-01" }).success, false);
    assert.ok(withPeriods({ from: "2025-01-02", to: "2025-01-02" }).success);
  });

  test("a stage forwards only to a stage after it", () => {
    const forwarding = (forwardsTo: string) =>
      ProceduresSchema.safeParse({
        ...procedures,
        regimes: {
          r: {
            ...procedures.regimes["26-2026"],
            periods: [
              {
                from: "2026-01-01",
                to: null,
                stages: [
                  { id: "a", level: "commune", kind: "review" },
                  { id: "b", level: "province", kind: "council", forwardsTo },
                  { id: "c", level: "central", kind: "council" },
                ],
              },
            ],
          },
        },
      }).success;
    assert.equal(forwarding("c"), true);
    assert.equal(forwarding("a"), false);
    assert.equal(forwarding("b"), false);
    assert.equal(forwarding("d"), false);
  });
});

describe("council rules", () => {
  const base = procedures.councilRulesDefault;
  const own = (rules: unknown) => mergeCouncilRules(base, PartialCouncilRulesSchema.parse(rules));

  test("the default asks for three quarters, two decimals and a spread of at most 10", () => {
    assert.equal(base.quorum.fraction, "3/4");
    assert.equal(base.decimals, 2);
    assert.equal(base.rounding, "halfUp");
    assert.deepEqual(base.spread, { limit: 10, exceededWhen: ">" });
    assert.equal(base.gateRule, "majority");
  });

  test("a council states only what differs, also inside quorum and spread", () => {
    assert.deepEqual(own({}), base);
    assert.deepEqual(own({ quorum: { fraction: "5/7" }, spread: { exceededWhen: ">=" } }), {
      ...base,
      quorum: { fraction: "5/7", chairOrDeputyRequired: true },
      spread: { limit: 10, exceededWhen: ">=" },
    });
  });

  test("what no rule knows is refused rather than overlooked", () => {
    const refused = [
      { roundng: "up" },
      { rounding: "nearest" },
      { decimals: 7 },
      { decimals: 1.5 },
      { quorum: { fraction: "0.75" } },
      { quorum: { fraction: "4/3" } },
      { quorum: { fraction: "1/0" } },
      { quorum: { share: "3/4" } },
      { spread: { limit: -1 } },
      { gateRule: "any" },
      { absent: "counted" },
    ];
    for (const rules of refused) {
      assert.equal(
        PartialCouncilRulesSchema.safeParse(rules).success,
        false,
        JSON.stringify(rules),
      );
    }
    assert.ok(
      CouncilRulesSchema.safeParse({ ...base, quorum: { ...base.quorum, fraction: "1/1" } })
        .success,
    );
  });
});
