import type { RouterContextProvider } from "react-router";
import { requestContext } from "#core/http/context.ts";
import type { Ground } from "./auth.server.ts";
import type { Visitor } from "./service/sign-in.server.ts";

/** What the pages of signing in hand to the services: the running program, and whose request it is. */
export function entranceOf(
  context: Readonly<RouterContextProvider>,
  request: Request,
): { ground: Ground; visitor: Visitor } {
  const { database, env, log, ip, requestId } = context.get(requestContext);
  return {
    ground: { db: database.db, env, log },
    visitor: { headers: request.headers, ip, requestId },
  };
}
