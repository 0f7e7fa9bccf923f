import { randomInt } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Place, UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Role } from "#core/access/roles.ts";
import { roleTable } from "#core/access/roles.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { can } from "../access.ts";
import { hashPassword, nationalProvider } from "../auth.server.ts";
import { events } from "../events.server.ts";
import type { CreateAccount, GrantRole, NationalSubject, UpdateAccount } from "../model.ts";
import { grantFault, rankOf } from "../rules.ts";
import { credentials, roleGrants, users } from "../schema.server.ts";
import { authorisedSubject } from "./accounts.server.ts";
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
async function placeOf(db: Db, unit: string): Promise<Place> {
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

async function act<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(work);
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

const factsOf = (actor: UserActor, subjectId: string, path: string) => ({
  actorId: actor.userId,
  subjectId,
  provinceCode: provinceOf(path) || null,
  unitPath: path || null,
});

/**
 * Opens an account with its first role. The person is told the one-time password, which this
 * returns and nothing keeps; at the first sign-in they choose their own.
 */
export async function createAccount(
  db: Db,
  actor: UserActor,
  input: CreateAccount,
): Promise<{ id: string; password: string }> {
  const place = await placeOf(db, input.unit);
  const fault = grantFault(input.role, place, []);
  const rank = rankOf([input.role]);
  if (!can(actor, "create", { id: null, rank, place, reach: [place] }))
    throw new AppError("forbidden", {
      denied: "account.create",
      vi: `Tài khoản này không được mở tài khoản ${roleTable[input.role].vi} ở đơn vị đã chọn.`,
    });
  if (fault) throw new AppError("invalid", { fields: { role: fault } });
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const id = await act(db, async (tx) => {
    const created = await insertAccount(tx, { ...input, place, hash, grantedBy: actor.userId });
    await appendAudit(tx, events.created, {
      ...factsOf(actor, created, place.path),
      details: { role: input.role, placePath: place.path },
    });
    return created;
  });
  return { id, password };
}

/** The rows of a new account. Rights are the caller's business. */
export async function insertAccount(
  tx: Db,
  account: {
    name: string;
    username: string;
    email: string | null;
    title: string | null;
    role: Role;
    place: Place;
    hash: string;
    grantedBy: string | null;
    isDemo?: boolean;
  },
): Promise<string> {
  const { name, username, email, title, place, isDemo = false } = account;
  const at = { placeVersion: place.version, placePath: place.path };
  const [user] = await tx
    .insert(users)
    .values({ name, username, email, title, ...at, isDemo, mustChangePassword: !isDemo })
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

/** Corrects names and addresses; `stale` when somebody else has in the meantime. */
export async function updateAccount(
  db: Db,
  actor: UserActor,
  id: string,
  input: UpdateAccount,
): Promise<void> {
  await act(db, async (tx) => {
    const { row } = await authorisedSubject(tx, actor, "update", id);
    if (row.version !== input.version) throw new AppError("stale");
    const { version, ...wanted } = input;
    const fields = (["name", "username", "email", "title"] as const).filter(
      (field) => row[field] !== wanted[field],
    );
    if (fields.length === 0) return;
    await tx
      .update(users)
      .set({
        ...wanted,
        ...(fields.includes("email") ? { emailVerified: false } : {}),
        version: version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, id));
    await appendAudit(tx, events.updated, {
      ...factsOf(actor, id, row.placePath),
      details: { fields },
    });
  });
}

/** Blocks or unblocks an account. Blocking ends its sign-ins: the next request is nobody's. */
export async function setDisabled(
  db: Db,
  actor: UserActor,
  id: string,
  disabled: boolean,
): Promise<void> {
  await act(db, async (tx) => {
    const { row } = await authorisedSubject(tx, actor, "disable", id);
    if ((row.disabledAt !== null) === disabled) return;
    await tx
      .update(users)
      .set({
        disabledAt: disabled ? sql`now()` : null,
        version: sql`${users.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, id));
    if (disabled) await endSessionsOf(tx, id);
    await appendAudit(tx, disabled ? events.disabled : events.enabled, {
      ...factsOf(actor, id, row.placePath),
      details: {},
    });
  });
}

/**
 * Gives a one-time password in place of a forgotten one, after the person was seen; with
 * `removeFactor` also for a lost phone. Ends the account's sign-ins. Returns the password.
 */
export async function resetPassword(
  db: Db,
  actor: UserActor,
  id: string,
  { removeFactor = false }: { removeFactor?: boolean } = {},
): Promise<string> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  await act(db, async (tx) => {
    const { row } = await authorisedSubject(tx, actor, "resetPassword", id);
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
    const secondFactorRemoved = removeFactor && (await removeSecondFactor(tx, id));
    await endSessionsOf(tx, id);
    await appendAudit(tx, events.passwordReset, {
      ...factsOf(actor, id, row.placePath),
      details: { secondFactorRemoved },
    });
  });
  return password;
}

/** Adds a role. The actor's own unit must hold the account, its other roles, and the new one. */
export async function grantRole(
  db: Db,
  actor: UserActor,
  id: string,
  input: GrantRole,
): Promise<void> {
  const place = await placeOf(db, input.unit);
  await act(db, async (tx) => {
    const subject = await authorisedSubject(tx, actor, "changeRoles", id);
    const fault = grantFault(input.role, place, subject.roles);
    if (fault) throw new AppError("invalid", { fields: { role: fault } });
    const rank = rankOf([...subject.roles, input.role]);
    if (!can(actor, "changeRoles", { ...subject, rank, reach: [...subject.reach, place] }))
      throw new AppError("forbidden", { denied: "account.changeRoles" });
    await tx.insert(roleGrants).values({
      userId: id,
      role: input.role,
      kind: roleTable[input.role].over,
      placeVersion: place.version,
      placePath: place.path,
      grantedBy: actor.userId,
    });
    await endSessionsOf(tx, id);
    await appendAudit(tx, events.roleGranted, {
      ...factsOf(actor, id, subject.row.placePath),
      details: { role: input.role, placePath: place.path },
    });
  });
}

/** Takes a role away; the account's sign-ins end. `notFound` when it has no such role. */
export async function revokeRole(
  db: Db,
  actor: UserActor,
  id: string,
  grantId: string,
): Promise<void> {
  await act(db, async (tx) => {
    const subject = await authorisedSubject(tx, actor, "changeRoles", id);
    const [removed] = await tx
      .delete(roleGrants)
      .where(and(eq(sql`${roleGrants.id}::text`, grantId), eq(roleGrants.userId, id)))
      .returning({ role: roleGrants.role, placePath: roleGrants.placePath });
    if (!removed) throw new AppError("notFound", { vi: "Tài khoản không có vai trò này." });
    await endSessionsOf(tx, id);
    await appendAudit(tx, events.roleRevoked, {
      ...factsOf(actor, id, subject.row.placePath),
      details: removed,
    });
  });
}

/**
 * Ties an account to a person of the national login, by the subject that it knows them by; null
 * unties. The only way such a tie comes about: nothing that the national login reports makes one.
 */
export async function setNationalSubject(
  db: Db,
  actor: UserActor,
  id: string,
  { subject }: NationalSubject,
): Promise<void> {
  await act(db, async (tx) => {
    const { row } = await authorisedSubject(tx, actor, "linkNational", id);
    await tx
      .delete(credentials)
      .where(and(eq(credentials.userId, id), eq(credentials.providerId, nationalProvider)));
    if (subject !== null)
      await tx
        .insert(credentials)
        .values({ userId: id, providerId: nationalProvider, accountId: subject });
    await endSessionsOf(tx, id);
    await appendAudit(tx, events.nationalLinked, {
      ...factsOf(actor, id, row.placePath),
      details: { linked: subject !== null },
    });
  });
}
