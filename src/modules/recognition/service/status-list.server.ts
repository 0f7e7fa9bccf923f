import { gzipSync } from "node:zlib";
import { asc, eq } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { stateOn } from "../rules.ts";
import { certificates, recognitions } from "../schema.server.ts";
import { issuerOf, sign, type Signing } from "./keys.server.ts";

/** Two bits for each certificate, by its index, the first in the highest bits of the first byte. */
export const statusValues = { none: 0, revoked: 1, replaced: 2, extended: 3 } as const;

/** Seconds for which a list may be relied on: a revocation is seen within a minute. */
const freshSeconds = 60;

/**
 * The signed list of what dates on a certificate do not tell: revoked, replaced, extended. A
 * compact JWS; `list` is the bits, gzip, base64url.
 */
export async function statusList(signing: Signing, now = Date.now()): Promise<string> {
  const iat = Math.floor(now / 1000);
  const { size, bits } = await statusBits(signing.db);
  const iss = issuerOf(signing.env);
  const { compact } = await sign(signing, "statusList", {
    iss,
    sub: `${iss}/api/v1/certificates/status`,
    iat,
    exp: iat + freshSeconds,
    bits: 2,
    size,
    list: gzipSync(bits).toString("base64url"),
  });
  return compact;
}

async function statusBits(db: Db): Promise<{ size: number; bits: Buffer }> {
  const day = await today(db);
  const rows = await db
    .select({ index: certificates.statusIndex, life: recognitions })
    .from(certificates)
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .orderBy(asc(certificates.statusIndex));
  const size = (rows.at(-1)?.index ?? -1) + 1;
  const bits = Buffer.alloc(Math.ceil(size / 4));
  for (const { index, life } of rows) {
    const state = stateOn(life, day, null);
    const value =
      state === "revoked" || state === "replaced" || state === "extended"
        ? statusValues[state]
        : statusValues.none;
    const at = Math.floor(index / 4);
    bits[at] = (bits[at] ?? 0) | (value << (6 - 2 * (index % 4)));
  }
  return { size, bits };
}
