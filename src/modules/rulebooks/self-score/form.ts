import { z } from "zod";
import type { CompiledSet } from "../compiled.ts";
import type { Costs } from "../costs.ts";
import type { Answers, RuleSet } from "../model.ts";
import { confirmablesOf } from "./confirmations.ts";
import { answerField, confirmedField, costPrefix } from "./fields.ts";

const nameLength = 200;

/** One line as a person types it: composed, without control characters, blanks joined; empty is none. */
const Name = z
  .string()
  .transform((text) =>
    text
      .normalize("NFC")
      .replaceAll(/[\s\p{C}]+/gu, " ")
      .trim(),
  )
  .pipe(z.string().max(nameLength, `Hãy viết ngắn lại, nhiều nhất ${nameLength} ký tự.`))
  .transform((text) => text || null);

/** What a person hands in. */
export type SelfScoreInput = {
  readonly answers: Answers;
  readonly confirmed: readonly string[];
  readonly product: string | null;
  readonly producer: string | null;
};

/** The form as it came, kept for showing it again, with what to do about each wrong field. */
export type Posted = {
  readonly values: SelfScoreInput;
  readonly errors: Readonly<Record<string, string>>;
  /** Why it could not be kept although nothing in it is wrong. */
  readonly problem?: { readonly vi: string; readonly en: string };
};

/**
 * Reads a posted form against a set. Values of unknown fields are dropped, wrong ones are
 * reported by field name; what can be kept is kept in `values`.
 */
export function readForm(form: FormData, set: RuleSet, compiled: CompiledSet): Posted {
  const errors: Record<string, string> = {};
  const answers: Record<string, number> = {};
  for (const leaf of compiled.leaves) {
    const field = answerField(leaf.code);
    const typed = form.get(field);
    if (typed === null || typed === "") continue;
    const n = Number(typed);
    if (leaf.options.some((option) => option.n === n)) answers[leaf.code] = n;
    else
      errors[field] = `Tiêu chí ${leaf.code}: hãy chọn một trong ${leaf.options.length} lựa chọn.`;
  }
  const product = readName(form, "product", errors);
  const producer = readName(form, "producer", errors);
  const keys = form.getAll(confirmedField);
  const confirmed = confirmablesOf(set)
    .map(({ key }) => key)
    .filter((key) => keys.includes(key));
  const [first] = compiled.leaves;
  if (first && Object.keys(answers).length === 0 && Object.keys(errors).length === 0)
    errors[answerField(first.code)] = "Chưa có câu trả lời nào. Hãy trả lời ít nhất một tiêu chí.";
  return { values: { answers, confirmed, product, producer }, errors };
}

function readName(
  form: FormData,
  field: "product" | "producer",
  errors: Record<string, string>,
): string | null {
  const typed = form.get(field);
  const read = Name.safeParse(typeof typed === "string" ? typed : "");
  if (read.success) return read.data;
  errors[field] = read.error.issues[0]?.message ?? "Hãy sửa lại ô này.";
  return typeof typed === "string" ? typed : null;
}

/** The most that one step may be said to cost; more would only be a slip of the hand. */
const costLimit = 1_000_000_000;

/**
 * Own costs as typed: `12`, `1.500`, `2,5`. Empty fields are left out. A full stop parts
 * thousands only where groups of three follow; otherwise it is a decimal point like the comma.
 */
export function readCostForm(form: FormData): { costs: Costs; errors: Record<string, string> } {
  const costs: Record<string, number> = {};
  const errors: Record<string, string> = {};
  for (const [field, typed] of form) {
    if (!field.startsWith(costPrefix) || typeof typed !== "string" || typed.trim() === "") continue;
    const amount = readAmount(typed);
    if (amount === null) errors[field] = "Hãy nhập một số từ 0 trở lên, ví dụ 12 hoặc 2,5.";
    else costs[field.slice(costPrefix.length)] = amount;
  }
  return { costs, errors };
}

function readAmount(typed: string): number | null {
  const text = typed.replaceAll(/\s/g, "");
  const plain = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)
    ? text.replaceAll(".", "").replace(",", ".")
    : text.replace(",", ".");
  if (!/^\d{1,10}(\.\d{1,6})?$/.test(plain)) return null;
  const amount = Number(plain);
  return amount <= costLimit ? amount : null;
}
