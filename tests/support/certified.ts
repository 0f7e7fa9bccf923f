import { createHash, randomBytes, randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { CompactSign, exportJWK, generateKeyPair } from "jose";
import type { Db } from "#core/database/connection.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { type BuiltGround, buildGround } from "#modules/dossiers/factory.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { signedTypes } from "#modules/recognition/credential.ts";
import {
  certificates,
  decisionItems,
  decisions,
  recognitions,
  signingKeys,
} from "#modules/recognition/schema.server.ts";

export type Certified = {
  readonly ground: BuiltGround;
  readonly recognitionId: string;
  readonly certificateId: string;
  readonly decisionId: string;
  readonly token: string;
  readonly number: string;
  readonly expiresOn: Day;
};

const { privateKey, publicKey } = await generateKeyPair("EdDSA", { crv: "Ed25519" });
const publicJwk = await exportJWK(publicKey);
export const testKeyId = createHash("sha256")
  .update(String(publicJwk.x))
  .digest("hex")
  .slice(0, 16);

/** The public half, as the program publishes it. */
export const testKeySet = {
  keys: [{ kty: "OKP", crv: "Ed25519", x: String(publicJwk.x), kid: testKeyId }],
};

/** Places in the status list are small: the list has bits for every one before. */
let nextIndex = 0;

/** 160 random bits as a QR carries them. */
export function anyToken(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return Array.from(randomBytes(32), (byte) => letters[byte % 32]).join("");
}

/** Signs a payload as the installation signs certificates; `header` bends it for a test. */
export function signPayload(payload: unknown, header: Record<string, string> = {}) {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({
      alg: "EdDSA",
      typ: signedTypes.certificate,
      kid: testKeyId,
      ...header,
    })
    .sign(privateKey);
}

export type WantedCertificate = {
  ground?: BuiltGround;
  /** Days from today until the last valid day; negative for one that has ended. */
  endsIn?: number;
  stars?: number;
  productName?: string;
  photo?: string | null;
  /** Of the past: the unit that signed. */
  issuedBy?: {
    issuer: string;
    level: "district" | "province";
    unitVersion: PlaceVersion;
    unitCode: string;
    unitPath: string;
  };
  isSealed?: boolean;
  isDemo?: boolean;
};

/** A recognised product with its sealed certificate, put there at once. Defaults: valid, four stars. */
export async function buildCertified(db: Db, wanted: WantedCertificate = {}): Promise<Certified> {
  const { endsIn = 700, stars = 4, photo = null, isSealed = true, isDemo = false } = wanted;
  const ground = wanted.ground ?? (await buildGround(db));
  const issuedBy = wanted.issuedBy ?? {
    issuer: "Ủy ban nhân dân tỉnh Thái Nguyên",
    level: "province" as const,
    unitVersion: "2025-07-01" as const,
    unitCode: "19",
    unitPath: "19",
  };
  const now = await today(db);
  const expiresOn = addDays(now, endsIn);
  const signedOn = addDays(expiresOn, -1096);
  const number = randomInt(1, 1e9);
  const regime = wanted.issuedBy ? "148-2023" : "26-2026";
  const base = { provinceCode: "19", regime };
  const [decision] = await db
    .insert(decisions)
    .values({
      ...base,
      ...issuedBy,
      kind: "recognition",
      title: "Công nhận sản phẩm OCOP",
      legalBasis: [],
      createdBy: ground.province.userId,
    })
    .returning();
  if (!decision) throw new Error("no decision");
  const named = await db.execute<{ product: string; producer: string }>(sql`
    select p.name as product, c.name as producer from products p
    join producers c on c.id = p.producer_id where p.id = ${ground.productId}`);
  const productName = wanted.productName ?? named.rows[0]?.product ?? "";
  const producerName = named.rows[0]?.producer ?? "";
  await db
    .insert(decisionItems)
    .values({ decisionId: decision.id, seq: 1, productId: ground.productId, stars });
  await db
    .update(decisions)
    .set({
      state: "issued",
      number,
      numberText: `${number}/QĐ-UBND`,
      signedOn,
      issuedAt: sql`now()`,
    })
    .where(eq(decisions.id, decision.id));
  const [recognition] = await db
    .insert(recognitions)
    .values({
      ...base,
      unitVersion: "2025-07-01",
      unitCode: "05692",
      unitPath: ground.path,
      producerId: ground.producerId,
      productId: ground.productId,
      decisionId: decision.id,
      setCode: "01",
      stars,
      producerName,
      productName,
      recognisedOn: signedOn,
      expiresOn,
      isDemo,
    })
    .returning();
  if (!recognition) throw new Error("no recognition");
  const token = anyToken();
  const facts = {
    number: `${number}/2026/OCOP`,
    productName,
    producerName,
    address: "Xóm Mẫu, xã Đồng Hỷ, tỉnh Thái Nguyên",
    productCode: null,
    setCode: "01",
    regime,
    stars,
    decisionNumber: `${number}/QĐ-UBND`,
    decisionOn: signedOn,
    issuer: issuedBy.issuer,
    issuedOn: signedOn,
    expiresOn,
    photo,
  };
  const statusIndex = (nextIndex += 1);
  await db
    .insert(signingKeys)
    .values({
      id: testKeyId,
      publicKey: { kty: "OKP", crv: "Ed25519", x: String(publicJwk.x) },
      // Its private half stays here: the program signs with a key of its own.
      privateKey: "none",
      retiredAt: sql`now()`,
    })
    .onConflictDoNothing();
  const list = "https://ocop.example/status";
  const credential = await signPayload({
    iss: "https://ocop.example",
    iat: 1_790_000_000,
    token,
    status: { index: statusIndex, list },
    facts,
  });
  const [certificate] = await db
    .insert(certificates)
    .values({
      provinceCode: "19",
      recognitionId: recognition.id,
      number,
      year: 2026,
      issuer: issuedBy.issuer,
      numberText: facts.number,
      token,
      facts,
      statusIndex,
      ...(isSealed ? { credential, keyId: testKeyId, sealedAt: sql`now()` as never } : {}),
    })
    .returning();
  if (!certificate) throw new Error("no certificate");
  return {
    ground,
    recognitionId: recognition.id,
    certificateId: certificate.id,
    decisionId: decision.id,
    token,
    number: facts.number,
    expiresOn,
  };
}

/**
 * Takes the guards off for the rest of a test: what follows is what somebody with the owner's
 * hand on the database could do.
 */
export async function withoutGuards(db: Db): Promise<void> {
  await db.execute(sql`set local role none`);
  for (const table of ["recognitions", "certificates", "decisions", "log_leaves"])
    await db.execute(sql.raw(`alter table ${table} disable trigger user`));
}

/** Changes a recognition's row in place: what may change, or anything behind `withoutGuards`. */
export async function changeRecognition(
  db: Db,
  { recognitionId }: Certified,
  change: Partial<typeof recognitions.$inferInsert>,
): Promise<void> {
  await db.update(recognitions).set(change).where(eq(recognitions.id, recognitionId));
}
