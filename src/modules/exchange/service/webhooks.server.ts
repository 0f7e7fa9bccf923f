import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { AppError } from "#core/errors.ts";
import { deriveSecret, readSecret } from "#core/session/secret.ts";
import { events } from "../events.server.ts";
import { Id, NewWebhook, type WebhookState } from "../model.ts";
import { webhooks } from "../schema.server.ts";
import { refuseUnless } from "./keys.server.ts";

/** What the work with webhooks needs of the program. */
export type WebhookGround = { readonly db: Db; readonly env: Env };

function wrapping(env: Env): Buffer {
  return Buffer.from(deriveSecret(readSecret(env), "webhooks"), "base64url");
}

function wrap(env: Env, secret: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", wrapping(env), iv);
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url")).join(".");
}

/** The secret of a webhook; throws when it was not this installation that kept it. */
export function openSecret(env: Env, wrapped: string): string {
  const [iv, tag, text] = wrapped.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!iv || !tag || !text) throw new Error("the secret of a webhook is not of a known form");
  const cipher = createDecipheriv("aes-256-gcm", wrapping(env), iv);
  cipher.setAuthTag(tag);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString("utf8");
}

/**
 * The value of `OCOP-Signature`: the second it was sent, and HMAC-SHA256 (hexadecimal) under the
 * webhook's secret over that second, a point and the body.
 */
export function signatureOf(secret: string, second: number, body: string): string {
  return `t=${second},v1=${createHmac("sha256", secret).update(`${second}.${body}`).digest("hex")}`;
}

/** Sends changes from now on to an address. Its secret is told here, once. */
export async function makeWebhook(
  { db, env }: WebhookGround,
  actor: UserActor,
  input: NewWebhook,
): Promise<{ readonly id: string; readonly secret: string }> {
  refuseUnless(actor, "keep");
  const { name, url } = NewWebhook.parse(input);
  const secret = randomBytes(32).toString("base64url");
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(webhooks)
      .values({
        name,
        url,
        secret: wrap(env, secret),
        sentTo: sql`(select coalesce(max(place), -1) from log_leaves)`,
        createdBy: actor.userId,
      })
      .returning({ id: webhooks.id });
    if (!row) throw new Error("the webhook was not stored");
    await appendAudit(tx, events.webhookMade, {
      actorId: actor.userId,
      subjectId: row.id,
      provinceCode: null,
      details: { name, url },
    });
    return { id: row.id, secret };
  });
}

/** Pauses, takes up again or ends a webhook; what ended stays so. Taken up again, it is told all it missed. */
export async function moveWebhook(
  db: Db,
  actor: UserActor,
  { id, to }: { readonly id: string; readonly to: WebhookState },
): Promise<void> {
  refuseUnless(actor, "keep");
  if (!Id.safeParse(id).success) throw new AppError("notFound");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.id, id), ne(webhooks.state, "ended")))
      .for("update");
    if (!row) throw new AppError("notFound");
    await tx
      .update(webhooks)
      .set({ state: to, failures: 0, nextAt: sql`now()` })
      .where(eq(webhooks.id, id));
    await appendAudit(tx, events.webhookMoved, {
      actorId: actor.userId,
      subjectId: id,
      provinceCode: null,
      details: { from: row.state, to },
    });
  });
}

/** All webhooks, the newest first; never their secrets. `behind`: changes not yet sent. */
export async function listWebhooks(db: Db, actor: UserActor) {
  refuseUnless(actor, "see");
  return db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      url: webhooks.url,
      state: webhooks.state,
      failures: webhooks.failures,
      lastError: webhooks.lastError,
      lastSentAt: webhooks.lastSentAt,
      behind: sql<number>`(select count(*)::int from log_leaves l where l.place > ${webhooks.sentTo})`,
    })
    .from(webhooks)
    .where(ne(webhooks.state, "ended"))
    .orderBy(desc(webhooks.createdAt), webhooks.id);
}
