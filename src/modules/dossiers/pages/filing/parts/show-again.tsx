import { data } from "react-router";
import { AppError } from "#core/errors.ts";
import { type FormValues, typedValues } from "#core/field/form.ts";

/** A form page that came back: nothing that was typed is lost. */
export type ShownAgain = {
  readonly typed: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  /** Stands above the form; empty when the boxes say it all. */
  readonly problem: string;
  /** What stands on the system, when somebody was faster. */
  readonly current: FormValues | null;
  /** Version that the next saving is based on; null: as before. */
  readonly version: number | null;
};

/** The page again with what was typed. */
export function showAgain(form: FormData, status: number, more: Partial<ShownAgain>) {
  const typed = typedValues(form);
  const { errors = {}, problem = "", current = null, version = null } = more;
  const again: ShownAgain = { typed, errors, problem, current, version };
  return data(again, status);
}

const mendable = new Set([
  "invalid",
  "conflict",
  "stale",
  "unprocessable",
  "tooMany",
  "unavailable",
]);

/**
 * Runs the saving of a form page; what the person can mend comes back with everything typed.
 * A dossier that is not there, or may not be touched, becomes a page of its own.
 */
export async function orShowAgain<Result>(form: FormData, work: () => Promise<Result>) {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !mendable.has(thrown.code)) throw thrown;
    const errors = thrown.fields;
    const problem = Object.keys(errors).length > 0 ? "" : thrown.vi;
    return showAgain(form, thrown.status, { errors, problem });
  }
}
