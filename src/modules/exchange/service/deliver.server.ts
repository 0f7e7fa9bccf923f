import { lookup } from "node:dns";
import { request } from "node:https";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
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

/** Addresses inside: a webhook must not be a way to ask this network's own machines. */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Whether an address belongs to this machine or a private network; IPv4 written as IPv6 included. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inside.check(mapped, "ipv4");
  return inside.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** Finds a host's address and refuses one inside, at the moment of connecting: no second look-up can differ. */
const lookupOutside: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const refused = found?.some(({ address }) => isInside(address));
    if (error || refused) callback(error ?? new Error("địa chỉ nằm trong mạng nội bộ"), [], 0);
    else if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family);
  });
};

/** Sends over HTTPS to an address outside; follows no redirection. */
export const sendOut: Send = (url, { body, headers }) =>
  new Promise((resolve, reject) => {
    const { hostname } = new URL(url);
    // A bare address is connected to without a look-up.
    if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0 && isInside(hostname.replace(/^\[|\]$/g, "")))
      return reject(new Error("địa chỉ nằm trong mạng nội bộ"));
    const sent = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "Content-Length": String(Buffer.byteLength(body)) },
        lookup: lookupOutside,
        signal: AbortSignal.timeout(waitMs),
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
