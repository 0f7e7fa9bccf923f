import type { z } from "zod";
import { AppError } from "../errors.ts";

/**
 * What was sent, as the schema makes it. Throws `invalid` with one message beside each field;
 * a field that the schema does not know is refused too, so nobody writes what no form offers.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}

/** The refusal of an input that does not fit: one message beside each field. */
export function invalidInput({ issues }: Pick<z.ZodError, "issues">): AppError {
  const fields: Record<string, string> = {};
  const strange: string[] = [];
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") strange.push(...issue.keys);
    else fields[issue.path.join(".") || "form"] ??= issue.message;
  }
  if (strange.length > 0) fields["form"] = "Biểu mẫu gửi lên có mục lạ. Hãy tải lại trang.";
  return new AppError("invalid", {
    fields,
    log: `invalid input: ${[...Object.keys(fields), ...strange].join(", ")}`,
  });
}

/** A form's fields as an object: a field sent several times becomes a list. */
export function formFields(form: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === "string");
    const [first] = values;
    if (first !== undefined) fields[name] = values.length === 1 ? first : values;
  }
  return fields;
}
