import { z } from "zod";
import { type Day, dayNumber } from "../calendar/day.ts";
import { cleanLine, optional } from "./text.ts";

/** A day as forms send it (`2026-11-22`) or people type it (`22/11/2026`, `1-2-2026`); null when it is none. */
export function parseDay(typed: string): Day | null {
  const text = cleanLine(typed);
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [, date = "", month = "", year = ""] = parts ?? [];
  const day = parts ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : text;
  try {
    dayNumber(day);
    return day >= "1900-01-01" && day <= "2199-12-31" ? day : null;
  } catch {
    return null;
  }
}

/** A day of a form; whether it may lie in the future is the service's to say, by the database's clock. */
export const day = z.string({ error: "Hãy nhập ngày." }).transform((typed, context) => {
  const parsed = parseDay(typed);
  if (parsed === null)
    context.addIssue({ code: "custom", message: "Hãy nhập ngày có thật, ví dụ: 22/11/2026." });
  return parsed ?? "";
});

/** A day, or null when left empty. */
export const optionalDay = optional(day);

/** `22/11/2026`. */
export function formatDay(value: Day): string {
  return value.split("-").reverse().join("/");
}
