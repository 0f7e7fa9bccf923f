import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Story } from "./model.ts";
import {
  gtinCheckDigit,
  ingredientsOf,
  isTourismSector,
  normaliseGtin,
  productFaults,
  storyGaps,
  storyReach,
} from "./rules.ts";

test("a barcode holds by its check digit, in each of its lengths", () => {
  for (const code of ["8934567890128", "96385074", "614141999996", "10614141999993"])
    assert.equal(
      normaliseGtin(`${code.slice(0, -1)}${gtinCheckDigit(code.slice(0, -1))}`)?.length,
      code.length,
    );
  assert.equal(normaliseGtin("4006381333931"), "4006381333931");
  assert.equal(normaliseGtin("4 006381-333931"), "4006381333931");
  for (const wrong of [
    "4006381333932",
    "400638133393",
    "123",
    "",
    "40063813339310000",
    "x006381333931",
  ])
    assert.equal(normaliseGtin(wrong), null, wrong);
});

test("one misread digit of a barcode is always noticed", () => {
  const digits = fc.stringMatching(/^\d{12}$/);
  fc.assert(
    fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
      const whole = Array.from(code + gtinCheckDigit(code));
      assert.ok(normaliseGtin(whole.join("")));
      whole[at] = String((Number(whole[at]) + by) % 10);
      assert.equal(normaliseGtin(whole.join("")), null);
    }),
  );
});

test("rows of ingredients are read side by side; empty rows fall away, half ones come back", () => {
  const lists = (names: (string | null)[], percents: (string | null)[]) => ({
    names,
    origins: names.map((name) => (name === null ? null : ("commune" as const))),
    places: names.map(() => null),
    percents,
  });
  const good = ingredientsOf(lists(["Dong riềng", null, "Nước"], ["98.5", null, "1.5"]));
  assert.deepEqual(
    good.ingredients.map(({ name }) => name),
    ["Dong riềng", "Nước"],
  );
  assert.equal(good.fault, null);
  assert.match(ingredientsOf(lists([null], ["3"])).fault ?? "", /Dòng 1/);
  assert.match(ingredientsOf(lists(["a", "b"], ["60", "40.01"])).fault ?? "", /100%/);
});

const product = {
  producerKind: "cooperative" as const,
  producerIsTourism: false,
  isTourism: false,
  barcode: null,
  priceFrom: null,
  priceTo: null,
};

test("tourism-only producers offer nothing else, and others only when they are marked for it", () => {
  assert.deepEqual(productFaults(product), {});
  assert.deepEqual(
    Object.keys(
      productFaults({ ...product, producerKind: "association", producerIsTourism: true }),
    ),
    ["set"],
  );
  assert.deepEqual(Object.keys(productFaults({ ...product, isTourism: true })), ["set"]);
  assert.deepEqual(
    productFaults({
      ...product,
      isTourism: true,
      producerIsTourism: true,
      producerKind: "operatingCentre",
    }),
    {},
  );
  assert.equal(isTourismSector("Dịch vụ du lịch cộng đồng".normalize("NFD")), true);
  assert.deepEqual(
    Object.keys(productFaults({ ...product, priceFrom: 2, priceTo: 1, barcode: "1" })).sort(
      (a, b) => a.localeCompare(b),
    ),
    ["barcode", "priceTo"],
  );
});

test("a story is known by its parts, and by where it is told", () => {
  const story: Story = {
    origin: null,
    resources: null,
    culture: null,
    value: null,
    told: null,
    clipUrl: null,
    places: ["tracing"],
  };
  assert.equal(storyReach(story), 1);
  assert.equal(storyReach({ ...story, told: "x" }), 2);
  assert.equal(storyReach({ ...story, told: "x", places: ["leaflet"] }), 3);
  assert.equal(storyReach({ ...story, told: "x", places: ["leaflet", "website"] }), 4);
  assert.equal(storyReach({ ...story, told: "x", places: ["leaflet", "website", "tracing"] }), 5);
  assert.deepEqual(storyGaps({ ...story, culture: "x" }), ["origin", "resources", "value"]);
});
