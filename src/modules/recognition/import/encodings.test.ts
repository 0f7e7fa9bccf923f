import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { decodeText, mendText, UnclearEncodingError } from "./encodings.ts";
import { mendSheet } from "./mend.ts";
import { isSyllable, lookOf } from "./syllables.ts";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const latin = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const register = "Hợp tác xã chè Đồng Hỷ";

/** The same words as programs of their time wrote them. */
const written = {
  tcvn3: bytes("48ee702074b8632078b7206368cc20a7e56e672048fb"),
  vni: latin("Hôïp taùc xaõ cheø Ñoàng Hyû"),
  "windows-1258": bytes("48f5f2702074e163207861de206368e820d0f4cc6e67204879d2"),
} as const;

describe("encodings", () => {
  for (const encoding of ["tcvn3", "vni", "windows-1258"] as const)
    test(`tells ${encoding} by its words, and says how many`, () => {
      const decoded = decodeText(written[encoding]);
      assert.equal(decoded.text, register);
      assert.equal(decoded.encoding, encoding);
      assert.deepEqual(decoded.look, { marked: 6, sound: 6 });
    });

  test("reads capitals of TCVN3's capital fonts as capitals, and names as they are", () => {
    const { text } = decodeText(latin("HîP T¸C X· §åNG Hû, X· V¨n L¨ng, Kª §iÒu"));
    assert.equal(text, "HỢP TÁC XÃ ĐỒNG HỶ, Xã Văn Lăng, Kê Điều");
  });

  const words = fc.constantFrom("Đồng", "Hỷ", "chè", "nếp", "Đắk", "nướng", "Thủy", "quế", "2024,");
  const texts = fc.array(words, { minLength: 1, maxLength: 30 }).map((some) => some.join(" "));

  test("reads Unicode in every form to the same composed text", () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isApart) => {
        const form = isApart ? text.normalize("NFD") : text;
        const utf16 = Buffer.from(`\ufeff${form}`, "utf16le");
        const forms = [
          [Buffer.from(form), "utf-8"],
          [Buffer.from(`\ufeff${form}`), "utf-8-bom"],
          [utf16, "utf-16le"],
          [Buffer.from(utf16).swap16(), "utf-16be"],
        ] as const;
        for (const [content, encoding] of forms) {
          const decoded = decodeText(content);
          assert.equal(decoded.encoding, encoding);
          assert.equal(decoded.text.replace("\ufeff", ""), text);
          assert.equal(decoded.wasDecomposed, form !== text);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("does not guess: bytes that no encoding makes Vietnamese of are refused, with what was seen", () => {
    assert.throws(
      () => decodeText(latin("D\xfcsseldorf \xd8resund ni\xf1o \xdfz\xfe\xfb\xfc")),
      (error) => error instanceof UnclearEncodingError && error.looks.length === 3,
    );
    assert.equal(decodeText(written.vni, "vni").text, register, "unless somebody says which");
  });

  test("mends cells of old fonts and text read twice, and leaves good cells and other languages", () => {
    assert.equal(mendText("C«ng ty ThÞnh §¹t", null)?.encoding, "tcvn3");
    assert.equal(mendText("Coâng ty Höông Queâ", null)?.text, "Công ty Hương Quê");
    assert.equal(mendText("ThÃ¡i NguyÃªn", null)?.text, "Thái Nguyên");
    for (const good of ["Công ty Thịnh Đạt", "HTX Ea M’Droh", "Café", "Sê San Cooperative"])
      assert.equal(mendText(good, null), null, good);
    const { sheet, notes } = mendSheet({
      name: "Loc",
      rows: [["C«ng ty ThÞnh §¹t", "Xã Văn Lăng", 4, null]],
      merges: [],
    });
    assert.deepEqual(sheet.rows, [["Công ty Thịnh Đạt", "Xã Văn Lăng", 4, null]]);
    assert.match(notes.join(), /1 ô .*TCVN3/);
  });

  test("knows a syllable by onset, rime and a single tone", () => {
    for (const one of ["nghiêng", "khuỷu", "Đắk", "quế", "giếng", "uống", "ỷ", "hoà", "hòa"])
      assert.ok(isSyllable(one), one);
    for (const one of ["Hîp", "nghĩệ", "bcd", "Ñoàng"]) assert.ok(!isSyllable(one), one);
    assert.deepEqual(lookOf("Chè «ngon» 100% ★★★★"), { marked: 2, sound: 1 });
  });
});
