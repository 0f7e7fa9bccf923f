import { createHash } from "node:crypto";

/** A row of the log as the verifier reads it, every value in the text that was hashed. */
export type AuditRow = {
  provinceCode: string;
  seq: string;
  /** Microseconds since 1970-01-01 UTC. */
  at: string;
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  unitPath: string | null;
  requestId: string | null;
  /** PostgreSQL's own text of the `jsonb` value: keys in one order, no spaces to choose. */
  details: string;
  prevHash: string;
  hash: string;
};

/** What the first row of a chain names as the row before it. */
export const genesisHash = "0".repeat(64);

/** Names the encoding; another encoding gets another name. */
const version = "ocop-audit-1";

/**
 * SHA-256, in lower-case hex, over the fields in this order, each as a netstring (its length in
 * bytes, a colon, its UTF-8 bytes, a comma; `-,` for null): no two different rows have the same
 * encoding. `audit_row_hash` in migrations/guards computes the same in the database; this
 * one is what an outside verifier needs.
 */
export function auditRowHash(row: AuditRow): string {
  const hash = createHash("sha256");
  for (const field of [
    version,
    row.provinceCode,
    row.seq,
    row.at,
    row.actorId,
    row.action,
    row.subjectType,
    row.subjectId,
    row.unitPath,
    row.requestId,
    row.details,
    row.prevHash,
  ])
    hash.update(field === null ? "-," : `${Buffer.byteLength(field)}:${field},`);
  return hash.digest("hex");
}
