import { addDays, type Day } from "#core/calendar/day.ts";
import { foldText } from "#core/text.ts";
import { type Cell, textOf } from "./cells.ts";

/** How a day was read, when not as it stands: said to whoever imports. */
export type DayReading = "asWritten" | "serialText" | "monthFirst" | "shortYear";

/** What a cell says of a day. */
export type ReadDay =
  | { readonly kind: "blank" }
  | { readonly kind: "day"; readonly day: Day; readonly reading: DayReading }
  /** Only the year, or month and year, is given. */
  | { readonly kind: "year"; readonly year: number; readonly isWhole: boolean }
  | { readonly kind: "unreadable"; readonly text: string }
  | { readonly kind: "impossible"; readonly text: string };

/** Day 0 of spreadsheets' serial numbers (with their 29 February 1900 counted). */
const serialZero: Day = "1899-12-30";
/** Serials of 1 January 2000 and 31 December 2099. */
const [firstSerial, lastSerial] = [36_526, 73_050];

/** The day of a spreadsheet's serial number; null outside this century. Hours are dropped. */
export function dayOfSerial(serial: number): Day | null {
  if (!Number.isFinite(serial) || serial < firstSerial || serial >= lastSerial + 1) return null;
  return addDays(serialZero, Math.floor(serial));
}

const numeric = /^(\d{1,4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,4})(?:[ T]+\d{1,2}:\d{2}.*)?$/;
const spelled = /^(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})$/;
const monthOnly = /^(?:thang\s*)?(\d{1,2})\s*(?:[/.-]|\s*nam\s*)\s*(\d{4})$/;

/**
 * A day from a date cell, a serial number or text. Text is read day first, as Vietnam writes;
 * month first only when nothing else is possible, and then it says so.
 */
export function readDay(cell: Cell | undefined): ReadDay {
  if (cell instanceof Date)
    return { kind: "day", day: cell.toISOString().slice(0, 10), reading: "asWritten" };
  const text = textOf(cell);
  if (text === "") return { kind: "blank" };
  if (/^(19|20)\d{2}$/.test(text)) return { kind: "year", year: Number(text), isWhole: true };
  if (/^\d{5}([.,]\d+)?$/.test(text)) {
    const day = dayOfSerial(Number(text.replace(",", ".")));
    if (day === null) return { kind: "unreadable", text };
    return { kind: "day", day, reading: typeof cell === "number" ? "asWritten" : "serialText" };
  }
  const parts = numeric.exec(text) ?? spelled.exec(foldText(text));
  if (parts) return fromParts(text, parts[1] ?? "", parts[2] ?? "", parts[3] ?? "");
  const month = monthOnly.exec(foldText(text).replace(" ", "/")) ?? monthOnly.exec(foldText(text));
  if (month && Number(month[1]) >= 1 && Number(month[1]) <= 12)
    return { kind: "year", year: Number(month[2]), isWhole: false };
  return { kind: "unreadable", text };
}

function fromParts(text: string, first: string, second: string, third: string): ReadDay {
  if (first.length === 4) return certain(text, { year: first, month: second, day: third });
  if (third.length !== 4 && third.length !== 2) return { kind: "unreadable", text };
  const isShort = third.length === 2;
  const year = isShort ? `20${third}` : third;
  const usual = dayOf({ year, month: second, day: first });
  if (usual !== null)
    return { kind: "day", day: usual, reading: isShort ? "shortYear" : "asWritten" };
  const turned = Number(second) > 12 ? dayOf({ year, month: first, day: second }) : null;
  if (turned !== null) return { kind: "day", day: turned, reading: "monthFirst" };
  return { kind: "impossible", text };
}

type Parts = { readonly year: string; readonly month: string; readonly day: string };

function certain(text: string, parts: Parts): ReadDay {
  const day = dayOf(parts);
  return day === null ? { kind: "impossible", text } : { kind: "day", day, reading: "asWritten" };
}

function dayOf({ year, month, day }: Parts): Day | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const at = new Date(Date.UTC(y, m - 1, d));
  const isReal = at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return isReal ? at.toISOString().slice(0, 10) : null;
}

/** A number and day written in one cell: `86/QĐ-UBND ngày 27/01/2023`. */
export function splitDecision(text: string): { readonly number: string; readonly rest: string } {
  const parted = /^(.*?)[\s,;]*(?:ng[àa]y|,\s*k[ýy]\s+ng[àa]y)\s+(.+)$/iu.exec(text);
  if (!parted) return { number: text, rest: "" };
  return { number: (parted[1] ?? "").trim(), rest: (parted[2] ?? "").trim() };
}
