import { compactVerify, importJWK, type JWK } from "jose";
import { z } from "zod";

/** `typ` of a credential and of the signed lists beside it; one never passes for another. */
export const signedTypes = {
  certificate: "ocop-certificate+jws",
  statusList: "ocop-status+jws",
  checkpoint: "ocop-checkpoint+jws",
} as const;
export type SignedType = keyof typeof signedTypes;

const Facts = z.strictObject({
  number: z.string(),
  productName: z.string(),
  producerName: z.string(),
  address: z.string(),
  productCode: z.string().nullable(),
  setCode: z.string(),
  regime: z.string(),
  stars: z.int(),
  decisionNumber: z.string(),
  decisionOn: z.iso.date(),
  issuer: z.string(),
  issuedOn: z.iso.date(),
  expiresOn: z.iso.date(),
  photo: z.string().nullable(),
});

/**
 * What a credential says: the facts of the certificate, the token of its page, its place in the
 * status list, and whose it is. `iss` is the address of the installation; `demo`: example data.
 */
export const CredentialPayload = z.strictObject({
  iss: z.url(),
  iat: z.int(),
  token: z.string().regex(/^[a-z2-7]{32}$/),
  status: z.strictObject({ index: z.int().min(0), list: z.url() }),
  facts: Facts,
  demo: z.literal(true).optional(),
});
export type CredentialPayload = z.infer<typeof CredentialPayload>;

/** Why something is no credential of this installation. Never thrown: an answer for a screen. */
export type CredentialFault =
  /** Not a compact JWS in its one spelling, or not of a certificate's shape. */
  | "malformed"
  /** `alg` or `typ` is not the one of certificates. */
  | "wrongKind"
  | "unknownKey"
  | "altered";

export type Checked<Payload> =
  | { readonly ok: true; readonly payload: Payload; readonly keyId: string }
  | { readonly ok: false; readonly fault: CredentialFault };

/** The public keys as `/.well-known/jwks.json` has them. */
export type KeySet = { readonly keys: readonly Readonly<Record<string, string>>[] };

/** A credential fits a QR code; what is longer is none. */
const longest = 4096;

/**
 * Holds a credential against the public keys, without a network and without the server's word.
 * Whether it is still in force is for the status list and the dates to say.
 */
export async function checkCredential(
  compact: string,
  keys: KeySet,
): Promise<Checked<CredentialPayload>> {
  const checked = await checkSigned(compact, "certificate", keys, longest);
  if (!checked.ok) return checked;
  const payload = CredentialPayload.safeParse(checked.payload);
  return payload.success ? { ...checked, payload: payload.data } : refused("malformed");
}

/** As `checkCredential`, of any kind that this installation signs; the payload is not looked at. */
export async function checkSigned(
  compact: string,
  type: SignedType,
  keys: KeySet,
  maxLength = 4_000_000,
): Promise<Checked<unknown>> {
  const parts = compact.length > maxLength ? [] : compact.split(".");
  const [head, body, signature] = parts.map(bytesOf);
  if (parts.length !== 3 || !head || !body || !signature) return refused("malformed");
  const header = objectOf(head);
  const payload = objectOf(body);
  if (!header || !payload) return refused("malformed");
  const { alg, typ, kid } = header;
  if (alg !== "EdDSA" || typ !== signedTypes[type] || Object.keys(header).length !== 3)
    return refused("wrongKind");
  const key = keys.keys.find((one) => one["kid"] === kid);
  if (typeof kid !== "string" || !key) return refused("unknownKey");
  try {
    const { kty, crv, x } = key;
    await compactVerify(compact, await importJWK({ kty, crv, x } as JWK, "EdDSA"), {
      algorithms: ["EdDSA"],
    });
  } catch {
    return refused("altered");
  }
  return { ok: true, payload, keyId: kid };
}

function refused(fault: CredentialFault): { ok: false; fault: CredentialFault } {
  return { ok: false, fault };
}

/** The bytes of a part in base64url's one spelling; another spelling of the same bytes is refused. */
function bytesOf(part: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const again = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    return again === part ? Uint8Array.from(binary, (one) => one.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

function objectOf(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
