import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import forge from "node-forge";
import { type Env, EnvError } from "#core/env.ts";
import type { Log } from "#core/log.ts";

/** The settings of the authority's certificate file. */
export type SignerSettings = Pick<Env, "SIGNER_P12" | "SIGNER_PASSWORD" | "SIGNER_NAME">;

/** What the authority signs with: its certificate, those that vouch for it, and the private key. */
export type AuthorityKey = {
  readonly key: KeyObject;
  readonly certificate: forge.asn1.Asn1;
  /** The certificate first. */
  readonly chain: readonly forge.asn1.Asn1[];
  readonly notBefore: Date;
  readonly notAfter: Date;
};

/** The certificate file cannot be signed with; the message says why, in Vietnamese, in one line. */
export class AuthorityKeyError extends Error {
  override readonly name: string = "AuthorityKeyError";
}

/** A certificate whose time has not come or is over: the file is right, and will be or was. */
class AuthorityKeyTimeError extends AuthorityKeyError {}

let opened: { readonly of: string; readonly bytes: Buffer; readonly key: AuthorityKey } | undefined;

/**
 * The key in the file that `SIGNER_P12` names, if it may sign at this moment. The file is read each
 * time, so that a renewed one counts at once, and opened only when it is another. Throws
 * `AuthorityKeyError` for a file that is not there or is no certificate file, a wrong password, no
 * private key of RSA in it, and a certificate whose time has not come or is over.
 */
export async function authorityKey(
  { SIGNER_P12: path = "", SIGNER_PASSWORD: password = "" }: SignerSettings,
  now: Date,
): Promise<AuthorityKey> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AuthorityKeyError(`không đọc được tệp chứng thư số ${path}`, { cause });
  });
  const of = `${path}\n${password}`;
  if (opened?.of !== of || !opened.bytes.equals(bytes))
    opened = { of, bytes, key: openKey(bytes, password) };
  const { key } = opened;
  if (now < key.notBefore)
    throw new AuthorityKeyTimeError(`chứng thư số đến ${timeOf(key.notBefore)} mới có hiệu lực`);
  if (now > key.notAfter)
    throw new AuthorityKeyTimeError(`chứng thư số đã hết hạn từ ${timeOf(key.notAfter)}`);
  return key;
}

/**
 * Looks at the certificate file when the program starts. Throws `EnvError` for one that can never
 * sign, unless `SIGNER_REQUIRED=0`; one that is out of its time is only told, since looking up
 * certificates must go on while it is being renewed.
 */
export async function checkSigner(
  env: SignerSettings & Pick<Env, "SIGNER_REQUIRED">,
  log: Pick<Log, "warn">,
): Promise<void> {
  if (env.SIGNER_P12 === undefined) return;
  try {
    await authorityKey(env, new Date());
  } catch (error) {
    if (!(error instanceof AuthorityKeyError)) throw error;
    if (env.SIGNER_REQUIRED && !(error instanceof AuthorityKeyTimeError))
      throw new EnvError(`Biến môi trường SIGNER_P12: ${error.message}`, { cause: error });
    log.warn({ refused: error.message }, "the authority's certificate file cannot sign");
  }
}

function timeOf(instant: Date): string {
  return new Intl.DateTimeFormat("vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh",
    dateStyle: "short",
    timeStyle: "short",
  }).format(instant);
}

function openKey(bytes: Buffer, password: string): AuthorityKey {
  const file = readP12(bytes, password);
  const bags = (type: string) => file.getBags({ bagType: type })[type] ?? [];
  const { pkcs8ShroudedKeyBag: locked = "", keyBag: open = "", certBag = "" } = forge.pki.oids;
  const key = [...bags(locked), ...bags(open)].find((bag) => bag.key)?.key;
  if (!key)
    throw new AuthorityKeyError(
      "tệp chứng thư số không có khóa bí mật RSA; hãy xuất lại tệp kèm khóa bí mật",
    );
  const all = bags(certBag).flatMap(({ cert }) => cert ?? []);
  const own = all.find((one) => isOf(one.publicKey as forge.pki.rsa.PublicKey, key));
  if (!own)
    throw new AuthorityKeyError("tệp không có chứng thư số nào khớp với khóa bí mật trong tệp");
  const chain = [own, ...all.filter((one) => one !== own)].map((one) =>
    forge.pki.certificateToAsn1(one),
  );
  return {
    key: createPrivateKey(forge.pki.privateKeyToPem(key)),
    certificate: forge.pki.certificateToAsn1(own),
    chain,
    notBefore: own.validity.notBefore,
    notAfter: own.validity.notAfter,
  };
}

function readP12(bytes: Buffer, password: string): forge.pkcs12.Pkcs12Pfx {
  const asn1 = (() => {
    try {
      return forge.asn1.fromDer(forge.util.createBuffer(bytes.toString("binary")));
    } catch (cause) {
      throw new AuthorityKeyError("tệp không phải tệp chứng thư số PKCS#12 (.p12, .pfx)", {
        cause,
      });
    }
  })();
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  } catch (cause) {
    const isPassword = /MAC|password|decrypt/i.test((cause as Error).message);
    throw new AuthorityKeyError(
      isPassword
        ? "mật khẩu của tệp chứng thư số không đúng"
        : "tệp không phải tệp chứng thư số PKCS#12 (.p12, .pfx)",
      { cause },
    );
  }
}

function isOf(
  { n, e }: { readonly n?: forge.jsbn.BigInteger; readonly e?: forge.jsbn.BigInteger },
  key: { readonly n?: forge.jsbn.BigInteger; readonly e?: forge.jsbn.BigInteger },
): boolean {
  return (
    n !== undefined &&
    e !== undefined &&
    key.n !== undefined &&
    key.e !== undefined &&
    n.compareTo(key.n) === 0 &&
    e.compareTo(key.e) === 0
  );
}
