import { createHash, sign } from "node:crypto";
import { P12Signer } from "@signpdf/signer-p12";
import { SignPdf } from "@signpdf/signpdf";
import { plainAddPlaceholder } from "@signpdf/placeholder-plain";
import forge from "node-forge";
import type { Env } from "#core/env.ts";
import {
  type AuthorityKey,
  authorityKey,
  AuthorityKeyError,
  type SignerSettings,
} from "./authority-key.server.ts";

/** The settings of the authority's seal. */
export type SealSettings = SignerSettings & Pick<Env, "SIGNER_REQUIRED">;

/**
 * A PDF with the authority's digital signature from its certificate file (`SIGNER_P12`): PAdES
 * baseline B (ETSI EN 319 142-1), SHA-256 with RSA over the whole file. Unchanged when none is
 * configured. Throws `AuthorityKeyError` when the file cannot sign now, so that the job is tried
 * again and the fault is seen; only with `SIGNER_REQUIRED=0` the PDF goes on without a seal, and
 * `refused` says why.
 */
export async function sealPdf(
  env: SealSettings,
  pdf: Uint8Array,
  signedAt: Date = new Date(),
): Promise<{
  readonly bytes: Uint8Array;
  readonly isSealed: boolean;
  readonly refused: string | null;
}> {
  if (env.SIGNER_P12 === undefined) return { bytes: pdf, isSealed: false, refused: null };
  let key: AuthorityKey;
  try {
    key = await authorityKey(env, signedAt);
  } catch (error) {
    if (env.SIGNER_REQUIRED || !(error instanceof AuthorityKeyError)) throw error;
    return { bytes: pdf, isSealed: false, refused: error.message };
  }
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    reason: "Giấy chứng nhận sản phẩm OCOP",
    contactInfo: "",
    name: env.SIGNER_NAME ?? "",
    location: "Việt Nam",
    signingTime: signedAt,
    signatureLength: 16_384,
    subFilter: "ETSI.CAdES.detached",
  });
  const bytes = await new SignPdf().sign(prepared, new PadesSigner(key), signedAt);
  return { bytes, isSealed: true, refused: null };
}

/**
 * The library's signer makes what older readers ask for; this one makes what PAdES does: the
 * certificate is named by its digest inside the signature, and the time stands in the PDF alone.
 */
class PadesSigner extends P12Signer {
  readonly #key: AuthorityKey;

  constructor(key: AuthorityKey) {
    super(Buffer.alloc(0));
    this.#key = key;
  }

  override async sign(content: Buffer): Promise<Buffer> {
    return signedData(this.#key, content);
  }
}

const { asn1, pki } = forge;
const { Type, Class } = asn1;
/** id-aa-signingCertificateV2 (RFC 5035). */
const signingCertificateV2 = "1.2.840.113549.1.9.16.2.47";

const sequence = (...parts: forge.asn1.Asn1[]) =>
  asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
const setOf = (...parts: forge.asn1.Asn1[]) => asn1.create(Class.UNIVERSAL, Type.SET, true, parts);
const tagged = (tag: number, parts: forge.asn1.Asn1[]) =>
  asn1.create(Class.CONTEXT_SPECIFIC, tag, true, parts);
const named = (id: string) =>
  asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes());
const octets = (bytes: Uint8Array) =>
  asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, Buffer.from(bytes).toString("binary"));
const integer = (value: number) =>
  asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
const nothing = () => asn1.create(Class.UNIVERSAL, Type.NULL, false, "");
const derOf = (value: forge.asn1.Asn1) => Buffer.from(asn1.toDer(value).getBytes(), "binary");
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
const oid = (name: string) => named(pki.oids[name] ?? "");

/** CMS SignedData (RFC 5652) over content that stands elsewhere, with the attributes of CAdES baseline B. */
function signedData({ key, certificate, chain }: AuthorityKey, content: Buffer): Buffer {
  const sha256 = () => sequence(oid("sha256"), nothing());
  const attributes = [
    sequence(oid("contentType"), setOf(oid("data"))),
    sequence(oid("messageDigest"), setOf(octets(digestOf(content)))),
    sequence(
      named(signingCertificateV2),
      setOf(sequence(sequence(sequence(octets(digestOf(derOf(certificate))))))),
    ),
  ].toSorted((one, other) => Buffer.compare(derOf(one), derOf(other)));
  const [issuer, serial] = issuerAndSerial(certificate);
  const signer = sequence(
    integer(1),
    sequence(issuer, serial),
    sha256(),
    tagged(0, attributes),
    sequence(oid("rsaEncryption"), nothing()),
    octets(sign("sha256", derOf(setOf(...attributes)), key)),
  );
  return derOf(
    sequence(
      oid("signedData"),
      tagged(0, [
        sequence(
          integer(1),
          setOf(sha256()),
          sequence(oid("data")),
          tagged(0, [...chain]),
          setOf(signer),
        ),
      ]),
    ),
  );
}

/** Who issued a certificate, and its number there, as they stand in it: after the version, where it has one. */
function issuerAndSerial(certificate: forge.asn1.Asn1): [forge.asn1.Asn1, forge.asn1.Asn1] {
  const [body] = certificate.value as forge.asn1.Asn1[];
  const fields = (body?.value ?? []) as forge.asn1.Asn1[];
  const from = fields[0]?.tagClass === Class.CONTEXT_SPECIFIC ? 1 : 0;
  const [serial, , issuer] = fields.slice(from);
  if (!serial || !issuer) throw new AuthorityKeyError("chứng thư số trong tệp không đọc được");
  return [issuer, serial];
}
