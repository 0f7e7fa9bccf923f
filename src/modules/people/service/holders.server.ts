import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Place } from "#core/access/actor.ts";
import { type Role, roleTable } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { normaliseUsername } from "../model.ts";
import { grantFault } from "../rules.ts";
import { roleGrants, users } from "../schema.server.ts";
import { endSessionsOf } from "./session.server.ts";

/** A role that is held over one producer. */
export type ProducerRole = Extract<Role, "producerOwner" | "producerStaff">;

/** An account that works for a producer. */
export type Holder = {
  userId: string;
  name: string;
  username: string;
  role: ProducerRole;
  isDisabled: boolean;
};

/** The accounts of a producer, by name. Rights are the caller's business. */
export async function listHolders(db: Db, producerId: string): Promise<Holder[]> {
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      username: users.username,
      role: roleGrants.role,
      disabledAt: users.disabledAt,
    })
    .from(roleGrants)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(eq(roleGrants.holderId, producerId))
    .orderBy(asc(users.name), asc(users.id));
  return rows.map(({ disabledAt, role, ...row }) => ({
    ...row,
    role: role as ProducerRole,
    isDisabled: disabledAt !== null,
  }));
}

/** The producers that an account in use works for. */
export async function heldProducers(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ holderId: roleGrants.holderId })
    .from(roleGrants)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(
      and(inArray(roleGrants.role, ["producerOwner", "producerStaff"]), isNull(users.disabledAt)),
    );
  return rows.flatMap(({ holderId }) =>
    holderId !== null && z.uuid().safeParse(holderId).success ? [holderId] : [],
  );
}

/** The account of a name or telephone number, if it is in use and not an official's; or undefined. */
export async function findProducerAccount(
  db: Db,
  username: string,
): Promise<{ userId: string } | undefined> {
  const rows = await db
    .select({ userId: users.id, role: roleGrants.role })
    .from(users)
    .innerJoin(roleGrants, eq(roleGrants.userId, users.id))
    .where(and(eq(users.username, normaliseUsername(username)), isNull(users.disabledAt)));
  const [first] = rows;
  const isProducers = rows.every(({ role }) => roleTable[role].rank === "producer");
  return first && isProducers ? { userId: first.userId } : undefined;
}

/**
 * Ties an account to a producer in a role, in the transaction of the act that calls for it. A
 * role that was given without a producer becomes the role in this one. Rights are the caller's
 * business; throws `invalid` for an official's account, since who judges must not file.
 */
export async function holdProducer(
  tx: Db,
  tie: { userId: string; role: ProducerRole; producerId: string; place: Place },
): Promise<void> {
  const { userId, role, producerId, place } = tie;
  const held = await tx
    .select()
    .from(roleGrants)
    .where(eq(roleGrants.userId, userId))
    .for("update");
  const fault = grantFault(
    role,
    place,
    held.map((grant) => grant.role),
  );
  if (fault) throw new AppError("invalid", { fields: { role: fault } });
  await tx
    .delete(roleGrants)
    .where(and(eq(roleGrants.userId, userId), eq(roleGrants.holderId, producerId)));
  const free = held.find((grant) => grant.role === role && grant.holderId === null);
  if (free) await tx.delete(roleGrants).where(eq(roleGrants.id, free.id));
  await tx.insert(roleGrants).values({
    userId,
    role,
    kind: roleTable[role].over,
    placeVersion: place.version,
    placePath: place.path,
    holderId: producerId,
    grantedBy: free?.grantedBy ?? null,
  });
}

/**
 * Unties an account from a producer; its sign-ins end. It keeps a role without a producer, so
 * that it stays a producer's account. Returns the role it had, or undefined when it had none.
 */
export async function releaseProducer(
  tx: Db,
  { userId, producerId }: { userId: string; producerId: string },
): Promise<ProducerRole | undefined> {
  const removed = await tx
    .delete(roleGrants)
    .where(and(eq(roleGrants.userId, userId), eq(roleGrants.holderId, producerId)))
    .returning();
  const [grant] = removed;
  if (!grant) return undefined;
  const { id: _id, ...rest } = grant;
  await tx
    .insert(roleGrants)
    .values({ ...rest, holderId: null })
    .onConflictDoNothing();
  await endSessionsOf(tx, userId);
  return grant.role as ProducerRole;
}

/** Path of the unit whose office looks after an account. Rights are the caller's business. */
export async function homePathOf(db: Db, userId: string): Promise<string> {
  const [row] = await db.select({ path: users.placePath }).from(users).where(eq(users.id, userId));
  return row?.path ?? "";
}

/** The accounts that work for each of these producers, by the producer's id. Rights are the caller's business. */
export async function holdersOf(
  db: Db,
  producerIds: Iterable<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = [...new Set(producerIds)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ userId: roleGrants.userId, holderId: roleGrants.holderId })
    .from(roleGrants)
    .where(inArray(roleGrants.holderId, wanted));
  const held = Map.groupBy(rows, ({ holderId }) => holderId ?? "");
  return new Map([...held].map(([id, grants]) => [id, grants.map(({ userId }) => userId)]));
}
