import {
  and,
  asc,
  count,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  like,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Role } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { Session } from "#core/session/session.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import {
  abilities,
  type AccountAction,
  type AccountSubject,
  can,
  mayListAccounts,
  rolesOffered,
} from "../access.ts";
import { accountScope } from "../access.server.ts";
import { nationalProvider } from "../auth.server.ts";
import type { AccountSearch } from "../model.ts";
import { rankOf } from "../rules.ts";
import { credentials, roleGrants, users } from "../schema.server.ts";
import { agencyOptions, nameAgencies } from "./agencies.server.ts";

/** One role of an account, with the unit's name of today. */
export type HeldRole = { id: string; role: Role; placePath: string; unitName: string };

/** An account as its administrators see it. */
export type Account = {
  id: string;
  name: string;
  username: string;
  email: string | null;
  title: string | null;
  agencyId: string | null;
  agencyName: string | null;
  unitName: string;
  placePath: string;
  roles: HeldRole[];
  isDisabled: boolean;
  isDemo: boolean;
  hasSecondFactor: boolean;
  mustChangePassword: boolean;
  version: number;
};

export const accountsPerPage = 50;

/** The desk of accounts: the roles that the actor may open accounts with; `forbidden` when it is not theirs. */
export function requireDesk(actor: Actor): readonly Role[] {
  if (!mayListAccounts(actor)) throw new AppError("forbidden", { denied: "account.list" });
  return rolesOffered(actor, "create");
}

/** As `requireDesk`, for who opens accounts. */
export function requireOpening(actor: Actor): readonly Role[] {
  const offered = rolesOffered(actor, "create");
  if (offered.length === 0) throw new AppError("forbidden", { denied: "account.create" });
  return offered;
}

/** Accounts that the actor may see, by name; with how many there are in all. */
export async function listAccounts(
  db: Db,
  actor: Actor,
  search: AccountSearch,
): Promise<{ accounts: Account[]; total: number }> {
  const where = and(accountScope(db, actor, "see"), ...filters(db, search));
  const [[counted], rows] = [
    await db.select({ total: count() }).from(users).where(where),
    await db
      .select()
      .from(users)
      .where(where)
      .orderBy(asc(users.name), asc(users.id))
      .limit(accountsPerPage)
      .offset((search.page - 1) * accountsPerPage),
  ];
  return { accounts: await present(db, rows), total: counted?.total ?? 0 };
}

function filters(db: Db, search: AccountSearch): (SQL | undefined)[] {
  const pattern = `%${search.text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return [
    search.text === ""
      ? undefined
      : or(
          like(sql`lower(${users.name})`, pattern),
          like(users.username, pattern),
          like(sql`lower(${users.email})`, pattern),
        ),
    search.state === "all"
      ? undefined
      : search.state === "disabled"
        ? isNotNull(users.disabledAt)
        : isNull(users.disabledAt),
    search.role &&
      exists(
        db
          .select({ one: sql`1` })
          .from(roleGrants)
          .where(and(eq(roleGrants.userId, users.id), eq(roleGrants.role, search.role))),
      ),
    search.unit === undefined || search.unit === "VN"
      ? undefined
      : and(
          eq(users.placeVersion, currentVersion),
          sql`${search.unit} = any(string_to_array(${users.placePath}, '/'))`,
        ),
  ];
}

type UserRow = typeof users.$inferSelect;

async function present(db: Db, rows: readonly UserRow[]): Promise<Account[]> {
  const held = await rolesOf(
    db,
    rows.map(({ id }) => id),
  );
  const named = await namesOfPlaces(db, [...rows, ...held]);
  const agencyNames = await nameAgencies(
    db,
    rows.flatMap(({ agencyId }) => agencyId ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    username: row.username,
    email: row.email,
    title: row.title,
    agencyId: row.agencyId,
    agencyName: agencyNames.get(row.agencyId ?? "") ?? null,
    unitName: named(row),
    placePath: row.placePath,
    roles: held
      .filter(({ userId }) => userId === row.id)
      .map(({ id, role, placeVersion, placePath }) => ({
        id,
        role,
        placePath,
        unitName: named({ placeVersion, placePath }),
      })),
    isDisabled: row.disabledAt !== null,
    isDemo: row.isDemo,
    hasSecondFactor: row.twoFactorEnabled,
    mustChangePassword: row.mustChangePassword,
    version: row.version,
  }));
}

async function rolesOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(roleGrants)
    .where(inArray(roleGrants.userId, [...ids]))
    .orderBy(roleGrants.grantedAt, roleGrants.id);
}

type Placed = { placeVersion: string; placePath: string };

/** The names of units as they are called today; the country has no unit. */
async function namesOfPlaces(db: Db, placed: readonly Placed[]): Promise<(one: Placed) => string> {
  const refs = placed.filter(({ placePath }) => placePath !== "").map(refOf);
  const units = await findUnits(db, refs);
  return (one) =>
    one.placePath === ""
      ? "Toàn quốc"
      : (units.get(keyOfRef(refOf(one)))?.fullName ?? one.placePath);
}

function refOf({ placeVersion, placePath }: Placed) {
  return {
    version: placeVersion as typeof currentVersion,
    code: placePath.split("/").at(-1) ?? "",
  };
}

/** The signed-in person's own account. */
export async function getOwnAccount(db: Db, session: Session): Promise<Account> {
  const rows = await db.select().from(users).where(eq(users.id, session.actor.userId));
  const [account] = await present(db, rows);
  if (!account) throw new AppError("unauthenticated");
  return account;
}

/** What rights need to know of an account; inside a transaction with its row locked. */
export async function findSubject(
  db: Db,
  id: string,
  lock = false,
): Promise<(AccountSubject & { row: UserRow; roles: Role[] }) | undefined> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined;
  const query = db.select().from(users).where(eq(users.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) return undefined;
  const held = await rolesOf(db, [id]);
  const roles = held.map(({ role }) => role);
  return {
    id,
    rank: rankOf(roles),
    place: { version: row.placeVersion, path: row.placePath },
    reach: held.map(({ placeVersion, placePath }) => ({ version: placeVersion, path: placePath })),
    row,
    roles,
  };
}

/**
 * The account, if the actor may do this to it. An account that may not be seen is not found, as
 * if it were not there; one that may only be seen is refused.
 */
export async function authorisedSubject(
  db: Db,
  actor: Actor,
  action: AccountAction,
  id: string,
): Promise<AccountSubject & { row: UserRow; roles: Role[] }> {
  const subject = await findSubject(db, id, action !== "see");
  if (!subject) throw new AppError("notFound", { vi: "Không có tài khoản này." });
  if (can(actor, action, subject)) return subject;
  if (can(actor, "see", subject)) throw new AppError("forbidden", { denied: `account.${action}` });
  throw new AppError("notFound", { denied: `account.${action}`, vi: "Không có tài khoản này." });
}

/** One account with what the actor may do to it; `notFound` when it may not be seen. */
export async function getAccount(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{
  account: Account;
  abilities: readonly AccountAction[];
  nationalSubject: string | null;
  /** Agencies that the account may belong to; none unless the actor may say so. */
  agencies: readonly { readonly id: string; readonly name: string }[];
}> {
  const subject = await authorisedSubject(db, actor, "see", id);
  const [account] = await present(db, [subject.row]);
  if (!account) throw new AppError("notFound");
  const [linked] = await db
    .select({ subject: credentials.accountId })
    .from(credentials)
    .where(and(eq(credentials.userId, id), eq(credentials.providerId, nationalProvider)));
  const may = abilities(actor, subject);
  return {
    account,
    abilities: may,
    agencies:
      may.includes("update") && subject.rank === "official"
        ? await agencyOptions(db, provinceOf(subject.place.path), subject.row.agencyId)
        : [],
    nationalSubject: may.includes("linkNational") ? (linked?.subject ?? null) : null,
  };
}
