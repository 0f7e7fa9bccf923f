import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { AppError } from "#core/errors.ts";
import { openText, sealText } from "#core/session/sealed.ts";
import { events } from "../events.server.ts";
import { Id, NewWebhook, type WebhookState } from "../model.ts";
import { webhooks } from "../schema.server.ts";
import { refuseUnless } from "./keys.server.ts";

/** What the work with webhooks needs of the program. */
export type WebhookGround = { readonly db: Db; readonly env: Env };

const kept = (id: string) => ({ purpose: "webhooks", id }) as const;

/** The secret of a webhook; throws when it was not this installation that kept it. */
export function openSecret(env: Env, { id, secret }: { id: string; secret: string }): string {
  return openText(env, kept(id), secret);
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
  const id = randomUUID();
  await db.transaction(async (tx) => {
    await tx.insert(webhooks).values({
      id,
      name,
      url,
      secret: sealText(env, kept(id), secret),
      sentTo: sql`(select coalesce(max(place), -1) from log_leaves)`,
      createdBy: actor.userId,
    });
    await appendAudit(tx, events.webhookMade, {
      actorId: actor.userId,
      subjectId: id,
      provinceCode: null,
      details: { name, url },
    });
  });
  return { id, secret };
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
