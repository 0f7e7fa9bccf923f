import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can, type ExchangeActivity } from "../access.ts";
import { events } from "../events.server.ts";
import { Id, NewKey } from "../model.ts";
import { apiKeys } from "../schema.server.ts";

/** Refuses who may not; every use case of this module asks it first. */
export function refuseUnless(actor: UserActor, activity: ExchangeActivity): void {
  if (!can(actor, activity)) throw new AppError("forbidden", { denied: `exchange.${activity}` });
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Gives out a key of 256 random bits. It is told here, once; only its digest is kept. */
export async function giveKey(
  db: Db,
  actor: UserActor,
  input: NewKey,
): Promise<{ readonly id: string; readonly key: string }> {
  refuseUnless(actor, "keep");
  const { name, contact, perMinute } = NewKey.parse(input);
  const key = `ocop_${randomBytes(32).toString("base64url")}`;
  const prefix = key.slice(0, 11);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(apiKeys)
      .values({ name, contact, perMinute, prefix, digest: digestOf(key), createdBy: actor.userId })
      .returning({ id: apiKeys.id });
    if (!row) throw new Error("the key was not stored");
    await appendAudit(tx, events.keyGiven, {
      actorId: actor.userId,
      subjectId: row.id,
      provinceCode: null,
      details: { name, prefix, perMinute },
    });
    return { id: row.id, key };
  });
}

/** Ends a key; programs notice within a minute. `notFound` for one that is not there or has ended. */
export async function revokeKey(db: Db, actor: UserActor, id: string): Promise<void> {
  refuseUnless(actor, "keep");
  if (!Id.safeParse(id).success) throw new AppError("notFound");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning();
    if (!row) throw new AppError("notFound");
    await appendAudit(tx, events.keyRevoked, {
      actorId: actor.userId,
      subjectId: id,
      provinceCode: null,
      details: { prefix: row.prefix },
    });
  });
}

/** All keys, the newest first; never the keys themselves. */
export async function listKeys(db: Db, actor: UserActor) {
  refuseUnless(actor, "see");
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      contact: apiKeys.contact,
      prefix: apiKeys.prefix,
      perMinute: apiKeys.perMinute,
      createdAt: apiKeys.createdAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .orderBy(desc(apiKeys.createdAt), apiKeys.id);
}

/** A key that holds; null for one that is unknown or has ended. */
export async function findKey(
  db: Db,
  key: string,
): Promise<{ readonly id: string; readonly perMinute: number } | null> {
  const [row] = await db
    .select({ id: apiKeys.id, perMinute: apiKeys.perMinute })
    .from(apiKeys)
    .where(and(eq(apiKeys.digest, digestOf(key)), isNull(apiKeys.revokedAt)));
  return row ?? null;
}
