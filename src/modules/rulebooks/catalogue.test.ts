import assert from "node:assert/strict";
import { test } from "node:test";
import { bandRanges } from "./bands.ts";
import { findBook, listRegimes } from "./book.server.ts";
import { matchesSearch, regimeInForce, regimeState, setsBySector } from "./catalogue.ts";
import { fiveBands } from "./factory.ts";

const books = listRegimes().flatMap((regime) => findBook(regime)?.rulebook ?? []);
const sets = findBook("26-2026")?.rulebook.sets ?? [];
const inForce = (day: string) => regimeInForce(books, day)?.regime;

test("the decision in force is the last one that has begun and not ended", () => {
  assert.equal(inForce("2026-11-22"), "26-2026");
  assert.equal(inForce("2026-05-22"), "26-2026");
  assert.equal(inForce("2026-05-21"), "148-2023");
  assert.equal(inForce("2023-02-23"), "1048-2019");
  assert.equal(inForce("2019-08-20"), undefined);
});

test("a decision holds on its first and its last day, and not after", () => {
  const book = { effectiveFrom: "2023-02-24", effectiveTo: "2026-07-21" };
  assert.equal(regimeState(book, "2023-02-23"), "notYet");
  assert.equal(regimeState(book, "2023-02-24"), "inForce");
  assert.equal(regimeState(book, "2026-07-21"), "inForce");
  assert.equal(regimeState(book, "2026-07-22"), "ended");
  assert.equal(regimeState({ effectiveFrom: null }, "2026-07-22"), "notYet");
});

test("sets are found without diacritics, by the beginnings of words in any order", () => {
  const found = (query: string) =>
    sets.filter((set) => matchesSearch(set, query)).map((s) => s.code);
  assert.deepEqual(found("ca phe"), ["13"]);
  assert.deepEqual(found("phê cà"), ["13"]);
  assert.deepEqual(found("26"), ["26"]);
  assert.deepEqual(found("MẬT ong"), ["04", "08"]);
  assert.deepEqual(found("xe đạp"), []);
  assert.equal(found("").length, 26);
});

test("sets stand by sector in the decision's order, none lost", () => {
  const sectors = setsBySector(sets);
  assert.equal(sectors.length, 6);
  assert.equal(sectors[0]?.name, "Thực phẩm");
  assert.equal(sectors.flatMap((sector) => sector.sets).length, 26);
  assert.equal(setsBySector(findBook("1048-2019")?.rulebook.sets ?? []).length, 1);
});

test("a group is named only where it says more than its set and sector", () => {
  const all = setsBySector(sets).flatMap((sector) => sector.sets);
  assert.equal(all.find(({ code }) => code === "01")?.group, "Thực phẩm tươi sống");
  assert.equal(all.find(({ code }) => code === "22")?.group, null);
});

test("bands run down from the highest, each ending where the one above begins", () => {
  assert.deepEqual(bandRanges(fiveBands), [
    { stars: 5, from: 90, below: null },
    { stars: 4, from: 70, below: 90 },
    { stars: 3, from: 50, below: 70 },
    { stars: 2, from: 30, below: 50 },
    { stars: 1, from: 0, below: 30 },
  ]);
});
