import { isDeepStrictEqual } from "node:util";
import type { Db } from "#core/database/connection.ts";
import { FileStoreError, type FileStore } from "#core/files/store.ts";
import { checkCredential, type CredentialPayload, type KeySet } from "../credential.ts";
import {
  type certificates,
  type decisions,
  type recognitions,
  signingKeys,
} from "../schema.server.ts";

/** What is held against the signature: everything that a lookup shows or decides by. */
export type SealedRows = {
  readonly certificate: typeof certificates.$inferSelect;
  readonly recognition: typeof recognitions.$inferSelect;
  readonly decision: typeof decisions.$inferSelect;
  /** The key that the certificate's row names; null where it names none. */
  readonly key: Pick<typeof signingKeys.$inferSelect, "id" | "publicKey"> | null;
};

/** Public halves of every key that ever signed; retired ones still verify. */
export async function readKeySet(db: Db): Promise<KeySet> {
  const rows = await db
    .select({ id: signingKeys.id, publicKey: signingKeys.publicKey })
    .from(signingKeys);
  return { keys: rows.map(published) };
}

function published({ id, publicKey }: Pick<typeof signingKeys.$inferSelect, "id" | "publicKey">) {
  return { ...publicKey, kid: id };
}

/**
 * Whether rows and stored PDF are still what was signed. `unsealed`: the job has not come to it.
 * A PDF that the store cannot hand out now says nothing; one with other bytes is altered.
 */
export async function checkSeal(
  files: Pick<FileStore, "read">,
  rows: SealedRows,
): Promise<"intact" | "unsealed" | "altered"> {
  const { credential, pdfDigest } = rows.certificate;
  if (credential === null) return "unsealed";
  const keys = { keys: rows.key ? [published(rows.key)] : [] };
  const checked = await checkCredential(credential, keys);
  if (!checked.ok || !agrees(checked.payload, rows)) return "altered";
  return (await isDamaged(files, pdfDigest)) ? "altered" : "intact";
}

/** Every row that a lookup reads says what the signed payload says. */
function agrees(
  { facts, token, status }: CredentialPayload,
  { certificate, recognition, decision }: SealedRows,
): boolean {
  return (
    isDeepStrictEqual(facts, certificate.facts) &&
    token === certificate.token &&
    status.index === certificate.statusIndex &&
    facts.number === certificate.numberText &&
    facts.stars === recognition.stars &&
    facts.expiresOn === recognition.expiresOn &&
    facts.productName === recognition.productName &&
    facts.producerName === recognition.producerName &&
    facts.decisionNumber === decision.numberText &&
    facts.decisionOn === decision.signedOn &&
    facts.issuer === decision.issuer
  );
}

async function isDamaged(files: Pick<FileStore, "read">, digest: string | null): Promise<boolean> {
  if (digest === null) return false;
  try {
    await files.read(digest);
    return false;
  } catch (error) {
    return error instanceof FileStoreError && error.reason === "damaged";
  }
}
