import { z } from "zod";

/** The most that a long answer may hold, in characters. */
export const longTextLimit = 10_000;

/** Line ends as typed, pasted from Word (vertical tab) or from the web, as one kind. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** What no text needs and some hides behind: controls, soft hyphens, marks of direction, BOM. */
const unseen =
  // oxlint-disable-next-line no-control-regex -- control characters are what this takes out
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/gu;
/** Blanks of any width. */
const blanks = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Word's bullets come as letters of its own symbol font. */
const wordBullets = /[\uf000-\uf0ff]/g;

/**
 * Text as it should be kept: composed (NFC), one kind of line end and blank, without characters
 * that cannot be seen. Emoji and every script stay. Idempotent.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineEnds, "\n")
    .replace(wordBullets, "•")
    .replace(unseen, "")
    .replace(blanks, " ")
    .normalize("NFC")
    .replace(/ +\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** As `cleanText`, on one line. Idempotent. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ");
}

/** How many characters people would count, a letter with its tone as one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** `12.345`, as numbers are written in Vietnamese. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ".");
}

function limited(clean: (text: string) => string, limit: number, missing: string | null) {
  return z
    .string({ error: missing ?? "Hãy nhập bằng chữ." })
    .transform(clean)
    .superRefine((text, context) => {
      const length = lengthOf(text);
      if (length === 0 && missing !== null) context.addIssue({ code: "custom", message: missing });
      if (length > limit)
        context.addIssue({
          code: "custom",
          message: `Nhiều nhất ${formatCount(limit)} ký tự; nội dung này có ${formatCount(length)} ký tự. Hãy rút gọn rồi lưu lại.`,
        });
    });
}

/** One line that must be there; `missing` says what to enter. */
export function requiredLine(limit: number, missing: string) {
  return limited(cleanLine, limit, missing);
}

/** A text of several lines that must be there. */
export function requiredText(missing: string, limit: number = longTextLimit) {
  return limited(cleanText, limit, missing);
}

/** A box that may stay empty: null then. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === "string" && cleanLine(value) === "" ? null : (value ?? null)),
    schema.nullable(),
  );
}

/** One line that may stay empty. */
export function optionalLine(limit: number) {
  return optional(limited(cleanLine, limit, null));
}

/** A text of several lines that may stay empty. */
export function optionalText(limit: number = longTextLimit) {
  return optional(limited(cleanText, limit, null));
}

/** A box to tick: forms send "1" or "on", programs a boolean; absent is no. */
export const tick = z.preprocess(
  (value) => value === true || value === "1" || value === "on",
  z.boolean(),
);
