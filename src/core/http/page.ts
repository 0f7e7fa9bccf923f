import { data, type RouterContextProvider } from "react-router";
import { AppError } from "../errors.ts";
import { requestContext } from "./context.ts";

/** What an error page is told: the text for people, never the cause. */
export type PageProblem = { readonly vi: string; readonly en: string };

/**
 * Wraps a loader or action so that an `AppError` becomes a page with that error's status and
 * text. Anything else passes through, is logged by the one sink and shown as a fault of ours.
 * A refusal of a right goes into the audit log.
 */
export function forPage<Args extends { context: Readonly<RouterContextProvider> }, Result>(
  handler: (args: Args) => Promise<Result>,
): (args: Args) => Promise<Result> {
  return async (args) => {
    try {
      return await handler(args);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      await args.context.get(requestContext).denied(thrown);
      const problem: PageProblem = { vi: thrown.vi, en: thrown.en };
      throw data(problem, { status: thrown.status });
    }
  };
}
