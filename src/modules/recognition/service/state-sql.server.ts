import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import type { CertificateState } from "../model.ts";
import { renewalDays, renewalProcedure } from "../rules.ts";
import { recognitions as r } from "../schema.server.ts";

/** How many days before its last one a recognition comes into its renewal window; null: none. */
export function windowDays(day: Day): number | null {
  const procedure = renewalProcedure(loadProcedures(), day);
  const window = procedure && renewalDays(day, procedure);
  return window && (Date.parse(day) - Date.parse(window.opens)) / 86_400_000;
}

/** `stateOn` of `rules.ts` as SQL over `recognitions`, for lists; null before it was recognised. */
export function stateSql(day: Day): SQL<CertificateState | null> {
  const on = sql`${day}::date`;
  const window = windowDays(day);
  const isOpen = window === null ? sql`false` : sql`${on} >= ${r.expiresOn} - ${window}::int`;
  return sql<CertificateState | null>`case
    when ${on} < ${r.recognisedOn} then null
    when ${r.revokedOn} <= ${on} then 'revoked'
    when ${r.replacedOn} <= ${on} then 'replaced'
    when ${on} > ${r.expiresOn} and ${r.extendedUntil} >= ${on} then 'extended'
    when ${on} > ${r.expiresOn} then 'expired'
    when ${isOpen} then 'expiring'
    else 'valid' end`;
}
