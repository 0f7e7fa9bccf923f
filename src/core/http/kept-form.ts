import type { RouterContextProvider } from "react-router";
import type { UserActor } from "../access/actor.ts";
import type { Db } from "../database/connection.ts";
import { AppError, toAppError, toProblem } from "../errors.ts";
import type { PageSaved, PageStale } from "../field/form.ts";
import { findSession } from "../session/session.ts";
import { requestContext } from "./context.ts";

const noStore = { "Cache-Control": "no-store" };

/**
 * Answers the script of a kept form, which sends the same fields as the page itself: 200 kept, 409
 * with what stands there, 401 once the session has ended, else problem details. Refusals are
 * audited.
 */
export async function answerKeptForm(
  context: Readonly<RouterContextProvider>,
  request: Request,
  save: (ground: { db: Db; actor: UserActor }, form: FormData) => Promise<PageSaved | PageStale>,
): Promise<Response> {
  const { database, denied, log, requestId } = context.get(requestContext);
  try {
    const session = await findSession(context);
    if (!session || session.pending !== null) throw new AppError("unauthenticated");
    const kept = await save({ db: database.db, actor: session.actor }, await request.formData());
    return Response.json(kept, { status: kept.outcome === "stale" ? 409 : 200, headers: noStore });
  } catch (thrown) {
    const error = toAppError(thrown);
    await denied(error);
    if (error.status >= 500) log.error({ requestId, err: thrown }, "a form page was not saved");
    return Response.json(toProblem(error, requestId), {
      status: error.status,
      headers: { ...noStore, "Content-Type": "application/problem+json; charset=utf-8" },
    });
  }
}
