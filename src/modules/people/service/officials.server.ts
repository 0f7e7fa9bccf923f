import { and, asc, eq, exists, inArray, isNull, like, or, sql } from "drizzle-orm";
import type { Role } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { agencies, roleGrants, users } from "../schema.server.ts";

/** An official's account as far as a council or team must know it. */
export type Official = {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly title: string | null;
  readonly agencyName: string | null;
  /** The unit that looks after the account, in today's tree. */
  readonly placePath: string;
  readonly isDisabled: boolean;
  readonly roles: readonly { role: Role; placePath: string }[];
};

/** Accounts by id, with their roles and agency. Rights are the caller's business, here and below. */
export async function findOfficials(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Official>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ user: users, agencyName: agencies.name })
    .from(users)
    .leftJoin(agencies, eq(agencies.id, users.agencyId))
    .where(inArray(users.id, wanted));
  const grants = await db.select().from(roleGrants).where(inArray(roleGrants.userId, wanted));
  const rolesOf = Map.groupBy(grants, ({ userId }) => userId);
  return new Map(
    rows.map(({ user, agencyName }) => [
      user.id,
      {
        id: user.id,
        name: user.name,
        username: user.username,
        title: user.title,
        agencyName,
        placePath: user.placePath,
        isDisabled: user.disabledAt !== null,
        roles: (rolesOf.get(user.id) ?? []).map(({ role, placePath }) => ({ role, placePath })),
      },
    ]),
  );
}

/** Accounts in use that hold one of these roles in a province (or the whole country), by name; at most 50 unless `limit` says. */
export async function searchOfficials(
  db: Db,
  wanted: { roles: readonly Role[]; provinceCode: string | null; text: string; limit?: number },
): Promise<readonly Official[]> {
  const pattern = `%${wanted.text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const { placePath } = roleGrants;
  const there =
    wanted.provinceCode === null
      ? eq(placePath, "")
      : or(eq(placePath, ""), sql`split_part(${placePath}, '/', 1) = ${wanted.provinceCode}`);
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        isNull(users.disabledAt),
        or(like(sql`lower(${users.name})`, pattern), like(users.username, pattern)),
        exists(
          db
            .select({ one: sql`1` })
            .from(roleGrants)
            .where(
              and(
                eq(roleGrants.userId, users.id),
                inArray(roleGrants.role, [...wanted.roles]),
                there,
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(users.name), asc(users.id))
    .limit(wanted.limit ?? 50);
  const found = await findOfficials(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => found.get(id) ?? []);
}
