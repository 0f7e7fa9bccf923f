import assert from "node:assert/strict";
import { test } from "node:test";
import { worded, wordedSet } from "#tests/support/titled-set.ts";
import type { Wording } from "#tests/support/titled-set.ts";
import { carryOption, pairCriteria } from "./correspondence.ts";
import type { Criterion, LeafCriterion } from "./model.ts";

const any: readonly Wording[] = [["một", 1]];

function pairs(from: readonly Criterion[], to: readonly Criterion[]): string[] {
  const found = pairCriteria(wordedSet(from).text, wordedSet(to).text);
  return found.map((pair) => `${pair.from.code}-${pair.to.code}`);
}

/** Whether two criteria with these titles, alone in their sets, are taken for the same; both ways alike. */
function samePair(one: string, other: string): boolean {
  const there = pairs([worded("1", one, any)], [worded("1", other, any)]).length === 1;
  const back = pairs([worded("1", other, any)], [worded("1", one, any)]).length === 1;
  assert.equal(there, back, "pairing does not depend on the direction");
  return there;
}

test("criteria with the same title are paired whatever their codes, in the order of the other set", () => {
  const from = [worded("1", "Kế toán", any), worded("2", "Gia tăng giá trị", any)];
  const to = [worded("2", "Gia tăng giá trị", any), worded("5", "Kế toán", any)];
  assert.deepEqual(pairs(from, to), ["2-2", "1-5"]);
});

const same: readonly (readonly [string, string])[] = [
  ["Câu chuyện về sản phẩm", "Câu chuyện sản phẩm"],
  ["Chất lượng SP", "Chất lượng sản phẩm"],
  ["BẢO VỆ MÔI TRƯỜNG", "Bảo vệ môi trường"],
  ["Tổ chức phân phối", "Tổ chức phân phối (gồm kinh doanh và bán lẻ ở mọi nơi)"],
  ["Tính độc đáo nổi trội của hàng hóa vùng miền (mùi thơm)", "Mùi thơm"],
  ["Mùi vị riêng", "Mùi vị riêng của vùng núi cao quanh năm mây phủ"],
];
for (const [one, other] of same) {
  test(`"${one}" asks the same as "${other}"`, () => assert.ok(samePair(one, other)));
}

const different: readonly (readonly [string, string])[] = [
  ["Sử dụng lao động địa phương", "Trí tuệ, bản sắc địa phương"],
  ["Kế toán", "Kế hoạch kinh doanh"],
  ["Vị trí", "Vị trí làm việc của người lao động"],
  ["Bao bì sản phẩm đẹp", "Bao bì hàng hóa chắc chắn và đẹp"],
  ["", ""],
  ["", "Kế toán"],
  ["()", "(...)"],
];
for (const [one, other] of different) {
  test(`"${one}" does not ask the same as "${other}"`, () => assert.ok(!samePair(one, other)));
}

test("a title that stands twice in one set pairs with nothing", () => {
  const once = [worded("1", "Màu sắc", any)];
  const twice = [worded("1", "Màu sắc", any), worded("2", "Màu sắc", any)];
  assert.deepEqual(pairs(once, twice), []);
  assert.deepEqual(pairs(twice, once), []);
});

test("of two alike titles the closer one is paired", () => {
  const from = [worded("1", "Liên kết sản xuất", any)];
  const to = [worded("1", "Liên kết chuỗi sản xuất", any), worded("2", "Liên kết sản xuất", any)];
  assert.deepEqual(pairs(from, to), ["1-2"]);
  assert.deepEqual(pairs(to, from), ["2-1"]);
});

test("a leaf alone in its group may go by the title of the group, one among several may not", () => {
  const own = worded("8.1", "Chất lượng riêng của vùng", any);
  const grouped = (...criteria: Criterion[]): Criterion[] => [
    { code: "8", title: "Tính độc đáo", max: 1, criteria },
  ];
  const to = [worded("7", "Tính độc đáo", any)];
  assert.deepEqual(pairs(grouped(own), to), ["8.1-7"]);
  assert.deepEqual(pairs(to, grouped(own)), ["7-8.1"]);
  assert.deepEqual(pairs(grouped(own, worded("8.2", "Khác", any)), to), []);
});

function leaf(...labels: string[]): LeafCriterion {
  return {
    code: "1",
    title: "",
    max: 1,
    options: labels.map((label, i) => ({ n: i + 1, label, points: i })),
  };
}

function saysTheSame(one: string, other: string): boolean {
  const there = carryOption({ from: leaf(one), to: leaf(other) }, 1) === 1;
  const back = carryOption({ from: leaf(other), to: leaf(one) }, 1) === 1;
  assert.equal(there, back, "wording is compared alike in both directions");
  return there;
}

test("an answer is carried to the option that says the same, wherever it stands", () => {
  const pair = { from: leaf("Có bộ phận quản lý"), to: leaf("Không quản lý", "Bộ phận quản lý") };
  assert.equal(carryOption(pair, 1), 2);
  assert.equal(carryOption(pair, 2), null);
});

const carried: readonly (readonly [string, string])[] = [
  ["Cấp xã: từ 50% đến 75%", "cấp xã, từ 50 % đến 75%"],
  ["Ghi nhãn sản phẩm đầy đủ", "Ghi nhãn đầy đủ"],
  ["SP mới", "Sản phẩm mới"],
  ["SX an toàn", "Sản xuất an toàn"],
  ["DN tư nhân", "Doanh nghiệp tư nhân"],
  ["HTX xếp loại khá", "Hợp tác xã xếp loại khá"],
  ["THT", "Tổ hợp tác"],
  ["Hộ có ĐKKD", "Hộ được đăng ký kinh doanh"],
  ["Bao bì và nhãn của các cơ sở", "Bao bì, nhãn cơ sở"],
];
for (const [one, other] of carried) {
  test(`"${one}" says the same as "${other}"`, () => assert.ok(saysTheSame(one, other)));
}

const notCarried: readonly (readonly [string, string])[] = [
  ["Lao động tại chỗ (cấp huyện) ≥ 75%", "Lao động tại chỗ (cấp xã) ≥ 75%"],
  ["Vốn cộng đồng < 51%", "Vốn cộng đồng ≥ 51%"],
  ["Từ 50% đến 75%", "Từ 50% đến dưới 75%"],
  ["Tăng 10%", "Tăng 10"],
  ["Có kế toán", "Không có kế toán"],
  ["Trên tờ rơi và website", "Trên tờ rơi"],
  ["Đặc sản của vùng", "Đặc phẩm của vùng"],
  ["Người mua tin người bán", "Người bán tin người mua"],
];
for (const [one, other] of notCarried) {
  test(`"${one}" does not say the same as "${other}"`, () => assert.ok(!saysTheSame(one, other)));
}

test("an option that either set says twice is not carried", () => {
  assert.equal(carryOption({ from: leaf("Như nhau", "Như nhau"), to: leaf("Như nhau") }, 1), null);
  assert.equal(carryOption({ from: leaf("Như nhau"), to: leaf("Như nhau", "Như nhau") }, 1), null);
});
