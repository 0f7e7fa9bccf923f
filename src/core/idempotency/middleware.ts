import type { Context, MiddlewareHandler } from "hono";
import type { Db } from "../database/connection.ts";
import { AppError } from "../errors.ts";
import { hashBody, withIdempotency } from "./idempotency.ts";

/** What a handler behind `idempotent` finds in its context. */
export type IdempotentVariables = {
  /** The database to write through: inside the transaction when there is a key. */
  db: Db;
};

type StoredResponse = { status: number; headers: Record<string, string>; body: string };

/** Kept with the answer; anything else belongs to the one response it was sent with. */
const keptHeaders = ["content-type", "location", "etag"];

/** Ends the transaction without an answer to keep; the response itself stands in the context. */
class NotKept extends Error {}

/**
 * For writing API routes: with an `Idempotency-Key` header, runs the handler once and repeats
 * its answer, marked `Idempotency-Replayed: true`. The handler writes through `c.get("db")` and
 * nothing else. An answer of 400 and above undoes its writes and is not kept: the client may
 * send again. Without the header the handler runs as it is, or is refused when `required`.
 */
export function idempotent(
  db: Db,
  options: { actorOf: (c: Context) => string; required?: boolean },
): MiddlewareHandler<{ Variables: IdempotentVariables }> {
  return async (c, next) => {
    const key = c.req.header("Idempotency-Key");
    if (key === undefined) {
      if (options.required)
        throw new AppError("invalid", {
          vi: "Thiếu tiêu đề Idempotency-Key.",
          en: "The Idempotency-Key header is required.",
        });
      c.set("db", db);
      return next();
    }
    const request = {
      actor: options.actorOf(c),
      route: `${c.req.method} ${c.req.path}`,
      key,
      bodyHash: hashBody(await c.req.arrayBuffer()),
    };
    try {
      const { result, replayed } = await withIdempotency(db, request, async (tx) => {
        c.set("db", tx);
        await next();
        if (c.error || c.res.status >= 400) throw new NotKept();
        return storedResponse(c.res);
      });
      if (!replayed) return undefined;
      c.res = new Response(result.body === "" ? null : result.body, {
        status: result.status,
        headers: { ...result.headers, "Idempotency-Replayed": "true" },
      });
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
    }
    return undefined;
  };
}

async function storedResponse(response: Response): Promise<StoredResponse> {
  return {
    status: response.status,
    headers: Object.fromEntries(
      keptHeaders.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ),
    body: await response.clone().text(),
  };
}
