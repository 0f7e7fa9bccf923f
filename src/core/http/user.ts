import type { Context, MiddlewareHandler } from "hono";
import type { UserActor } from "../access/actor.ts";
import { AppError } from "../errors.ts";
import { pendingPath, type Session, signInPath, withTarget } from "../session/session.ts";

/** What interfaces for signed-in people find in their context. */
export type SessionVariables = { Variables: { session: () => Promise<Session | null> } };

/** The signed-in person of an interface. Throws `unauthenticated`, also for one who still owes a step. */
export async function requireUser(c: Context<SessionVariables>): Promise<UserActor> {
  const session = await c.get("session")();
  if (!session || session.pending !== null) throw new AppError("unauthenticated");
  return session.actor;
}

/** What a download finds in its context behind `signedIn`. */
export type SignedInVariables = {
  Variables: { session: () => Promise<Session | null>; actor: UserActor };
};

/** Lets the signed in through. A browser is sent to the page for it; a program gets `unauthenticated`. */
export const signedIn: MiddlewareHandler<SignedInVariables> = async (c, next) => {
  const session = await c.get("session")();
  if (session && session.pending === null) {
    c.set("actor", session.actor);
    return next();
  }
  if (!c.req.header("Accept")?.includes("text/html")) throw new AppError("unauthenticated");
  const page = session?.pending ? pendingPath[session.pending] : signInPath;
  c.header("Cache-Control", "no-store");
  return c.redirect(withTarget(page, `${c.req.path}${new URL(c.req.url).search}`));
};
