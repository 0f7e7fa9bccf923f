import { data, type RouterContextProvider } from "react-router";
import { type Rank, type Role, roles, roleTable } from "../access/roles.ts";
import { AppError } from "../errors.ts";
import { requestContext } from "./context.ts";

/** What an error page is told: the text for people, never the cause. */
export type PageProblem = {
  readonly vi: string;
  readonly en: string;
  /** The signed-in person who met it; null: nobody. */
  readonly person: ProblemPerson | null;
  /** Vietnamese names of the roles that the page or act is open to; empty where that is not the point. */
  readonly openTo: readonly string[];
};

/** Who met a problem: the account's name and, in Vietnamese, its roles. */
export type ProblemPerson = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly rank: Rank;
};

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
      throw await problemPage(args.context, thrown);
    }
  };
}

/** What is thrown for a page that stands in for one that failed. */
export async function problemPage(context: Readonly<RouterContextProvider>, error: AppError) {
  const problem: PageProblem = {
    vi: error.vi,
    en: error.en,
    person: error.status < 500 ? await whoAsks(context) : null,
    openTo: namesOf(error.roles),
  };
  return data(problem, { status: error.status });
}

/** Nobody, too, when that cannot be read now: the first problem is the one to be shown. */
async function whoAsks(context: Readonly<RouterContextProvider>): Promise<ProblemPerson | null> {
  const session = await context
    .get(requestContext)
    .session()
    .catch(() => null);
  if (!session || session.pending !== null) return null;
  const { grants } = session.actor;
  const isOfficial = grants.some(({ role }) => roleTable[role].rank === "official");
  return {
    name: session.account.name,
    roles: namesOf(grants.map(({ role }) => role)),
    rank: isOfficial || grants.length === 0 ? "official" : "producer",
  };
}

/** In the domain's order, each once. */
function namesOf(named: readonly Role[]): string[] {
  return roles.filter((role) => named.includes(role)).map((role) => roleTable[role].vi);
}
