import { AppError } from "#core/errors.ts";
import type { Posted } from "../../self-score/form.ts";

/**
 * Saves a form that was read without mistakes. When that cannot be done now (too many at once,
 * changed elsewhere), the form comes back with everything typed and the reason; null: saved.
 */
export async function orKeepTyped(
  posted: Posted,
  save: () => Promise<void>,
): Promise<{ posted: Posted; status: number } | null> {
  try {
    await save();
    return null;
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.status === 404 || thrown.status >= 500)
      throw thrown;
    const problem = { vi: thrown.vi, en: thrown.en };
    return { posted: { ...posted, problem }, status: thrown.status };
  }
}
