import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    makeSecret(file);
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`the secret in ${file} is too short to be one`);
  return secret;
}

/**
 * Writes a secret beside its place and links it there whole. Of two processes that start together
 * one link holds, and neither ever reads a file that is still being written.
 */
function makeSecret(file: string): void {
  const written = `${file}.${randomUUID()}`;
  try {
    writeFileSync(written, randomBytes(32).toString("base64url"), {
      mode: 0o600,
      flag: "wx",
      flush: true,
    });
    linkSync(written, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(written, { force: true });
  }
}

/** A secret of its own for one purpose, so that no two uses share a key. */
export function deriveSecret(secret: string, purpose: string): string {
  return createHmac("sha256", secret).update(`ocop:${purpose}`).digest("base64url");
}
