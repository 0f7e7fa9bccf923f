import { data, type RouterContextProvider } from "react-router";
import { AppError } from "../errors.ts";
import { requestContext } from "./context.ts";
import { problemPage } from "./page.ts";

/** A form that came back: what to do, beside which field, and what had been typed. */
export type FormFailure = {
  readonly ok: false;
  /** Stands above the form; empty when the fields say it all. */
  readonly message: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  /** That somebody else changed the thing since its form was shown (`ui/forms/version-field.tsx`). */
  readonly isStale?: true;
};

/** Never sent back to the browser. */
const secretFields = new Set(["password", "current", "next", "again", "code"]);

function failureOf(error: AppError, form: FormData): FormFailure {
  const values: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !secretFields.has(name)) values[name] = value;
  const message = Object.keys(error.fields).length > 0 ? "" : error.vi;
  const stale = error.code === "stale" ? { isStale: true as const } : {};
  return { ok: false, message, errors: error.fields, values, ...stale };
}

/**
 * Runs the work of an action. What the person can mend comes back to the form with its status
 * and everything that was typed, passwords excepted; what is not there at all becomes a page.
 * `more` finds what the returned form shows besides (choices that fit what was typed).
 * A refusal of a right goes into the audit log.
 */
export async function orBackToForm<Result, More extends object = object>(
  context: Readonly<RouterContextProvider>,
  form: FormData,
  work: () => Promise<Result>,
  more?: () => Promise<More>,
) {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    await context.get(requestContext).denied(thrown);
    if (thrown.code === "notFound" || thrown.status >= 500)
      throw await problemPage(context, thrown);
    const failure = { ...failureOf(thrown, form), ...(await more?.()) } as FormFailure &
      Partial<More>;
    return data(failure, { status: thrown.status });
  }
}
