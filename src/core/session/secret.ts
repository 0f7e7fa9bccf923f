import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "#core/env.ts";

/**
 * The secret that signs sessions: `OCOP_SECRET`, else one that this installation made for itself
 * and keeps in its data folder, readable by its owner only. Several processes on one database
 * need `OCOP_SECRET`, which production demands anyway.
 */
export function readSecret(env: Pick<Env, "OCOP_SECRET" | "OCOP_DATA_DIR">): string {
  if (env.OCOP_SECRET) return env.OCOP_SECRET;
  const file = join(env.OCOP_DATA_DIR, "secret");
  if (!existsSync(file)) {
    mkdirSync(env.OCOP_DATA_DIR, { recursive: true });
    // `wx`: of two processes that start together, one writes and both read the same.
    try {
      writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`the secret in ${file} is too short to be one`);
  return secret;
}

/** A secret of its own for one purpose, so that no two uses share a key. */
export function deriveSecret(secret: string, purpose: string): string {
  return createHmac("sha256", secret).update(`ocop:${purpose}`).digest("base64url");
}
