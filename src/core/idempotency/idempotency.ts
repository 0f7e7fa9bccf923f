import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "../database/connection.ts";
import { AppError } from "../errors.ts";
import { idempotencyKeys } from "./schema.server.ts";

/** A write as its sender names it. A key means something only for one actor and one route. */
export type IdempotentRequest = {
  /** Account identifier, or the session of somebody who has not signed in. */
  actor: string;
  /** Method and route pattern, such as `POST /api/v1/dossiers`. */
  route: string;
  /** Chosen by the sender, 8 to 200 visible ASCII characters; a UUID is good. */
  key: string;
  /** `hashBody` or `hashForm` of what was sent. */
  bodyHash: string;
};

/** How long an answer is kept for a repeated request, in days. */
export const keepDays = 30;

/**
 * Runs `work` once for a request, however often and in parallel it is sent: the answer is
 * stored in the transaction of the work, so both exist or neither. A repeated request waits for
 * the first and gets the same answer; when the first failed, the work runs again. `work` must
 * use only the `tx` it is given, and what it returns must survive JSON. Throws `unprocessable`
 * when the key was used with another body, `invalid` for a key of another form.
 */
export async function withIdempotency<Result>(
  db: Db,
  request: IdempotentRequest,
  work: (tx: Db) => Promise<Result>,
): Promise<{ result: Result; replayed: boolean }> {
  if (!/^[\x21-\x7e]{8,200}$/.test(request.key))
    throw new AppError("invalid", {
      vi: "Mã chống gửi trùng không hợp lệ. Hãy tải lại trang rồi gửi lại.",
      en: "The Idempotency-Key must be 8 to 200 visible ASCII characters.",
    });
  return db.transaction(async (tx) => {
    // A parallel twin waits here, on the unique key, until the first one's transaction ends.
    const claimed = await tx
      .insert(idempotencyKeys)
      .values(request)
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (claimed.length === 0) return { result: await replay<Result>(tx, request), replayed: true };
    const text = JSON.stringify((await work(tx)) ?? null);
    await tx.update(idempotencyKeys).set({ result: text }).where(isSame(request));
    return { result: JSON.parse(text) as Result, replayed: false };
  });
}

async function replay<Result>(tx: Db, request: IdempotentRequest): Promise<Result> {
  const [stored] = await tx.select().from(idempotencyKeys).where(isSame(request));
  if (!stored || stored.result === null)
    throw new AppError("conflict", { log: "the stored answer has just been removed" });
  if (stored.bodyHash !== request.bodyHash)
    throw new AppError("unprocessable", {
      vi: "Mã chống gửi trùng này đã dùng cho một nội dung khác. Hãy tải lại trang rồi gửi lại.",
      en: "This Idempotency-Key was used with another body.",
    });
  return JSON.parse(stored.result) as Result;
}

function isSame({ actor, route, key }: IdempotentRequest) {
  return and(
    eq(idempotencyKeys.actor, actor),
    eq(idempotencyKeys.route, route),
    eq(idempotencyKeys.key, key),
  );
}

/** SHA-256 of a body as it was sent. */
export function hashBody(body: ArrayBuffer | Uint8Array): string {
  return createHash("sha256")
    .update(body instanceof Uint8Array ? body : new Uint8Array(body))
    .digest("hex");
}

/** Forgets answers older than `keepDays`, by the database's clock; tells how many. */
export async function pruneIdempotencyKeys(db: Db): Promise<number> {
  const removed = await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, sql`now() - make_interval(days => ${keepDays})`))
    .returning({ key: idempotencyKeys.key });
  return removed.length;
}
