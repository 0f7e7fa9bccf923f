import type { Context } from "hono";
import type { UserActor } from "../access/actor.ts";
import { AppError } from "../errors.ts";
import type { Session } from "../session/session.ts";

/** What interfaces for signed-in people find in their context. */
export type SessionVariables = { Variables: { session: () => Promise<Session | null> } };

/** The signed-in person of an interface. Throws `unauthenticated`, also for one who still owes a step. */
export async function requireUser(c: Context<SessionVariables>): Promise<UserActor> {
  const session = await c.get("session")();
  if (!session || session.pending !== null) throw new AppError("unauthenticated");
  return session.actor;
}
