import { and, desc, eq, ne, sql } from "drizzle-orm";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import type { Pending, Session } from "#core/session/session.ts";
import { findToken, type Ground } from "../auth.server.ts";
import { events } from "../events.server.ts";
import { needsSecondFactor, type StoredGrant, toGrant } from "../rules.ts";
import { roleGrants, sessions, users, verifications } from "../schema.server.ts";

/**
 * The sign-in behind a request, or null. Account, roles and blocks are read at every request:
 * what an administrator takes away is gone at the next one.
 */
export async function loadSession(ground: Ground, headers: Headers): Promise<Session | null> {
  const token = await findToken(ground, headers);
  if (token === null) return null;
  const { db } = ground;
  const [found] = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), sql`${sessions.expiresAt} > now()`));
  if (!found || found.user.disabledAt !== null) return null;
  const { session, user } = found;
  const held = await heldGrants(db, user.id);
  return {
    id: session.id,
    actor: { kind: "user", userId: user.id, grants: held.map(toGrant) },
    account: {
      name: user.name,
      username: user.username,
      email: user.email,
      isDemo: user.isDemo,
      hasSecondFactor: user.twoFactorEnabled,
    },
    provinceCode: provinceOf(user.placePath) || null,
    method: session.method,
    secondFactorAt: session.secondFactorAt,
    pending: pendingOf(user, session, held),
  };
}

function heldGrants(db: Db, userId: string): Promise<StoredGrant[]> {
  return db
    .select({
      role: roleGrants.role,
      placeVersion: roleGrants.placeVersion,
      placePath: roleGrants.placePath,
      holderId: roleGrants.holderId,
    })
    .from(roleGrants)
    .where(eq(roleGrants.userId, userId))
    .orderBy(roleGrants.grantedAt, roleGrants.id);
}

/**
 * What the session still owes, most urgent first. A sample account of a demo need not enrol a
 * second factor (the page says so); one that has enrolled must show it like everyone.
 */
function pendingOf(
  user: typeof users.$inferSelect,
  session: typeof sessions.$inferSelect,
  held: readonly StoredGrant[],
): Pending | null {
  if (user.twoFactorEnabled && session.secondFactorAt === null) return "secondFactor";
  if (user.mustChangePassword && session.method === "password") return "newPassword";
  const mustEnrol = needsSecondFactor(held.map(({ role }) => role));
  if (mustEnrol && !user.twoFactorEnabled && !user.isDemo) return "enrolSecondFactor";
  return null;
}

/** One of a person's sign-ins, for their own list. */
export type SessionItem = {
  id: string;
  startedAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
  isCurrent: boolean;
};

/** The person's sign-ins in force, newest first. */
export async function listOwnSessions(db: Db, session: Session): Promise<SessionItem[]> {
  const rows = await db
    .select({
      id: sessions.id,
      startedAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, session.actor.userId), sql`${sessions.expiresAt} > now()`))
    .orderBy(desc(sessions.createdAt));
  return rows.map((row) => ({ ...row, isCurrent: row.id === session.id }));
}

/** Ends one of the person's other sign-ins, or all of them (`which` null). Someone else's is not found and left alone. */
export async function endOwnSessions(
  db: Db,
  session: Session,
  which: string | null,
): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, session.actor.userId),
          ne(sessions.id, session.id),
          which === null ? undefined : eq(sql`${sessions.id}::text`, which),
        ),
      )
      .returning({ id: sessions.id });
    if (ended.length > 0)
      await appendAudit(tx, events.sessionsEnded, {
        actorId: session.actor.userId,
        subjectId: session.actor.userId,
        provinceCode: session.provinceCode,
        details: { count: ended.length },
      });
    return ended.length;
  });
}

/** Ends every sign-in of an account, in the transaction of the act that calls for it. */
export async function endSessionsOf(tx: Db, userId: string, except?: string): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), except ? ne(sessions.id, except) : undefined));
}

/** Removes what is over: sign-ins and half-finished national logins. For the hourly job. */
export async function sweepSessions(db: Db): Promise<void> {
  await db.delete(sessions).where(sql`${sessions.expiresAt} < now()`);
  await db.delete(verifications).where(sql`${verifications.expiresAt} < now()`);
}
