import { control, type FormValues, versionOf } from "#core/field/form.ts";
import { formatNumber } from "#core/input/number.ts";
import type { Field, FieldValue, SectionData } from "../forms/fields.ts";

/** Boxes of a criterion's page. */
export const criterionBox = {
  option: "option",
  note: "note",
  /** Papers that are ticked, and those that were when the page was made. */
  papers: "papers",
  papersBefore: "papersBefore",
} as const;

/** What a criterion's page says. */
export type CriterionInput = {
  readonly criterion: string;
  /** As typed: a number, or empty for none. */
  readonly option: string;
  readonly note: string;
  readonly expectedVersion: number;
  /** Papers to put to the criterion, and to take away: only what was changed on this page. */
  readonly attach: readonly string[];
  readonly detach: readonly string[];
};

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function textsIn(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}

/** Which part a posted form is; null when it names none. */
export function partOf(form: FormData): { kind: "section" | "criterion"; name: string } | null {
  const [kind, ...rest] = textIn(form, control.part).split(":");
  const name = rest.join(":");
  return (kind === "section" || kind === "criterion") && name !== "" ? { kind, name } : null;
}

/** Reads a criterion's page. Papers ticked in another tab meanwhile are left alone. */
export function readCriterionForm(form: FormData, criterion: string): CriterionInput {
  const ticked = new Set(textsIn(form, criterionBox.papers));
  const before = new Set(textsIn(form, criterionBox.papersBefore));
  return {
    criterion,
    option: textIn(form, criterionBox.option),
    note: textIn(form, criterionBox.note),
    expectedVersion: versionOf(form),
    attach: [...ticked].filter((id) => !before.has(id)),
    detach: [...before].filter((id) => !ticked.has(id)),
  };
}

/** Reads the boxes of a written part; one that was not sent counts as emptied. */
export function readSectionForm(
  form: FormData,
  fields: readonly Field[],
): Record<string, string | string[]> {
  return Object.fromEntries(
    fields.map(({ name, kind }) => [
      name,
      kind === "ticks" ? textsIn(form, name) : textIn(form, name),
    ]),
  );
}

/** What a box shows of a kept value. */
function shown(kind: Field["kind"], value: FieldValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (kind === "money" || kind === "profit") return [formatNumber(String(value))];
  if (kind === "percent") return [String(value).replace(".", ",")];
  return [String(value)];
}

/** A written part as its boxes show it. */
export function sectionValues(fields: readonly Field[], data: SectionData): FormValues {
  return Object.fromEntries(fields.map(({ name, kind }) => [name, shown(kind, data[name])]));
}

/** A criterion as its boxes show it. */
export function criterionValues(kept: { option: number | null; note: string | null }): FormValues {
  return {
    [criterionBox.option]: kept.option === null ? [] : [String(kept.option)],
    [criterionBox.note]: kept.note === null ? [] : [kept.note],
  };
}
