import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Env } from "../env.ts";
import { deriveSecret, readSecret } from "./secret.ts";

/** What a sealed text is kept for, and the name of what it belongs to. */
export type SealedFor = {
  readonly purpose: "signing-keys" | "webhooks";
  /** Part of what is authenticated, so that no two texts of a purpose can be swapped. */
  readonly id: string;
};

function keyOf(env: Env, purpose: SealedFor["purpose"]): Buffer {
  return Buffer.from(deriveSecret(readSecret(env), purpose), "base64url");
}

/** A secret text as it may lie in the database: AES-256-GCM under the installation's own secret. */
export function sealText(env: Env, { purpose, id }: SealedFor, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(env, purpose), iv).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return ["v1", ...parts].join(".");
}

/** The text again; throws when it is of no known form, or was sealed elsewhere or for something else. */
export function openText(env: Env, { purpose, id }: SealedFor, sealed: string): string {
  const [form, ...parts] = sealed.split(".");
  const [iv, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
  if (form !== "v1" || !iv || !tag || !text)
    throw new Error(`the secret ${id} (${purpose}) is not of a known form`);
  const cipher = createDecipheriv("aes-256-gcm", keyOf(env, purpose), iv).setAAD(Buffer.from(id));
  cipher.setAuthTag(tag);
  try {
    return Buffer.concat([cipher.update(text), cipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error(`the secret ${id} (${purpose}) cannot be opened with this OCOP_SECRET`, {
      cause,
    });
  }
}
