import { readFileSync } from "node:fs";
import { coveredRanges, type Range } from "./font-coverage.ts";
import { fontFiles } from "./fonts.ts";

/**
 * Symbols outside Tinos that templates print themselves, in a font built into the
 * compiler: boxes to tick and stars.
 */
const templateSymbols: readonly Range[] = [
  [0x2605, 0x2606],
  [0x2610, 0x2612],
];

/** Stands for a character that the font does not have, as readers are used to seeing it. */
const missing = "□";

/** A word longer than this may be broken anywhere: it could be wider than its column. */
const longestWord = 24;

/**
 * A copy of `value` whose strings can be printed in every style of the font: composed
 * letters (NFC), no invisible or direction-changing characters, □ for each character
 * that the font lacks, and chances to break in words without end. PDF/A forbids
 * text without a glyph, so a single emoji in a name would otherwise fail the document.
 */
export function printable(value: unknown): unknown {
  if (typeof value === "string") return printableText(value);
  if (Array.isArray(value)) return value.map(printable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner)]));
}

function printableText(text: string): string {
  const composed = text.normalize("NFC").replaceAll(/\r\n?/g, "\n");
  const shown = isPrintable(composed)
    ? composed
    : [...graphemes.segment(composed)].map(({ segment }) => shownGrapheme(segment)).join("");
  return shown.replaceAll(endlessWord, breakable);
}

/** Controls, format and private characters, lone halves of surrogate pairs, variation selectors. */
const unseen = /[^\P{C}\n\t]|[\uFE00-\uFE0F]/gu;
const graphemes = new Intl.Segmenter("vi", { granularity: "grapheme" });
const endlessWord = new RegExp(`\\S{${longestWord + 1},}`, "gu");

function shownGrapheme(grapheme: string): string {
  const visible = grapheme.replaceAll(unseen, "");
  return isPrintable(visible) ? visible : missing;
}

function isPrintable(text: string): boolean {
  return printableOnly().test(text) && text.search(unseen) === -1;
}

/** Zero-width spaces between letters: Typst breaks there, and only when it must. */
function breakable(word: string): string {
  return [...graphemes.segment(word)].map(({ segment }) => segment).join("\u200B");
}

let pattern: RegExp | undefined;

/** Matches text whose every character all styles of the font have. Read once, on first use. */
function printableOnly(): RegExp {
  pattern ??= textWithin([...sharedRanges(), ...templateSymbols]);
  return pattern;
}

function sharedRanges(): readonly Range[] {
  const [first = [], ...others] = fontFiles.map((file) => coveredRanges(readFileSync(file)));
  return others.reduce(intersect, first);
}

function intersect(left: readonly Range[], right: readonly Range[]): readonly Range[] {
  return left.flatMap(([start, end]) =>
    right
      .filter(([from, to]) => from <= end && to >= start)
      .map(([from, to]): Range => [Math.max(start, from), Math.min(end, to)]),
  );
}

function textWithin(ranges: readonly Range[]): RegExp {
  const classes = ranges.map(
    ([start, end]) => `\\u{${start.toString(16)}}-\\u{${end.toString(16)}}`,
  );
  return new RegExp(`^[\\n\\t${classes.join("")}]*$`, "u");
}
