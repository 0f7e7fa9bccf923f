import { AppError } from "../errors.ts";
import type { RequestContext } from "./context.ts";

/** An answer for a script: what was made, or what to mend, with its status. Refusals are audited. */
export async function forScript(
  { denied }: Pick<RequestContext, "denied">,
  work: () => Promise<object>,
): Promise<Response> {
  try {
    return Response.json(await work());
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    await denied(thrown);
    return Response.json({ vi: thrown.vi, fields: thrown.fields }, { status: thrown.status });
  }
}
