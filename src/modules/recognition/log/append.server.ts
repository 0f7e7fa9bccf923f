import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { canonicalJson } from "#modules/dossiers/canonical.ts";
import type { LogEventKind } from "../model.ts";
import { certificates, logLeaves } from "../schema.server.ts";
import { type Places, takePlaces } from "../service/numbers.server.ts";
import { leafHash } from "./merkle.server.ts";

/**
 * What a leaf of the log says. Public: it names a certificate by its number, and its page only by
 * the digest of the token; `facts` is the digest of what the certificate says.
 */
export type LogEntry = {
  readonly form: "ocop-log-1";
  readonly place: number;
  readonly kind: LogEventKind;
  readonly certificate: string;
  readonly issuer: string;
  readonly token: string;
  readonly facts: string;
  /** The decision behind the event; null for one without (an extension by law). */
  readonly decision: { readonly number: string; readonly on: string } | null;
  readonly at: string;
};

/** SHA-256 (hex) of a text. */
export function digestOfText(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * Adds an event of a certificate to the log, in the transaction of the event: both are kept or
 * neither. The end of the log stays locked until then, so that places have no gaps; take it after
 * the numbers and before the audit row. Tells the place.
 */
export async function appendLeaf(
  tx: Db,
  event: {
    readonly kind: LogEventKind;
    readonly certificateId: string;
    readonly decision: LogEntry["decision"];
  },
): Promise<number> {
  const [certificate] = await tx
    .select()
    .from(certificates)
    .where(eq(certificates.id, event.certificateId));
  if (!certificate) throw new Error(`no certificate ${event.certificateId}`);
  const places = await takePlaces(tx, ["log"]);
  await tx.insert(logLeaves).values(leafOf({ ...event, certificate, places }));
  return places.place.log;
}

/** The row of an event of a certificate, where certificate and place are in hand. */
export function leafOf(event: {
  readonly kind: LogEventKind;
  readonly certificate: Pick<
    typeof certificates.$inferSelect,
    "id" | "provinceCode" | "numberText" | "issuer" | "token" | "facts"
  >;
  readonly decision: LogEntry["decision"];
  readonly places: Places<"log">;
}): typeof logLeaves.$inferInsert {
  const { kind, certificate, decision, places } = event;
  const place = places.place.log;
  const entry = canonicalJson({
    form: "ocop-log-1",
    place,
    kind,
    certificate: certificate.numberText,
    issuer: certificate.issuer,
    token: digestOfText(certificate.token),
    facts: digestOfText(canonicalJson(certificate.facts)),
    decision,
    at: places.at,
  } satisfies LogEntry);
  return {
    place,
    provinceCode: certificate.provinceCode,
    kind,
    certificateId: certificate.id,
    entry,
    hash: leafHash(entry),
  };
}
