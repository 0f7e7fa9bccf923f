import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { roleTable } from "#core/access/roles.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can } from "../access.ts";
import { hashPassword, nationalProvider } from "../auth.server.ts";
import { events } from "../events.server.ts";
import type { CreateAccount, GrantRole, NationalSubject, UpdateAccount } from "../model.ts";
import { grantFault, rankOf } from "../rules.ts";
import { credentials, roleGrants, users } from "../schema.server.ts";
import {
  act,
  insertAccount,
  oneTimePassword,
  placeOf,
  replacePassword,
} from "./account-rows.server.ts";
import { authorisedSubject } from "./accounts.server.ts";
import { requireAgency } from "./agencies.server.ts";
import { endSessionsOf } from "./session.server.ts";

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
    await requireAgency(tx, provinceOf(place.path), { id: input.agencyId ?? null });
    const created = await insertAccount(tx, { ...input, place, hash, grantedBy: actor.userId });
    await appendAudit(tx, events.created, {
      ...factsOf(actor, created, place.path),
      details: { role: input.role, placePath: place.path },
    });
    return created;
  });
  return { id, password };
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
    const fields = (["name", "username", "email", "title", "agencyId"] as const).filter(
      (field) => row[field] !== wanted[field],
    );
    if (fields.length === 0) return;
    const agency = { id: wanted.agencyId, kept: row.agencyId };
    await requireAgency(tx, provinceOf(row.placePath), agency);
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
    const secondFactorRemoved = await replacePassword(tx, id, { hash, removeFactor });
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
