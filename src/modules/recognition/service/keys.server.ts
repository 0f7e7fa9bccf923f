import { asc, eq, isNull, sql } from "drizzle-orm";
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK } from "jose";
import type { JWK } from "jose";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { openText, sealText } from "#core/session/sealed.ts";
import { type SignedType, signedTypes } from "../credential.ts";
import { events } from "../events.server.ts";
import { signingKeys } from "../schema.server.ts";

/** What signing needs of the program. */
export type Signing = { readonly db: Db; readonly env: Env };

/** The address that everything signed names as its issuer. */
export function issuerOf(env: Pick<Env, "PUBLIC_URL" | "HOST" | "PORT">): string {
  return (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, "");
}

const kept = (id: string) => ({ purpose: "signing-keys", id }) as const;

/** One process makes a key, the others wait and find it. */
const keyLock = 0x0c0_0519;

async function makeKey(tx: Db, env: Env): Promise<typeof signingKeys.$inferSelect> {
  const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const { kty = "", crv = "", x = "" } = await exportJWK(pair.publicKey);
  const id = await calculateJwkThumbprint({ kty, crv, x });
  const privateKey = sealText(env, kept(id), JSON.stringify(await exportJWK(pair.privateKey)));
  const [row] = await tx
    .insert(signingKeys)
    .values({ id, publicKey: { kty, crv, x, alg: "EdDSA", use: "sig" }, privateKey })
    .returning();
  if (!row) throw new Error("the key was not stored");
  await appendAudit(tx, events.keyMade, {
    actorId: null,
    subjectId: id,
    provinceCode: null,
    details: {},
  });
  return row;
}

/** The key that signs now; made at the first use. */
async function currentKey({ db, env }: Signing): Promise<typeof signingKeys.$inferSelect> {
  const find = (on: Db) =>
    on
      .select()
      .from(signingKeys)
      .where(isNull(signingKeys.retiredAt))
      .orderBy(asc(signingKeys.createdAt), asc(signingKeys.id))
      .limit(1);
  const [known] = await find(db);
  if (known) return known;
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${keyLock})`);
    const [made] = await find(tx);
    return made ?? makeKey(tx, env);
  });
}

/** Signs with a new key from now on; what the former ones signed still verifies. Tells the new one's name. */
export async function rotateKey({ db, env }: Signing): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${keyLock})`);
    const former = await tx
      .select({ id: signingKeys.id })
      .from(signingKeys)
      .where(isNull(signingKeys.retiredAt));
    const { id } = await makeKey(tx, env);
    for (const { id: old } of former) {
      await tx
        .update(signingKeys)
        .set({ retiredAt: sql`now()` })
        .where(eq(signingKeys.id, old));
      await appendAudit(tx, events.keyRetired, {
        actorId: null,
        subjectId: old,
        provinceCode: null,
        details: {},
      });
    }
    return id;
  });
}

/**
 * A compact JWS of this kind over a payload, EdDSA by the current key. The same payload gives the
 * same bytes as long as the key stays.
 */
export async function sign(
  signing: Signing,
  type: SignedType,
  payload: object,
): Promise<{ readonly compact: string; readonly keyId: string }> {
  const { id, privateKey } = await currentKey(signing);
  const jwk = JSON.parse(openText(signing.env, kept(id), privateKey)) as JWK;
  const key = await importJWK(jwk, "EdDSA");
  const compact = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "EdDSA", typ: signedTypes[type], kid: id })
    .sign(key);
  return { compact, keyId: id };
}
