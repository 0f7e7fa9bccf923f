import type { Context, MiddlewareHandler } from "hono";
import { clientAddress } from "#core/http/client.ts";
import type { Services } from "#core/http/context.ts";
import { shortCache } from "#core/http/short-cache.ts";
import { readSecret } from "#core/session/secret.ts";
import { type ScanCounter, scanCounter } from "./service/scans.server.ts";

/** 20 s here and 30 s in a browser: a revocation is seen within a minute. */
const times = { keepSeconds: 20, maxAgeSeconds: 30, entries: 2_000, maxBytes: 64 * 1024 };

/** What is one of a certificate's addresses: its page in both languages, and the same as JSON. */
const address =
  /^\/(?:(?:en\/)?verify\/([a-z2-7]{32})|api\/v1\/certificates\/([a-z2-7]{32})\/verification)$/;

/**
 * Stands before the whole program and answers lookups of certificates: from a short memory where
 * it can, and counted, from memory or not, when they found something.
 */
export function verificationFront(
  services: Services,
  scans: ScanCounter = scanCounter(
    { db: services.database.db, secret: () => readSecret(services.env) },
    (error) => services.log.warn({ err: error }, "lookups not counted"),
  ),
): MiddlewareHandler {
  const memory = shortCache({ ...times, keeps: (path) => address.test(path) });
  return async (c, next) => {
    const token = tokenIn(c);
    if (token === undefined) return next();
    const remembered = await memory(c, next);
    const status = remembered?.status ?? c.res.status;
    if (status === 200 || status === 304)
      scans.note(token, clientAddress(c, services.env.OCOP_TRUST_PROXY));
    return remembered;
  };
}

function tokenIn({ req: { method, path } }: Context): string | undefined {
  const found = method === "GET" ? address.exec(path) : null;
  return found?.[1] ?? found?.[2];
}
