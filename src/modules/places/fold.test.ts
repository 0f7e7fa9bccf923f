import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldText } from "#core/text.ts";
import { agrees, isOneSlip, slipKeys, soundsOf, syllablesOf } from "./fold.ts";
import { readPlaceTexts, parsePlaces } from "./data.server.ts";

const names = parsePlaces(readPlaceTexts()).map(({ name }) => name);
const name = fc.constantFrom(...names);
const anyText = fc.oneof(
  name,
  fc.string({ unit: "binary" }),
  fc.array(name).map((list) => list.join(", ")),
);

test("folding is idempotent and leaves only letters, digits and single blanks", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const folded = foldText(text);
      assert.equal(foldText(folded), folded);
      assert.match(folded, /^([a-z0-9]+( [a-z0-9]+)*)?$/);
    }),
  );
});

test("folding does not depend on how letters are composed, nor on case", () => {
  fc.assert(
    fc.property(name, (text) => {
      assert.equal(foldText(text.normalize("NFD")), foldText(text.normalize("NFC")));
      assert.equal(foldText(text.toUpperCase()), foldText(text));
      assert.deepEqual(syllablesOf(text.normalize("NFD")), syllablesOf(text.normalize("NFC")));
    }),
  );
});

test("sounds are idempotent, and the same with and without marks", () => {
  fc.assert(
    fc.property(name, (text) => {
      const sounds = soundsOf(text);
      assert.deepEqual(soundsOf(sounds.join(" ")), sounds);
      assert.deepEqual(soundsOf(foldText(text)), sounds);
      assert.deepEqual(
        syllablesOf(text).map(({ sound }) => sound),
        sounds,
      );
    }),
  );
});

test("spellings of one name fold together", () => {
  for (const [a, b] of [
    ["Hoà Bình", "Hòa Bình"],
    ["Thuỷ Nguyên", "Thủy Nguyên"],
    ["Mỹ Đình", "Mĩ Đình"],
    ["Quý Lộc", "Quí Lộc"],
    ["Bắc Kạn", "Bắc Cạn"],
    ["Đắk Lắk", "Đắc Lắc"],
    ["M'Drắk", "M’Drắk"],
    ["Ea H' Leo", "Ea H'Leo"],
    ["Ðồng Nai", "Đồng Nai"],
  ] as const)
    assert.deepEqual(soundsOf(a), soundsOf(b), `${a} ${b}`);
});

test("different names stay apart", () => {
  for (const [a, b] of [
    ["Tây Sơn", "Tai Sơn"],
    ["Thúy Lâm", "Thúi Lâm"],
    ["Khe Sanh", "Che Sanh"],
    ["Phường 1", "Phường 11"],
  ] as const)
    assert.notDeepEqual(soundsOf(a), soundsOf(b), `${a} ${b}`);
});

function agree(typed: string, written: string): boolean {
  const [mine, theirs] = [syllablesOf(typed), syllablesOf(written)];
  return mine.every((syllable, at) => {
    const other = theirs[at];
    return other !== undefined && agrees(syllable, other);
  });
}

test("bare letters agree with any marks; typed marks must be the written ones", () => {
  fc.assert(fc.property(name, (text) => agree(foldText(text), text) && agree(text, text)));
  assert.ok(agree("Hoà", "Hòa"), "the tone may be placed on either vowel");
  assert.ok(agree("Mĩ", "Mỹ"));
  assert.ok(agree("đak", "Đắk"), "half the marks typed");
  assert.ok(agree("Hoa", "Hóa"), "no tone typed agrees with any");
  assert.ok(!agree("Hóa", "Hòa"));
  assert.ok(!agree("Văn", "Vân"));
});

test("one slip is one letter missing, too many, wrong, or two exchanged", () => {
  for (const typed of ["nguen", "nguyeen", "nguyem", "ngueyn"])
    assert.ok(isOneSlip(typed, "nguyen"), typed);
  for (const typed of ["nguyen", "ngen", "nuygen", "gnuyne"])
    assert.ok(!isOneSlip(typed, "nguyen"), typed);
});

const word = fc.stringMatching(/^[a-c]{1,6}$/);

test("a slip is mutual, and two words within one slip share a key", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(isOneSlip(a, b), isOneSlip(b, a));
      if (isOneSlip(a, b)) assert.ok(slipKeys(a).some((key) => slipKeys(b).includes(key)));
    }),
    { numRuns: 2000 },
  );
});
