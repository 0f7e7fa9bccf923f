/** Controls of a kept form besides its own boxes; the underscore keeps them apart from these. */
export const control = {
  /** Which part of a thing the form is. */
  part: "_part",
  /** Version of the part as it was shown; 0 where there was none. */
  version: "_version",
  /** Where to go once it is saved: `next`, `stay`. */
  go: "_go",
} as const;

/** Everything that a form can hold, by box; a box that may be ticked several times has a list. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** A page has been kept. `errors`: boxes that could not be, with what to do. */
export type PageSaved = {
  readonly outcome: "saved";
  readonly version: number;
  readonly errors: Readonly<Record<string, string>>;
};

/** Somebody changed the page since it was shown: nothing was kept, and this is what stands there. */
export type PageStale = {
  readonly outcome: "stale";
  readonly version: number;
  readonly current: FormValues;
};

/** The version that a posted form was made from. */
export function versionOf(form: FormData): number {
  const version = Number(form.get(control.version));
  return Number.isSafeInteger(version) && version >= 0 ? version : 0;
}

/** What was typed, as boxes show it again. */
export function typedValues(form: FormData): FormValues {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !name.startsWith("_")) (values[name] ??= []).push(value);
  return values;
}

/** The one text of a box. */
export function one(values: FormValues, name: string): string {
  return values[name]?.[0] ?? "";
}
