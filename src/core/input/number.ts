import { z } from "zod";
import { cleanLine, optional } from "./text.ts";

const grouped = /^\d{1,3}(?:([.\s])\d{3})(?:\1\d{3})*$/;
const english = /^\d{1,3}(?:,\d{3}){2,}$/;

/**
 * A number as people in Vietnam write it, as an exact decimal (`1.234.567,5` is `1234567.5`):
 * points or blanks part thousands, a comma starts the decimals. A point that parts no full group
 * of three (`12.5`) starts decimals too, as a telephone's keypad types them. Null when it is
 * none, or could be read in two ways.
 */
export function parseNumber(typed: string): string | null {
  const text = cleanLine(typed).replace(/^[-−–]\s*/, "-");
  const negative = text.startsWith("-");
  const rest = negative ? text.slice(1) : text;
  const plain = unsigned(rest);
  if (plain === null) return null;
  const [whole = "", decimals = ""] = plain.split(".");
  const value = `${whole.replace(/^0+(?=\d)/, "")}${decimals.replace(/0+$/, "") && `.${decimals.replace(/0+$/, "")}`}`;
  return negative && value !== "0" ? `-${value}` : value;
}

function unsigned(text: string): string | null {
  if (/^\d+$/.test(text)) return text;
  if (english.test(text)) return text.replaceAll(",", "");
  const [whole = "", decimals, ...more] = text.split(",");
  if (more.length > 0) return null;
  if (decimals === undefined) {
    if (grouped.test(whole) && !whole.startsWith("0")) return whole.replace(/[.\s]/g, "");
    return /^\d+\.\d+$/.test(whole) ? whole : null;
  }
  if (!/^\d+$/.test(decimals)) return null;
  if (/^\d+$/.test(whole)) return `${whole}.${decimals}`;
  return grouped.test(whole) ? `${whole.replace(/[.\s]/g, "")}.${decimals}` : null;
}

const unread = "Hãy nhập một số, ví dụ: 1.250.000 hoặc 12,5.";

const decimal = z
  .union([z.string(), z.number().finite().transform(String)], { error: unread })
  .transform((typed, context) => {
    // A program's own number and what this gave out before use a point and no groups.
    const value = parseNumber(typed);
    if (value === null) context.addIssue({ code: "custom", message: unread });
    return value ?? "0";
  });

/** A whole number between two bounds, both included. */
export function wholeNumber(bounds: { min: number; max: number; unit?: string }) {
  return decimal.transform((value, context) => {
    const number = Number(value);
    if (!/^-?\d+$/.test(value) || number < bounds.min || number > bounds.max)
      context.addIssue({
        code: "custom",
        message: `Hãy nhập số nguyên từ ${formatNumber(String(bounds.min))} đến ${formatNumber(String(bounds.max))}${bounds.unit ? ` ${bounds.unit}` : ""}.`,
      });
    return number;
  });
}

/** A year between two, both included; its digits are not parted. */
export function yearBetween(min: number, max: number) {
  return decimal.transform((value, context) => {
    const year = Number(value);
    if (!Number.isInteger(year) || year < min || year > max)
      context.addIssue({ code: "custom", message: `Hãy nhập năm từ ${min} đến ${max}.` });
    return year;
  });
}

/** As `wholeNumber`, or null when left empty. */
export function optionalWhole(bounds: { min: number; max: number; unit?: string }) {
  return optional(wholeNumber(bounds));
}

/** A share of 0 to 100 per cent with at most two decimals, exact: `66.67`; null when left empty. */
export const optionalPercent = optional(
  decimal.transform((value, context) => {
    if (Number(value) < 0 || Number(value) > 100)
      context.addIssue({ code: "custom", message: "Hãy nhập tỷ lệ từ 0 đến 100 (%)." });
    else if (!/^\d+(\.\d{1,2})?$/.test(value))
      context.addIssue({ code: "custom", message: "Tỷ lệ có nhiều nhất hai chữ số thập phân." });
    return value;
  }),
);

/** A quantity from 0 to `max` with at most so many decimals, exact: `12.5`; null when left empty. */
export function optionalQuantity(bounds: { max: number; decimals: number; unit?: string }) {
  return optional(
    decimal.transform((value, context) => {
      const [, decimals = ""] = value.split(".");
      if (Number(value) < 0 || Number(value) > bounds.max)
        context.addIssue({
          code: "custom",
          message: `Hãy nhập số từ 0 đến ${formatNumber(bounds.max)}${bounds.unit ? ` ${bounds.unit}` : ""}.`,
        });
      else if (decimals.length > bounds.decimals)
        context.addIssue({
          code: "custom",
          message: `Nhiều nhất ${bounds.decimals} chữ số sau dấu phẩy.`,
        });
      return value;
    }),
  );
}

/** Đồng, up to 9 quadrillion: every sum that a program's number holds exactly. */
const mostMoney = 9_000_000_000_000_000;

/** Đồng, not negative; null when left empty. */
export const optionalMoney = optional(wholeNumber({ min: 0, max: mostMoney, unit: "đồng" }));

/** Đồng, a loss is negative; null when left empty. */
export const optionalProfit = optional(
  wholeNumber({ min: -mostMoney, max: mostMoney, unit: "đồng" }),
);

/** An exact decimal as Vietnamese writes it: `1234567.5` is `1.234.567,5`. */
export function formatNumber(value: string | number): string {
  const [whole = "", decimals] = String(value).split(".");
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return decimals === undefined ? parted : `${parted},${decimals}`;
}
