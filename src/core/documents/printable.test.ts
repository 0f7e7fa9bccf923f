import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { coveredRanges } from "./font-coverage.ts";
import { fontFiles } from "./fonts.ts";
import { printable } from "./printable.ts";

const vietnamese = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ";

test("every style of the font has every Vietnamese letter", () => {
  for (const file of fontFiles) {
    const ranges = coveredRanges(readFileSync(file));
    for (const letter of vietnamese + vietnamese.toLowerCase()) {
      const code = letter.codePointAt(0) ?? 0;
      assert.ok(
        ranges.some(([start, end]) => start <= code && code <= end),
        `${letter} in ${file}`,
      );
    }
  }
});

test("a file that is no font is refused", () => {
  assert.throws(() => coveredRanges(Buffer.alloc(64)), /no cmap/);
});

test("text in the font is left as it is, in whatever shape it is nested", () => {
  const value = { a: ["Trà Shan tuyết – 100% ≥ ☐ ☒ ★", 5, null, true], b: { c: "dòng 1\ndòng 2" } };
  assert.deepEqual(printable(value), value);
});

test("decomposed letters are composed, as files from some systems need", () => {
  assert.equal(printable("Bưởi Đoan Hùng".normalize("NFD")), "Bưởi Đoan Hùng");
});

test("each character without a glyph becomes one box, a joined emoji too", () => {
  assert.equal(printable("🌼 👨‍👩‍👧 中文 👍🏽"), "□ □ □□ □");
});

test("invisible, private and direction-changing characters are left out", () => {
  assert.equal(printable("a\u0000b\u200Bc\u202Ed\uFEFFe\uE000f\uD800g\u00ADh"), "abcdefgh");
  assert.equal(printable("a\r\nb"), "a\nb");
});

test("a word without end may break between its letters, a usual one may not", () => {
  assert.equal(printable("nghiêng"), "nghiêng");
  assert.equal(printable("x".repeat(25)), Array.from("x".repeat(25)).join("\u200B"));
});

test("what is printable stays so when made printable again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const once = printable(text);
      assert.equal(printable(once), once);
    }),
  );
});
