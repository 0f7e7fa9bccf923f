import { redirect, type RouterContextProvider } from "react-router";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { councilPaths } from "../../paths.ts";
import { openSheet, type SheetView } from "../../sheets/open.server.ts";

/** A member's sheet for a page; who has not declared is sent to do so first. */
export async function loadSheet(
  context: Readonly<RouterContextProvider>,
  request: Request,
  { session: sessionId, item: itemId }: { session: string; item: string },
): Promise<{ db: Db; actor: UserActor; view: SheetView }> {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  try {
    return { db, actor, view: await openSheet(db, actor, { sessionId, itemId }) };
  } catch (error) {
    if (error instanceof AppError && error.denied === "council.undeclared")
      throw redirect(councilPaths.declare(sessionId));
    throw error;
  }
}
