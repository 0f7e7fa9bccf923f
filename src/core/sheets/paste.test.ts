import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePastedRange } from "./paste.ts";

test("a range copied in Excel becomes rows of cells", () => {
  const cases: readonly [string, string[][]][] = [
    ["", []],
    ["một ô", [["một ô"]]],
    [
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a\tb\rc\td\r",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a\t\t\n\tb\t\n",
      [
        ["a", "", ""],
        ["", "b", ""],
      ],
    ],
    ["a\n\nb\n", [["a"], [""], ["b"]]],
    [
      "a\tb\nc",
      [
        ["a", "b"],
        ["c", ""],
      ],
    ],
    ["a\t", [["a", ""]]],
    ['"hai\r\ndòng"\t27.338,8\r\n', [["hai\ndòng", "27.338,8"]]],
    ['"ô ""đặc biệt""\ncó dấu"\tx', [['ô "đặc biệt"\ncó dấu', "x"]]],
    ['"Quốc gia khởi nghiệp"\tx', [['"Quốc gia khởi nghiệp"', "x"]]],
    [
      '"chưa đóng\tx\ny',
      [
        ['"chưa đóng', "x"],
        ["y", ""],
      ],
    ],
    ['12" ống\tx', [['12" ống', "x"]]],
    ["\ufeffa\tb", [["a", "b"]]],
  ];
  for (const [text, rows] of cases) assert.deepEqual(parsePastedRange(text), rows, text);
});

test("every table that a spreadsheet writes is read back the same", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "ộ", '"', "\t", "\n", " ", "1", ",") });
  const quoted = (text: string) =>
    /[\t\n]|""/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }).chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 5,
        }),
      ),
      fc.constantFrom("\r\n", "\n"),
      (rows, lineEnd) => {
        const text = rows.map((cells) => cells.map(quoted).join("\t") + lineEnd).join("");
        assert.deepEqual(parsePastedRange(text), rows);
      },
    ),
    { numRuns: 60 },
  );
});

test("any text at all gives a rectangle", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", '"', "\t", "\n", "\r") }), (text) => {
      const rows = parsePastedRange(text);
      assert.ok(rows.every(({ length }) => length === rows[0]?.length && length > 0));
    }),
    { numRuns: 60 },
  );
});
