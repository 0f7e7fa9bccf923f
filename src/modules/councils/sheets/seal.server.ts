import { createHash } from "node:crypto";
import { canonicalJson } from "#modules/dossiers/canonical.ts";
import type { Answers } from "#modules/rulebooks/model.ts";

/** What a signed sheet says, whole: enough to score it again without the database. */
export type SealedSheet = {
  readonly form: "ocop-sheet-1";
  readonly session: string;
  readonly item: string;
  readonly dossier: string;
  /** Digest of the filing that was scored; null for a past round without its papers. */
  readonly filing: string | null;
  readonly round: number;
  readonly member: string;
  readonly regime: string;
  readonly set: string;
  /** Digest of the rulebook's version. */
  readonly rulebook: string;
  /** Option numbers, from 1, by criterion. */
  readonly answers: Answers;
  readonly notes: Readonly<Record<string, string>>;
  readonly comment: string | null;
  readonly proposesRejection: boolean;
  readonly rejectionReason: string | null;
  readonly stopAt: string | null;
  readonly total: number;
  readonly stars: number;
};

/** SHA-256 (hex) of a sheet's canonical JSON. */
export function digestOf(sealed: unknown): string {
  return createHash("sha256").update(canonicalJson(sealed)).digest("hex");
}
