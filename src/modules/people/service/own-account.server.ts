import { and, eq, sql } from "drizzle-orm";
import type { Rank } from "#core/access/roles.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type AttemptLimit, clearAttempts, countAttempt } from "#core/session/attempts.ts";
import type { Session } from "#core/session/session.ts";
import {
  beginEnrolment,
  codeMatches,
  findEnrolmentSecret,
  type Ground,
  hashPassword,
  openSession,
  passwordMatches,
  readBackupCodes,
  renewBackupCodes,
} from "../auth.server.ts";
import { events } from "../events.server.ts";
import { knownPasswords } from "../known-passwords.server.ts";
import type { ChangePassword, SecondFactor } from "../model.ts";
import { passwordFault } from "../password.ts";
import { rankOf } from "../rules.ts";
import { credentials, twoFactors, users } from "../schema.server.ts";
import { endSessionsOf } from "./session.server.ts";
import { libraryHeaders, useCode, type Visitor, wrongCode } from "./sign-in.server.ts";

const perPassword = { name: "ownPassword", tries: 10, minutes: 15 } satisfies AttemptLimit;
const perEnrolment = { name: "enrolment", tries: 10, minutes: 15 } satisfies AttemptLimit;

/** The rank whose password rules a signed-in account follows. */
export function rankOfSession(session: Session): Rank {
  return rankOf(session.actor.grants.map(({ role }) => role));
}

/** Asks for the password again, before a binding act or a change to how the account proves itself. */
export async function requirePassword(
  db: Db,
  session: Session,
  password: string,
  field: string,
): Promise<void> {
  await countAttempt(db, perPassword, session.actor.userId);
  const [row] = await db
    .select({ hash: credentials.password })
    .from(credentials)
    .where(
      and(eq(credentials.userId, session.actor.userId), eq(credentials.providerId, "credential")),
    );
  if (!(await passwordMatches(row?.hash ?? null, password)))
    throw new AppError("invalid", { fields: { [field]: "Mật khẩu đang dùng chưa đúng." } });
  await clearAttempts(db, perPassword, session.actor.userId);
}

/**
 * Changes one's own password; every other sign-in of the account ends. Throws `invalid` with
 * what to do beside the field. At first login the one-time password counts as the current one.
 */
export async function changePassword(
  ground: Ground,
  visitor: Visitor,
  session: Session,
  input: ChangePassword,
): Promise<void> {
  const { db } = ground;
  const { userId } = session.actor;
  await requirePassword(db, session, input.current, "current");
  const { name, username, email } = session.account;
  const fault =
    input.next === input.current
      ? "Mật khẩu mới phải khác mật khẩu đang dùng."
      : passwordFault(input.next, {
          rank: rankOfSession(session),
          personal: [name, username, email ?? ""],
          known: knownPasswords(),
        });
  if (fault) throw new AppError("invalid", { fields: { next: fault } });
  const hash = await hashPassword(input.next);
  await db.transaction(async (tx) => {
    await tx
      .update(credentials)
      .set({ password: hash, updatedAt: sql`now()` })
      .where(and(eq(credentials.userId, userId), eq(credentials.providerId, "credential")));
    await tx
      .update(users)
      .set({ mustChangePassword: false, updatedAt: sql`now()` })
      .where(eq(users.id, userId));
    await endSessionsOf(tx, userId, session.id);
    await appendAudit(tx, events.passwordChanged, {
      actorId: userId,
      subjectId: userId,
      provinceCode: session.provinceCode,
      requestId: visitor.requestId,
      details: { first: session.pending === "newPassword" },
    });
  });
}

/** What a person needs to set up an authenticator: the secret to type, and its address for a QR. */
export type Enrolment = { secret: string; address: string };

/** The enrolment under way, to show it again; null when none is. */
export async function findEnrolment(ground: Ground, session: Session): Promise<Enrolment | null> {
  const raw = await findEnrolmentSecret(ground, session.actor.userId);
  if (raw === null) return null;
  const secret = base32(raw);
  const label = encodeURIComponent(`OCOP:${session.account.username}`);
  const query = new URLSearchParams({ secret, issuer: "OCOP", digits: "6", period: "30" });
  return { secret, address: `otpauth://totp/${label}?${query}` };
}

/** RFC 4648 base 32 without padding, the form that authenticators take. */
function base32(text: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => letters[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

/**
 * Begins to set up a second factor, after the password. Nothing is in force before
 * `confirmEnrolment`; beginning anew replaces the secret.
 */
export async function startEnrolment(
  ground: Ground,
  visitor: Visitor,
  session: Session,
  password: string,
): Promise<void> {
  if (session.account.hasSecondFactor)
    throw new AppError("conflict", { vi: "Tài khoản đã bật xác thực hai bước." });
  await requirePassword(ground.db, session, password, "password");
  await ground.db.transaction((tx) =>
    beginEnrolment({ ...ground, db: tx }, libraryHeaders(visitor), password),
  );
}

/**
 * Puts the second factor in force with a first right code. Every sign-in of the account ends;
 * the headers carry the new one, which has shown its factor. The backup codes are shown once.
 */
export async function confirmEnrolment(
  ground: Ground,
  visitor: Visitor,
  session: Session,
  input: SecondFactor,
): Promise<{ headers: Headers; backupCodes: string[] }> {
  const { userId } = session.actor;
  await countAttempt(ground.db, perEnrolment, userId);
  const opened = await ground.db.transaction(async (tx) => {
    const inner = { ...ground, db: tx };
    const headers = libraryHeaders(visitor);
    const underWay = await findEnrolmentSecret(inner, userId);
    if (underWay === null || input.code.includes("-")) return null;
    if (!(await codeMatches(inner, headers, input.code))) return null;
    await useCode(tx, userId, input.code);
    await endSessionsOf(tx, userId);
    const cookie = await openSession(inner, headers, {
      userId,
      method: session.method,
      secondFactor: true,
    });
    await appendAudit(tx, events.secondFactorEnrolled, {
      actorId: userId,
      subjectId: userId,
      provinceCode: session.provinceCode,
      requestId: visitor.requestId,
      details: {},
    });
    return cookie;
  });
  if (!opened) throw wrongCode();
  await clearAttempts(ground.db, perEnrolment, userId);
  return { headers: opened, backupCodes: await readBackupCodes(ground, userId) };
}

/** Replaces the backup codes, after the password; the old ones are void. Shown once. */
export async function replaceBackupCodes(
  ground: Ground,
  visitor: Visitor,
  session: Session,
  password: string,
): Promise<string[]> {
  if (!session.account.hasSecondFactor) throw new AppError("conflict");
  await requirePassword(ground.db, session, password, "password");
  return ground.db.transaction(async (tx) => {
    const codes = await renewBackupCodes({ ...ground, db: tx }, libraryHeaders(visitor), password);
    await appendAudit(tx, events.backupCodesRenewed, {
      actorId: session.actor.userId,
      subjectId: session.actor.userId,
      provinceCode: session.provinceCode,
      requestId: visitor.requestId,
      details: {},
    });
    return codes;
  });
}

/** Takes an account's second factor away, in the transaction of an administrator's reset. */
export async function removeSecondFactor(tx: Db, userId: string): Promise<boolean> {
  const removed = await tx
    .delete(twoFactors)
    .where(eq(twoFactors.userId, userId))
    .returning({ id: twoFactors.id });
  await tx.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId));
  return removed.length > 0;
}
