import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { formatDay, parseDay } from "./day.ts";
import {
  formatNumber,
  optionalMoney,
  optionalPercent,
  parseNumber,
  yearBetween,
} from "./number.ts";
import { parseInput } from "./parse.ts";
import { formatPhone, normalisePhone } from "./phone.ts";
import { cleanLine, cleanText, lengthOf, optionalText, requiredLine, tick } from "./text.ts";
import { inputWords } from "./words.ts";

test("numbers are read as people in Vietnam write them, and never guessed", () => {
  const cases: readonly [string, string | null][] = [
    ["1.234.567", "1234567"],
    ["1 234 567", "1234567"],
    ["1\u00a0234\u00a0567", "1234567"],
    ["1.234.567,50", "1234567.5"],
    ["12,5", "12.5"],
    ["12.5", "12.5"],
    ["1.500", "1500"],
    ["0.500", "0.5"],
    ["1,234,567", "1234567"],
    ["007", "7"],
    ["-0", "0"],
    ["−1.500", "-1500"],
    ["1.23.456", null],
    ["1.2345", "1.2345"],
    ["1,2,3", null],
    ["1.234 567", null],
    ["", null],
    ["12a", null],
    ["1e5", null],
    ["٣", null],
    ["Infinity", null],
  ];
  for (const [typed, value] of cases) assert.equal(parseNumber(typed), value, typed);
});

test("what is shown as a number is read back as the same number", () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.nat(99), (whole, cents) => {
      const value = parseNumber(`${whole},${String(cents).padStart(2, "0")}`) ?? "";
      assert.equal(parseNumber(formatNumber(value)), value);
      assert.equal(value.split(".")[0], String(whole));
    }),
  );
});

test("money and shares have bounds and stay exact", () => {
  assert.equal(optionalMoney.parse("1.250.000"), 1_250_000);
  assert.equal(optionalMoney.parse(" "), null);
  assert.equal(optionalPercent.parse("66,67"), "66.67");
  assert.equal(optionalPercent.parse(100), "100");
  for (const wrong of ["-1", "100,01", "33,333", "x"])
    assert.equal(optionalPercent.safeParse(wrong).success, false, wrong);
  for (const wrong of ["1,5", "-2", "99999999999999999999"])
    assert.equal(optionalMoney.safeParse(wrong).success, false, wrong);
});

test("only days that exist are days, typed in the Vietnamese order or sent by a form", () => {
  assert.equal(parseDay("2024-02-29"), "2024-02-29");
  assert.equal(parseDay("29/2/2024"), "2024-02-29");
  assert.equal(parseDay("1-2-2026"), "2026-02-01");
  for (const wrong of [
    "29/2/2025",
    "2026-13-01",
    "31.4.2026",
    "1/1/26",
    "12/31/2026",
    "0001-01-01",
  ])
    assert.equal(parseDay(wrong), null, wrong);
  assert.equal(formatDay("2026-02-01"), "01/02/2026");
});

test("telephone numbers are told by their digits, however they are written", () => {
  for (const typed of [
    "0912 345 678",
    "+84 912.345.678",
    "0084 (912) 345-678",
    "84912345678",
    "+840912345678",
  ])
    assert.equal(normalisePhone(typed), "0912345678", typed);
  assert.equal(normalisePhone("0207 3822 456"), "02073822456");
  for (const wrong of ["0112345678", "912345678", "09123456789", "123", "+1 202 555 0100", ""])
    assert.equal(normalisePhone(wrong), null, wrong);
  assert.equal(formatPhone("0912345678"), "0912 345 678");
});

test("text pasted from Word keeps its words and loses what cannot be seen", () => {
  const pasted =
    "\ufeffMie\u0302\u0301n dong\u00a0 Na\u00ad Rì\u000bđặc sản\r\n\uf0b7 sợi dai\u0000 \u202egnud\u202c\n\n\n\n\u200bngon 🍜";
  assert.equal(cleanText(pasted), "Miến dong  Na Rì\nđặc sản\n• sợi dai gnud\n\nngon 🍜");
  assert.equal(cleanLine(pasted), "Miến dong Na Rì đặc sản • sợi dai gnud ngon 🍜");
  assert.equal(cleanText("👩‍🌾 nhà nông"), "👩‍🌾 nhà nông");
  assert.equal(cleanText("\ud800lẻ").includes("\ud800"), false);
});

test("cleaning twice changes nothing more, and what is kept can be stored", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      for (const clean of [cleanText, cleanLine]) {
        const once = clean(text);
        assert.equal(clean(once), once);
        assert.ok(!once.includes("\u0000") && once.isWellFormed());
      }
    }),
    { numRuns: 300 },
  );
});

test("a text that is too long is told by how much, counting letters and emoji as one", () => {
  const schema = optionalText();
  assert.equal(lengthOf("đẹp 🍜"), 5);
  assert.equal(schema.safeParse("🍜".repeat(10_000)).success, true);
  const long = schema.safeParse("a".repeat(12_345));
  assert.match(long.error?.issues[0]?.message ?? "", /Nhiều nhất 10\.000 ký tự.*12\.345/);
  assert.equal(requiredLine(10, "Hãy nhập tên.").safeParse(" \u200b ").success, false);
});

test("what no form offers is refused, and each mistake stands beside its field", () => {
  const schema = z.strictObject({ name: requiredLine(10, "Hãy nhập tên."), agreed: tick });
  assert.deepEqual(parseInput(schema, { name: " Hoa ", agreed: "on" }), {
    name: "Hoa",
    agreed: true,
  });
  const faults = (input: unknown) => {
    try {
      parseInput(schema, input);
    } catch (error) {
      return error instanceof AppError ? error.fields : error;
    }
    return null;
  };
  assert.deepEqual(faults({ name: "", agreed: "1" }), { name: "Hãy nhập tên." });
  assert.deepEqual(Object.keys(faults({ name: "Hoa", isDemo: true }) as object), ["form"]);
});

const told = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input, { error: inputWords }).error?.issues[0]?.message;

test("whatever does not fit is told in words of people, with what to do", () => {
  const cases: [z.ZodType, unknown, string | undefined][] = [
    [z.string().max(1_000), "ă".repeat(1_001), "Nhiều nhất 1.000 ký tự."],
    [z.string().min(1), "", "Hãy nhập mục này."],
    [z.string(), undefined, "Hãy nhập mục này."],
    [z.coerce.number().int(), "2026 năm", "Hãy nhập một số."],
    [z.coerce.number().int(), "1.5", "Hãy nhập một số."],
    [z.coerce.number().int().max(500), "20226", "Hãy nhập số không quá 500."],
    [z.coerce.number().int().min(0), "-5", "Hãy nhập số từ 0 trở lên."],
    [z.array(z.string()).max(20), Array(21).fill(""), "Nhiều nhất 20 mục."],
    [z.array(z.string()).min(1), [], "Cần ít nhất 1 mục."],
    [z.enum(["a", "b"]), "c", "Hãy chọn một mục trong danh sách."],
    [yearBetween(2018, 2100), "20226", "Hãy nhập năm từ 2018 đến 2100."],
    [z.string().max(3), "abc", undefined],
  ];
  for (const [schema, input, words] of cases) assert.equal(told(schema, input), words);
  for (const [schema, input] of [
    [z.uuid(), "x"],
    [z.string(), ["a", "b"]],
    [z.string().regex(/^\d{5}$/), "1"],
  ] as const)
    assert.match(told(schema, input) ?? "", /^Nội dung này chưa đúng\. Hãy xem lại/);
});
