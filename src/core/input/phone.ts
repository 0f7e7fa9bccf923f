import { z } from "zod";
import { cleanLine, optional } from "./text.ts";

/**
 * A telephone number of Vietnam as its digits from 0: mobile (03, 05, 07, 08, 09: ten digits) or
 * fixed (02: ten or eleven). `+84`, blanks, points and brackets are understood. Null when it is none.
 */
export function normalisePhone(typed: string): string | null {
  const digits = cleanLine(typed).replace(/[\s.()-]/g, "");
  const local = digits.replace(/^(\+84|0084|84(?=\d{9,10}$))0?/, "0");
  return /^(0[35789]\d{8}|02\d{8,9})$/.test(local) ? local : null;
}

/** A telephone number, or null when left empty. */
export const optionalPhone = optional(
  z.string().transform((typed, context) => {
    const phone = normalisePhone(typed);
    if (phone === null)
      context.addIssue({
        code: "custom",
        message: "Số điện thoại chưa đúng, ví dụ: 0912 345 678 hoặc 0207 3 822 456.",
      });
    return phone ?? "";
  }),
);

/** `0912 345 678`. */
export function formatPhone(phone: string): string {
  return phone.replace(/^(\d{4})(\d{3})(\d+)$/, "$1 $2 $3");
}
