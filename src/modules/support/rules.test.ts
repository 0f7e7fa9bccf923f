import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { basisPoints, percentText } from "./catalogue.ts";
import { loadCatalogue } from "./catalogue.server.ts";
import { claimStateNames } from "./model.ts";
import {
  addMonths,
  attendedEnough,
  type Fact,
  meets,
  mostSupport,
  newRights,
  type Terms,
} from "./rules.ts";
import { afterPayment, claimSteps, nextClaimState } from "./states.ts";
import { starsAfter } from "./partners/stars.ts";

const dong = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n });
const rate = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: null });
const ceiling = fc.option(fc.bigInt({ min: 1n, max: 9_000_000_000_000n }), { nil: null });

test("what a measure gives is never more than the share of the cost, the ceiling, or the cost", () => {
  fc.assert(
    fc.property(rate, ceiling, dong, (rateBp, most, cost) => {
      const given = mostSupport({ rateBp, ceiling: most }, cost);
      if (rateBp === null && most === null) return assert.equal(given, null);
      assert.ok(given !== null && given >= 0n && given <= cost);
      if (most !== null) assert.ok(given <= most);
      if (rateBp !== null) assert.ok(given * 10_000n <= cost * BigInt(rateBp));
      // One đồng more would break one of the limits.
      const tooMuch = given + 1n;
      assert.ok(
        tooMuch > cost ||
          (most !== null && tooMuch > most) ||
          (rateBp !== null && tooMuch * 10_000n > cost * BigInt(rateBp)),
      );
      return undefined;
    }),
    { numRuns: 50 },
  );
  assert.equal(mostSupport({ rateBp: 3_000, ceiling: 30_000_000n }, 99_999_999n), 29_999_999n);
});

const terms: Terms = {
  grantedFor: "recognised",
  minStars: 3,
  producerKinds: [],
  oncePer: "product",
  everyYears: 3,
  claimMonths: 12,
  from: "2020-01-01",
  until: null,
};
const fact: Fact = {
  kind: "recognised",
  producerId: "a",
  producerKind: "cooperative",
  productId: "p",
  name: "Chè",
  on: "2024-02-29",
  stars: 4,
  isAgain: false,
};
const anyFact = fc.record({
  kind: fc.constantFrom("known", "ideaChosen", "planChosen", "recognised"),
  producerId: fc.constantFrom("a", "b"),
  producerKind: fc.constantFrom("cooperative", "company", "household"),
  productId: fc.constantFrom("p", "q", null),
  name: fc.constantFrom("Chè", "Mật ong"),
  on: fc
    .integer({ min: 0, max: 3_000 })
    .map((days) => new Date(Date.UTC(2019, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)),
  stars: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
  isAgain: fc.boolean(),
}) as fc.Arbitrary<Fact>;

test("rights come once for a subject within the years of a measure, whatever the order of facts, and running it again brings none", () => {
  fc.assert(
    fc.property(
      fc.array(anyFact, { maxLength: 25 }),
      fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
      fc.constantFrom("product", "producer"),
      fc.constantFrom("recognised", "known", "planChosen"),
      (facts, everyYears, oncePer, grantedFor) => {
        const asked = { ...terms, everyYears, oncePer, grantedFor } as Terms;
        const rights = newRights(asked, facts, []);
        assert.deepEqual(newRights(asked, facts, rights), []);
        assert.deepEqual(
          newRights(asked, facts.toReversed(), []).map(({ subject, metOn }) => [subject, metOn]),
          rights.map(({ subject, metOn }) => [subject, metOn]),
        );
        for (const [, own] of Map.groupBy(rights, ({ subject }) => subject))
          for (const [at, right] of own.entries()) {
            const next = own[at + 1];
            if (!next) continue;
            assert.ok(everyYears !== null && next.metOn >= addMonths(right.metOn, 12 * everyYears));
          }
        const met = facts.filter((one) => meets(asked, one));
        assert.equal(rights.length > 0, met.length > 0);
      },
    ),
    { numRuns: 50 },
  );
});

test("each condition of a measure is asked", () => {
  const has = (change: Partial<Terms>, of: Partial<Fact> = {}) =>
    newRights({ ...terms, ...change }, [{ ...fact, ...of }], []).length === 1;
  assert.ok(has({}));
  assert.ok(!has({}, { stars: 2 }));
  assert.ok(!has({ from: "2024-03-01" }));
  assert.ok(!has({ until: "2024-02-28" }));
  assert.ok(!has({ producerKinds: ["company"] }));
  assert.ok(has({ producerKinds: ["company", "cooperative"] }));
  assert.ok(!has({ grantedFor: "recognisedFirst" }, { isAgain: true }));
  assert.ok(has({ grantedFor: "renewed" }, { isAgain: true }));
  assert.ok(!has({ grantedFor: "renewed" }));
  assert.ok(!has({ grantedFor: "ideaChosen" }));
  assert.ok(has({ grantedFor: "ideaChosen", minStars: null }, { kind: "ideaChosen", stars: null }));
  const [right] = newRights(terms, [fact], []);
  assert.equal(right?.until, "2025-02-28");
  assert.match(right?.reason ?? "", /“Chè” được công nhận lần đầu, 4 sao, ngày 29\/02\/2024/);
});

test("steps of a claim: paid is reached by payments only, and what is over stays so", () => {
  for (const state of claimStateNames)
    for (const step of Object.keys(claimSteps) as (keyof typeof claimSteps)[]) {
      const to = nextClaimState(step, state);
      if (["refused", "withdrawn"].includes(state)) assert.equal(to, null);
      if (to !== null) assert.ok((claimSteps[step].from as readonly string[]).includes(state));
    }
  assert.equal(nextClaimState("approve", "draft"), null);
  assert.equal(nextClaimState("pay", "filed"), null);
  assert.equal(nextClaimState("withdraw", "approved"), null);
  assert.equal(afterPayment(10n, 0n), "approved");
  assert.equal(afterPayment(10n, 9n), "partPaid");
  assert.equal(afterPayment(10n, 10n), "paid");
});

test("attendance is a share of the meetings held, and none held is not enough", () => {
  assert.ok(attendedEnough(4, 5, 80));
  assert.ok(!attendedEnough(3, 4, 80));
  assert.ok(!attendedEnough(0, 0, 1));
});

test("the shipped catalogue has the seven kinds of 2018 and the estimates of 2022, with shares that are exact and nothing that a document does not state", () => {
  const { measures, sources } = loadCatalogue();
  assert.equal(new Set(measures.map(({ code }) => code)).size, measures.length);
  const old = measures.filter(({ source }) => source === "backan-2018");
  assert.equal(new Set(old.map(({ kind }) => kind)).size, 7);
  for (const { code, source, ceiling: most, planned, ratePercent, form } of measures) {
    assert.ok(sources[source], code);
    assert.equal(most, null, code);
    if (form === "service") assert.equal(ratePercent, null, code);
    if (planned?.total && planned.unitCost) {
      const [total, quantity, unitCost, state] = [
        planned.total,
        planned.quantity,
        planned.unitCost,
        planned.state,
      ].map(Number) as [number, number, number, number];
      assert.equal(quantity * unitCost, total, code);
      assert.equal(state * 100, total * Number(ratePercent), code);
    }
  }
  assert.equal(basisPoints("30.5"), 3_050);
  assert.equal(percentText(3_050), "30,5");
  assert.equal(percentText(10_000), "100");
});

test("stars of an advised product are those before and after the advice", () => {
  const past = [
    { stars: 3, recognisedOn: "2021-05-01" },
    { stars: 4, recognisedOn: "2024-05-01" },
  ].map((one, at) => ({
    ...one,
    id: String(at),
    producerId: "a",
    productId: "p",
    productName: "Chè",
    revokedOn: null,
  }));
  assert.deepEqual(starsAfter(past, { productId: "p", advisedOn: "2023-01-01" }), {
    before: 3,
    after: 4,
  });
  assert.deepEqual(starsAfter(past, { productId: null, advisedOn: "2023-01-01" }), {
    before: null,
    after: null,
  });
});
