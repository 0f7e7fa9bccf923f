import { addressOf } from "#core/http/client.ts";
import type { Services } from "#core/http/context.ts";
import type { Keeping } from "#core/http/page-memory.ts";
import { readSecret } from "#core/session/secret.ts";
import { type ScanCounter, scanCounter } from "./service/scans.server.ts";

/** 20 s here and 30 s in a browser: a revocation is seen within a minute. */
const times = { keepSeconds: 20, maxAgeSeconds: 30 };

/** What is one of a certificate's addresses: its page in both languages, and the same as JSON. */
const address =
  /^\/(?:(?:en\/)?verify\/([a-z2-7]{32})|api\/v1\/certificates\/([a-z2-7]{32})\/verification)$/;

/**
 * Lookups of certificates: kept for a moment, and counted, from memory or not, when they found
 * something.
 */
export function verificationPages(
  services: Services,
  scans: ScanCounter = scanCounter(
    { db: services.database.db, secret: () => readSecret(services.env) },
    (error) => services.log.warn({ err: error }, "lookups not counted"),
  ),
): Keeping {
  return {
    ...times,
    keeps: (path) => address.test(path),
    withQuery: false,
    answered(path, request, env) {
      const found = address.exec(path);
      const token = found?.[1] ?? found?.[2];
      if (token !== undefined)
        scans.note(token, addressOf(request, env, services.env.OCOP_TRUST_PROXY));
    },
  };
}
