import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PlaceLevel, PlaceVersion, UnitType } from "./model.ts";
import {
  lexemesOfName,
  lexemesOfType,
  parseQuery,
  type Ranked,
  rankHits,
  tsqueryOf,
  withSlip,
} from "./search.ts";

function hit(
  name: string,
  path: string,
  more: { type?: UnitType; version?: PlaceVersion; level?: PlaceLevel; aliases?: string[] } = {},
): Ranked {
  return {
    name,
    path,
    aliases: [],
    type: "commune",
    version: "2025-07-01",
    level: "commune",
    ...more,
  };
}

function order(text: string, hits: Ranked[]): string[] {
  return rankHits([parseQuery(text)], hits.toReversed()).map(({ path }) => path);
}

test("whole name, then name with its parents typed after it, then beginning, then any place in the name, then parents only", () => {
  assert.deepEqual(
    order("tân phú đông", [
      hit("Tân Phú Đông", "0"),
      hit("Tân Phú", "1"),
      hit("Tân Phú Đông Hạ", "2"),
      hit("Phú Đông Tân", "4"),
      hit("Mỹ Xuân", "5"),
    ]),
    ["0", "1", "2", "4", "5"],
  );
});

test("marks that were typed decide among equal names, and bare letters do not", () => {
  const both = [hit("Văn Lang", "02143"), hit("Văn Lăng", "05665")];
  assert.deepEqual(order("Văn Lăng", both), ["05665", "02143"]);
  assert.deepEqual(order("Văn Lang", both), ["02143", "05665"]);
  assert.deepEqual(order("van lang", both), ["02143", "05665"]);
});

test("who types marks is taken at the word: a bare vowel then stands for itself", () => {
  const both = [hit("Phố Bảng", "a"), hit("Phó Bảng", "b")];
  assert.deepEqual(order("Phó Bảng", both), ["b", "a"]);
  assert.deepEqual(order("pho bang", both), ["a", "b"]);
});

test("the type that was typed comes first, and may also be part of the name", () => {
  const three = [
    hit("Bắc Kạn", "01843", { type: "ward" }),
    hit("Bắc Kạn", "06", { type: "province", version: "pre-2025", level: "province" }),
    hit("Bắc Kạn", "06/058", { type: "city", version: "pre-2025", level: "district" }),
  ];
  assert.equal(order("TP. Bắc Kạn", three)[0], "06/058");
  assert.equal(order("tỉnh bac kan", three)[0], "06");
  assert.equal(order("bac kan", three)[0], "01843", "units in force come first");
  assert.equal(order("xa dung", [hit("Xa Dung", "a"), hit("Dũng Tiến", "b")])[0], "a");
});

test("an alias counts as a name", () => {
  assert.deepEqual(
    order("tphcm", [hit("Hồ Chí Minh", "79", { aliases: ["TPHCM"] }), hit("Bến Thành", "79/1")]),
    ["79", "79/1"],
  );
});

test("every unit is found by its own full name, by each way to write it that we know", () => {
  for (const [name, typed] of [
    ["M'Drắk", "m drak"],
    ["M'Drắk", "mdrak"],
    ["Đắk Lắk", "daklak"],
    ["Quy Nhơn", "qui nhon"],
    ["Mỹ Đình 1", "mĩ đình 1"],
    ["Phan Rang-Tháp Chàm", "phan rang thap cham"],
  ] as const) {
    const lexemes = lexemesOfName(name);
    for (const word of parseQuery(typed).words)
      assert.ok(
        word.some((one) => lexemes.includes(one)),
        `${name}: ${typed}`,
      );
  }
});

test("type words and abbreviations are lexemes of the unit", () => {
  const lexemes = lexemesOfType("township");
  for (const word of parseQuery("thị trấn TT.").words)
    assert.ok(
      word.some((one) => lexemes.includes(one)),
      String(word),
    );
});

test("only the last word may be half typed, and a number never", () => {
  assert.equal(tsqueryOf(parseQuery("Văn Lă")), "('van')&('la':*)");
  assert.equal(tsqueryOf(parseQuery("P.5 Q1")), "('p')&('5')&('q')&('1')");
  assert.equal(tsqueryOf(parseQuery("Mỹ")), "('mi':*|'my':*)");
});

test("a typed text, whatever it holds, makes a query without quotes of its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 150 }), (text) => {
      const query = parseQuery(text);
      assert.equal(query.words.length, query.syllables.length);
      assert.ok(query.words.length <= 16);
      assert.match(tsqueryOf(query), /^(\(('[a-z0-9]+'(:\*)?\|?)+\)&?)*$/);
    }),
  );
});

test("of several meanings, a hit counts by the one that it answers best", () => {
  const query = parseQuery("thai nguen");
  const meant = [withSlip(query, 1, "nguyen"), withSlip(query, 0, "that")];
  const ranked = rankHits(meant, [hit("Nguyễn Thái", "b"), hit("Thái Nguyên", "a")]);
  assert.deepEqual(
    ranked.map(({ path }) => path),
    ["a", "b"],
  );
});
