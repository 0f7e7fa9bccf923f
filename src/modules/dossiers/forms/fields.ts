import { z } from "zod";
import { optionalDay } from "#core/input/day.ts";
import {
  optionalMoney,
  optionalPercent,
  optionalProfit,
  optionalWhole,
} from "#core/input/number.ts";
import { optionalPhone } from "#core/input/phone.ts";
import { optional, optionalLine, optionalText } from "#core/input/text.ts";
import type { FormFacts } from "./facts.ts";

/** What a box of a form holds once it is read; decimals as exact text, days as `yyyy-mm-dd`. */
export type FieldValue = string | number | boolean | readonly string[] | null;
export type SectionData = Readonly<Record<string, FieldValue>>;

/** One question of a form. `name` is its key in the kept data; `label` and `hint` are our own wording. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind:
    | "line"
    | "text"
    | "whole"
    | "percent"
    | "money"
    | "profit"
    | "day"
    | "phone"
    | "email"
    | "choice"
    | "ticks";
  readonly required: boolean;
  readonly unit?: string;
  /** Of `choice` (one) and `ticks` (any number). */
  readonly choices?: Readonly<Record<string, string>>;
  /** What we already hold: a person should never be asked twice. */
  readonly prefill?: (facts: FormFacts) => FieldValue;
};

const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Thư điện tử chưa đúng, ví dụ: htx@example.vn.").max(120));

/** One value or several, as forms send ticked boxes. */
const listed = (value: unknown) =>
  value === undefined || value === null || value === ""
    ? []
    : Array.isArray(value)
      ? value
      : [value];

const listOf = (field: Field) => Object.keys(field.choices ?? {});

const schemas: Readonly<Record<Field["kind"], (field: Field) => z.ZodType<FieldValue>>> = {
  line: () => optionalLine(300),
  text: () => optionalText(),
  whole: ({ unit }) => optionalWhole({ min: 0, max: 1_000_000_000, ...(unit ? { unit } : {}) }),
  percent: () => optionalPercent,
  money: () => optionalMoney,
  profit: () => optionalProfit,
  day: () => optionalDay,
  phone: () => optionalPhone,
  email: () => optional(Email),
  choice: (field) => optional(z.enum(listOf(field), { error: "Hãy chọn một mục." })),
  ticks: (field) =>
    z.preprocess(
      listed,
      z.array(z.enum(listOf(field), { error: "Mục này không có trong danh sách." })),
    ),
};

/**
 * What may be kept of a section while it is being written: every box may stay empty, none may be
 * strange, and what is there must be right. A box that is not sent is left as it was.
 */
export function draftSchema(fields: readonly Field[]) {
  return z
    .strictObject(
      Object.fromEntries(
        fields.map((field) => [field.name, schemas[field.kind](field).optional()]),
      ),
    )
    .transform((data) =>
      Object.fromEntries(
        Object.entries(data).filter(
          (entry): entry is [string, FieldValue] => entry[1] !== undefined,
        ),
      ),
    );
}

/** Whether a box has nothing in it. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The required boxes that are still empty. */
export function missingFields(fields: readonly Field[], data: SectionData): readonly Field[] {
  return fields.filter((field) => field.required && isEmpty(data[field.name]));
}

/**
 * What is already known of a section, for the boxes that know where to look, in the form's own
 * way of writing. What would not pass the form's check is left for the person to enter.
 */
export function prefillFields(fields: readonly Field[], facts: FormFacts): SectionData {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const known = schemas[field.kind](field).safeParse(field.prefill?.(facts) ?? null);
      return known.success && !isEmpty(known.data) ? [[field.name, known.data]] : [];
    }),
  );
}
