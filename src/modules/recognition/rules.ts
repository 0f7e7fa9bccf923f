import { addDays, type Day, dayNumber } from "#core/calendar/day.ts";
import type { Procedures, RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import type { CertificateState } from "./model.ts";

/**
 * The last day of a period of whole months that runs from this day: the day of the same number,
 * or the last one of a month that is too short (Civil Code 2015, article 148.3). A certificate
 * states a day, so it is not moved by weekends and holidays.
 */
export function lastDayOf(from: Day, months: number): Day {
  if (!Number.isInteger(months) || months < 0) throw new RangeError(`no months: ${months}`);
  dayNumber(from);
  const [year = 0, month = 1, date = 1] = from.split("-").map(Number);
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), total % 12];
  const longest = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(toYear, toMonth, Math.min(date, longest))).toISOString().slice(0, 10);
}

/** The last valid day of a recognition signed on a day under a regime (26/2026/QĐ-TTg, article 4.3). */
export function expiryOf(signedOn: Day, { certificate }: Pick<RegimeProcedure, "certificate">) {
  return lastDayOf(signedOn, certificate.validMonths);
}

/** What decides about the state of a recognition; days as in its row. */
export type Life = {
  readonly recognisedOn: Day;
  /** The last valid day. */
  readonly expiresOn: Day;
  readonly extendedUntil: Day | null;
  readonly revokedOn: Day | null;
  readonly replacedOn: Day | null;
};

/** The days on which a recognition is to be assessed again; both belong to it. */
export type RenewalDays = {
  readonly opens: Day;
  /** The last day to file in time; the certificate's own last day where no limit is set. */
  readonly closes: Day;
};

/**
 * When the renewal of a certificate may be filed under the regime that is in force then; where
 * the decision sets no window, from the day that the issuer has to give notice. Null for a regime
 * that says neither.
 */
export function renewalDays(
  expiresOn: Day,
  { renewal }: Pick<RegimeProcedure, "renewal">,
): RenewalDays | null {
  const before = renewal?.fileNoEarlierThanDays ?? renewal?.issuerNotifiesBeforeDays ?? null;
  if (before === null) return null;
  const last = renewal?.fileNoLaterThanDays ?? null;
  return {
    opens: addDays(expiresOn, -before),
    closes: last === null ? expiresOn : addDays(expiresOn, -last),
  };
}

/** The longest transitional extension of a certificate (article 12.3); null where there is none. */
export function longestExtension(
  expiresOn: Day,
  { renewal }: Pick<RegimeProcedure, "renewal">,
): Day | null {
  return renewal?.extension ? addDays(expiresOn, renewal.extension.maxDays) : null;
}

/** The procedure that a renewal on this day follows: of the regime in force then. */
export function renewalProcedure(procedures: Procedures, day: Day): RegimeProcedure | null {
  const regime = regimeInForce(procedures, day);
  return (regime === undefined ? undefined : procedures.regimes[regime]) ?? null;
}

/**
 * The state of a recognition on a day; null before it was recognised. A revocation outweighs
 * everything, from its own day; so does a replacement what would still run. `procedure`: the one
 * that a renewal on that day follows (`renewalProcedure`), for the window.
 */
export function stateOn(
  life: Life,
  day: Day,
  procedure: Pick<RegimeProcedure, "renewal"> | null,
): CertificateState | null {
  const { recognisedOn, expiresOn, extendedUntil, revokedOn, replacedOn } = life;
  if (day < recognisedOn) return null;
  if (revokedOn !== null && day >= revokedOn) return "revoked";
  if (replacedOn !== null && day >= replacedOn) return "replaced";
  if (day > expiresOn)
    return extendedUntil !== null && day <= extendedUntil ? "extended" : "expired";
  const window = procedure === null ? null : renewalDays(expiresOn, procedure);
  return window !== null && day >= window.opens ? "expiring" : "valid";
}

/** States in which the star may be shown and the mark used. */
export function isInForce(state: CertificateState | null): boolean {
  return state === "valid" || state === "expiring" || state === "extended";
}

/** What a product code is made of; a part that is not known makes no code. */
export type CodeParts = {
  readonly province: string;
  readonly district: string | null;
  readonly commune: string;
  readonly seq: number;
  readonly year: number;
};

/**
 * The code of a product by the pattern of its regime (`productCode` of the procedures, such as
 * `{province}-{commune}-{seq}-{year}`); null when the pattern asks for a part that is not known.
 */
export function productCode(pattern: string, parts: CodeParts): string | null {
  let known = true;
  const code = pattern.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const part = parts[name as keyof CodeParts];
    if (part === undefined || part === null) known = false;
    return String(part ?? "");
  });
  return known ? code : null;
}
