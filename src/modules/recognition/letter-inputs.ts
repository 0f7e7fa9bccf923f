import { z } from "zod";
import { optionalDay } from "#core/input/day.ts";
import { optionalText, requiredLine } from "#core/input/text.ts";
import { letterFieldNames } from "./letters.ts";

/** 0 while nobody has changed the usual words. */
const Version = z.coerce.number().int().min(0);

/** An agency's sign in numbers: capitals and digits, parts joined by dots or dashes. */
export const AgencySymbol = requiredLine(30, "Hãy nhập ký hiệu của cơ quan.")
  .transform((text) => text.normalize("NFC").toUpperCase())
  .refine(
    (text) => /^[\p{Lu}\d]+([.-][\p{Lu}\d]+)*$/u.test(text),
    "Ký hiệu chỉ gồm chữ, số, dấu chấm, gạch ngang, như VPĐP-OCOP.",
  );

export const SaveLetter = z.strictObject({
  expectedVersion: Version,
  agency: requiredLine(200, "Hãy nhập tên cơ quan ban hành văn bản."),
  /** Stands in numbers after the kind of paper. */
  symbol: AgencySymbol,
  words: z.partialRecord(z.enum(letterFieldNames), optionalText(10_000)),
});
export type SaveLetter = z.input<typeof SaveLetter>;

export const IssueLetter = z.strictObject({
  expectedVersion: Version,
  /** Today unless said. */
  issuedOn: optionalDay.optional(),
  signerName: requiredLine(200, "Hãy nhập họ tên người ký."),
  signerTitle: requiredLine(200, "Hãy nhập chức vụ người ký."),
});
export type IssueLetter = z.input<typeof IssueLetter>;
