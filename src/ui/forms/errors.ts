/** What to do about each field that was filled in wrongly, by field name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Id of the control of a field, for labels and for the links of the error summary. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/g, "-")}`;
}

/** Ids of what describes a control: its hint and its error, as far as there are any. */
export function describedBy(
  name: string,
  has: { hint?: unknown; error?: unknown },
): string | undefined {
  const ids = [has.hint && `${fieldId(name)}-hint`, has.error && `${fieldId(name)}-error`];
  return ids.filter(Boolean).join(" ") || undefined;
}
