import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Place, UserActor } from "#core/access/actor.ts";
import { type Role, roleTable } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { hashPassword } from "./auth.server.ts";
import { toGrant } from "./rules.ts";
import { roleGrants, users } from "./schema.server.ts";
import { insertAccount } from "./service/account-rows.server.ts";

/** Every built account has this password, unless told otherwise; hashed once per process. */
export const builtPassword = "mưa rơi trên nương chè";
let builtHash: Promise<string> | undefined;

/** A place of today's tree by its path; no unit need stand behind it. */
export function placeAt(path: string): Place {
  return { version: "2025-07-01", path };
}

type BuiltGrant = { role: Role; path: string; holderId?: string };

/** What can be said of an account to build; the rest has defaults. */
export type AccountToBuild = {
  name?: string;
  username?: string;
  email?: string | null;
  path?: string;
  grants?: readonly [BuiltGrant, ...BuiltGrant[]];
  mustChangePassword?: boolean;
  /** Sample accounts need no second factor; `false` builds one as a province has it. */
  isDemo?: boolean;
  disabled?: boolean;
};

/** An account with its roles, ready to sign in with `builtPassword`, and the actor that it is. */
export async function buildAccount(
  db: Db,
  wanted: AccountToBuild = {},
): Promise<{ id: string; username: string; actor: UserActor }> {
  const path = wanted.path ?? wanted.grants?.[0].path ?? "19/05692";
  const [first, ...more] = wanted.grants ?? [{ role: "communeOfficer" as const, path }];
  const username = wanted.username ?? `u${randomInt(1e12).toString(36)}x`;
  builtHash ??= hashPassword(builtPassword);
  const id = await insertAccount(db, {
    name: wanted.name ?? "Người dùng thử",
    username,
    email: wanted.email ?? null,
    title: null,
    role: first.role,
    place: placeAt(first.path),
    hash: await builtHash,
    grantedBy: null,
    isDemo: wanted.isDemo ?? true,
  });
  await db
    .update(users)
    .set({
      placePath: path,
      mustChangePassword: wanted.mustChangePassword ?? false,
      disabledAt: wanted.disabled ? new Date() : null,
    })
    .where(eq(users.id, id));
  if (first.holderId !== undefined)
    await db.update(roleGrants).set({ holderId: first.holderId }).where(eq(roleGrants.userId, id));
  for (const { role, path: placePath, holderId } of more)
    await db.insert(roleGrants).values({
      userId: id,
      role,
      kind: roleTable[role].over,
      placeVersion: "2025-07-01",
      placePath,
      holderId: holderId ?? null,
    });
  const grants = [first, ...more].map(({ role, path: placePath, holderId = null }) =>
    toGrant({ role, placeVersion: "2025-07-01", placePath, holderId }),
  );
  return { id, username, actor: { kind: "user", userId: id, grants } };
}
