import { randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Place } from "#core/access/actor.ts";
import { type Role, roleTable } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { credentials, roleGrants, users } from "../schema.server.ts";
import { removeSecondFactor } from "./own-account.server.ts";
import { endSessionsOf } from "./session.server.ts";

/** Letters and digits that nobody mistakes for one another on paper. */
const plainLetters = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password for one use, to be told by word or on paper: 16 letters, 79 bits, in groups of four. */
export function oneTimePassword(): string {
  const letter = () => plainLetters[randomInt(plainLetters.length)];
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join("")).join("-");
}

/** A unit from a form, as a place in today's tree. */
export async function placeOf(db: Db, unit: string): Promise<Place> {
  if (unit === "VN") return { version: currentVersion, path: "" };
  const found = await findUnit(db, { version: currentVersion, code: unit });
  if (!found) throw new AppError("invalid", { fields: { unit: "Không có đơn vị mang mã này." } });
  return { version: currentVersion, path: found.path };
}

/** A name that is taken comes back beside its field, also when two forms arrive together. */
function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, constraint } = at as { code?: string; constraint?: string };
    if (code !== "23505") continue;
    if (constraint === "users_username_key")
      return new AppError("invalid", {
        fields: { username: "Tên đăng nhập này đã có người dùng." },
      });
    if (constraint === "users_email_key")
      return new AppError("invalid", { fields: { email: "Thư điện tử này đã có tài khoản." } });
    if (constraint === "credentials_subject_key")
      return new AppError("invalid", {
        fields: { subject: "Mã định danh này đã gắn với tài khoản khác." },
      });
    if (constraint === "role_grants_once")
      return new AppError("invalid", {
        fields: { role: "Tài khoản đã có vai trò này ở đơn vị này." },
      });
  }
  return null;
}

/** One transaction, in which a taken name is the form's to mend. */
export async function act<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(work);
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

/** The rows of a new account. Rights are the caller's business. */
export async function insertAccount(
  tx: Db,
  account: {
    name: string;
    username: string;
    email: string | null;
    title: string | null;
    agencyId?: string | null;
    role: Role;
    place: Place;
    hash: string;
    grantedBy: string | null;
    isDemo?: boolean;
    /** Whether `hash` is of a password that somebody else chose; as a rule it is. */
    mustChangePassword?: boolean;
  },
): Promise<string> {
  const { name, username, email, title, agencyId = null, place, isDemo = false } = account;
  const { mustChangePassword = !isDemo } = account;
  const at = { placeVersion: place.version, placePath: place.path };
  const [user] = await tx
    .insert(users)
    .values({ name, username, email, title, agencyId, ...at, isDemo, mustChangePassword })
    .returning({ id: users.id });
  if (!user) throw new Error("the account was not stored");
  await tx.insert(credentials).values({
    userId: user.id,
    providerId: "credential",
    accountId: user.id,
    password: account.hash,
  });
  await tx.insert(roleGrants).values({
    userId: user.id,
    role: account.role,
    kind: roleTable[account.role].over,
    ...at,
    grantedBy: account.grantedBy,
  });
  return user.id;
}

/**
 * Puts a one-time password in the place of the old one, and ends the account's sign-ins. True
 * when a second factor was taken away too.
 */
export async function replacePassword(
  tx: Db,
  id: string,
  { hash, removeFactor }: { hash: string; removeFactor: boolean },
): Promise<boolean> {
  await tx
    .insert(credentials)
    .values({ userId: id, providerId: "credential", accountId: id, password: hash })
    .onConflictDoUpdate({
      target: [credentials.userId, credentials.providerId],
      set: { password: hash, updatedAt: sql`now()` },
    });
  await tx
    .update(users)
    .set({ mustChangePassword: true, updatedAt: sql`now()` })
    .where(eq(users.id, id));
  await endSessionsOf(tx, id);
  return removeFactor && (await removeSecondFactor(tx, id));
}
