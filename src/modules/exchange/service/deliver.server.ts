import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { askOutside } from "#core/http/outside.ts";
import type { LogEventKind } from "#modules/recognition/model.ts";
import { mostFailures } from "../model.ts";
import { webhooks } from "../schema.server.ts";
import { openSecret, signatureOf, type WebhookGround } from "./webhooks.server.ts";

/** Most changes in one message. */
const perMessage = 100;
const waitMs = 10_000;

/** One change of a recognition, as it is sent. Names no person. */
export type Change = {
  /** Place in the transparency log: grows, and is the same if a message is sent twice. */
  readonly place: number;
  readonly kind: LogEventKind;
  readonly at: string;
  readonly recognitionId: string;
  readonly productId: string;
  readonly productName: string;
  readonly producerName: string;
  readonly stars: number;
  readonly certificate: string;
};

/** How a message goes out; answers with the HTTP status. */
export type Send = (
  url: string,
  message: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
) => Promise<number>;

/**
 * Sends to every webhook that is due what happened since its last message, in the order of the log,
 * until it is up to date or refuses. A message counts as received by any 2xx; it may come twice,
 * never in another order. After a failure the next try waits twice as long, up to an hour; 20 in a
 * row pause it. Tells how many messages were received.
 */
export async function deliverDue(ground: WebhookGround, send: Send = sendOut): Promise<number> {
  const due = await ground.db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.state, "active"), lte(webhooks.nextAt, sql`now()`)));
  let received = 0;
  for (const { id } of due) while (await deliverOne(ground, id, send)) received++;
  return received;
}

/** One message to one webhook; whether it was received and there may be more. */
async function deliverOne({ db, env }: WebhookGround, id: string, send: Send): Promise<boolean> {
  const [hook] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, id), eq(webhooks.state, "active")));
  const changes = hook ? await changesAfter(db, hook.sentTo) : [];
  const last = changes.at(-1);
  if (!hook || !last) return false;
  const body = JSON.stringify({ changes });
  const second = Math.floor(Date.now() / 1000);
  const failure = await tryToSend(send, hook.url, {
    body,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "OCOP-Signature": signatureOf(openSecret(env, hook), second, body),
    },
  });
  if (failure !== null) {
    const failures = hook.failures + 1;
    const waitSeconds = Math.min(30 * 2 ** hook.failures, 3_600);
    await db
      .update(webhooks)
      .set({
        failures,
        lastError: failure,
        nextAt: sql`now() + make_interval(secs => ${waitSeconds})`,
        ...(failures >= mostFailures ? { state: "paused" as const } : {}),
      })
      .where(eq(webhooks.id, id));
    return false;
  }
  // Two processes may have sent the same: the log's place only goes forward.
  await db
    .update(webhooks)
    .set({
      sentTo: sql`greatest(${webhooks.sentTo}, ${last.place})`,
      failures: 0,
      lastError: null,
      lastSentAt: sql`now()`,
    })
    .where(and(eq(webhooks.id, id), gt(sql`${last.place}::bigint`, webhooks.sentTo)));
  return true;
}

async function changesAfter(db: Db, place: number): Promise<Change[]> {
  const { rows } = await db.execute<Change>(sql`
    select l.place::int as place, l.kind, to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      r.id as "recognitionId", r.product_id as "productId", r.product_name as "productName",
      r.producer_name as "producerName", r.stars, c.number_text as certificate
    from log_leaves l join certificates c on c.id = l.certificate_id
    join recognitions r on r.id = c.recognition_id
    where l.place > ${place} order by ${asc(sql`l.place`)} limit ${perMessage}`);
  return rows;
}

async function tryToSend(
  send: Send,
  url: string,
  message: Parameters<Send>[1],
): Promise<string | null> {
  try {
    const status = await send(url, message);
    return status >= 200 && status < 300 ? null : `Bên nhận trả lời ${status}.`;
  } catch (error) {
    return `Không gửi được: ${error instanceof Error ? error.message.slice(0, 200) : "lỗi mạng"}.`;
  }
}

/** Sends over HTTPS to an address outside; follows no redirection. */
export const sendOut: Send = async (url, { body, headers }) =>
  (await askOutside(url, { method: "POST", headers, body, waitMs })).status;
