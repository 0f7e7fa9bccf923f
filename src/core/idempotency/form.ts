import { createHash, randomUUID } from "node:crypto";
import type { Db } from "../database/connection.ts";
import { withIdempotency } from "./idempotency.ts";

/** Name of the hidden field that carries a form's key. */
export const idempotencyField = "_idempotency";

/** A fresh key, for the loader of a page with a form. */
export function newIdempotencyKey(): string {
  return randomUUID();
}

/**
 * `withIdempotency` for a submitted form with the hidden field: pressing the button twice, or
 * sending the page again, does the work once. A form without the field is refused as `invalid`.
 */
export async function withIdempotentForm<Result>(
  db: Db,
  request: { actor: string; route: string; form: FormData },
  work: (tx: Db) => Promise<Result>,
): Promise<{ result: Result; replayed: boolean }> {
  const { actor, route, form } = request;
  const field = form.get(idempotencyField);
  const key = typeof field === "string" ? field : "";
  return withIdempotency(db, { actor, route, key, bodyHash: await hashForm(form) }, work);
}

/** SHA-256 over every field but the key, files by their content; the order of fields counts. */
export async function hashForm(form: FormData): Promise<string> {
  const hash = createHash("sha256");
  for (const [name, value] of form) {
    if (name === idempotencyField) continue;
    const bytes =
      typeof value === "string" ? Buffer.from(value) : new Uint8Array(await value.arrayBuffer());
    hash.update(`${Buffer.byteLength(name)}:${name}=${bytes.byteLength}:`).update(bytes);
  }
  return hash.digest("hex");
}
