import type { Day } from "#core/calendar/day.ts";
import type { ProducerKind } from "#modules/producers/model.ts";
import type { Ground, OncePer } from "./model.ts";

/** What limits an amount: the share of the cost in hundredths of a per cent, and the most in đồng. */
export type Limits = { readonly rateBp: number | null; readonly ceiling: bigint | null };

/**
 * The most that a measure gives for a cost, in whole đồng, parts of one dropped; null when the
 * measure names neither a share nor a ceiling, so that no money can be asked for.
 */
export function mostSupport({ rateBp, ceiling }: Limits, cost: bigint): bigint | null {
  if (rateBp === null && ceiling === null) return null;
  const share = rateBp === null ? cost : (cost * BigInt(rateBp)) / 10_000n;
  return ceiling !== null && ceiling < share ? ceiling : share;
}

/** To whom a measure is given, and how often. */
export type Terms = {
  readonly grantedFor: Ground;
  /** Of the recognition; null where any number, or none, will do. */
  readonly minStars: number | null;
  /** Empty: every kind. */
  readonly producerKinds: readonly ProducerKind[];
  readonly oncePer: OncePer;
  /** Years until it may be had again; null: never again. */
  readonly everyYears: number | null;
  /** Months in which it must be claimed; null: no end. */
  readonly claimMonths: number | null;
  /** What happened before this day gives no right. */
  readonly from: Day;
  /** Last day; null: open. */
  readonly until: Day | null;
};

/** Something that happened to a producer, or one of its products, and may give a right. */
export type Fact = {
  readonly kind: "known" | "ideaChosen" | "planChosen" | "recognised";
  readonly producerId: string;
  readonly producerKind: ProducerKind;
  readonly productId: string | null;
  /** What it is about, in the words of people: a product, an idea. */
  readonly name: string;
  readonly on: Day;
  /** Of a recognition. */
  readonly stars: number | null;
  /** Of a recognition: the product had been recognised before. */
  readonly isAgain: boolean;
};

/** A right that there is, or that is to be written down. */
export type Right = {
  readonly producerId: string;
  readonly productId: string | null;
  /** What it may be had once for: an id of a product or producer, or the idea's name without one. */
  readonly subject: string;
  readonly metOn: Day;
  /** Last day to claim it; null: no end. */
  readonly until: Day | null;
  readonly reason: string;
};

const matchesGround: Readonly<Record<Ground, (fact: Fact) => boolean>> = {
  known: ({ kind }) => kind === "known",
  ideaChosen: ({ kind }) => kind === "ideaChosen",
  planChosen: ({ kind }) => kind === "planChosen",
  recognised: ({ kind }) => kind === "recognised",
  recognisedFirst: ({ kind, isAgain }) => kind === "recognised" && !isAgain,
  renewed: ({ kind, isAgain }) => kind === "recognised" && isAgain,
};

/** Whether a fact meets what a measure asks for; says nothing of how often it was had. */
export function meets(terms: Terms, fact: Fact): boolean {
  return (
    matchesGround[terms.grantedFor](fact) &&
    fact.on >= terms.from &&
    (terms.until === null || fact.on <= terms.until) &&
    (terms.minStars === null || (fact.stars ?? 0) >= terms.minStars) &&
    (terms.producerKinds.length === 0 || terms.producerKinds.includes(fact.producerKind))
  );
}

/** What a right of this fact may be had once for. */
export function subjectOf({ oncePer }: Pick<Terms, "oncePer">, fact: Fact): string {
  if (oncePer === "producer") return fact.producerId;
  return fact.productId ?? `${fact.producerId}:${fact.name}`;
}

/**
 * The rights that these facts bring about and that are not written down yet, the oldest fact
 * first. One subject gets a measure again only `everyYears` years after the last time. Running it
 * over its own answer brings nothing more.
 */
export function newRights(
  terms: Terms,
  facts: readonly Fact[],
  had: readonly Pick<Right, "subject" | "metOn">[],
): Right[] {
  const last = new Map<string, Day>();
  for (const { subject, metOn } of had)
    if ((last.get(subject) ?? "") < metOn) last.set(subject, metOn);
  const found: Right[] = [];
  for (const fact of facts.toSorted((a, b) => a.on.localeCompare(b.on))) {
    if (!meets(terms, fact)) continue;
    const subject = subjectOf(terms, fact);
    const before = last.get(subject);
    if (before !== undefined && !isOver(before, terms.everyYears, fact.on)) continue;
    last.set(subject, fact.on);
    found.push({
      producerId: fact.producerId,
      productId: fact.productId,
      subject,
      metOn: fact.on,
      until: terms.claimMonths === null ? null : addMonths(fact.on, terms.claimMonths),
      reason: reasonOf(fact),
    });
  }
  return found;
}

function isOver(before: Day, years: number | null, on: Day): boolean {
  return years !== null && on >= addMonths(before, 12 * years);
}

/** The same day so many months later, or the month's last where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const at = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(at / 12), at % 12];
  const days = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(toYear, toMonth, Math.min(date, days))).toISOString().slice(0, 10);
}

/** Why there is a right, as its producer and the office read it. */
function reasonOf({ kind, name, on, stars, isAgain }: Fact): string {
  const day = on.split("-").reverse().join("/");
  if (kind === "known") return `Chủ thể đã đăng ký trên hệ thống ngày ${day}.`;
  if (kind === "ideaChosen") return `Ý tưởng “${name}” được chọn ngày ${day}.`;
  if (kind === "planChosen") return `Phương án của “${name}” được chọn ngày ${day}.`;
  const again = isAgain ? "được công nhận lại" : "được công nhận lần đầu";
  return `Sản phẩm “${name}” ${again}, ${stars ?? 0} sao, ngày ${day}.`;
}

/** What is left of a sum; never below zero. */
export function leftOf(limit: bigint, used: bigint): bigint {
  return used >= limit ? 0n : limit - used;
}

/** Whether somebody attended enough: `present` of `held` sessions against a share in per cent. */
export function attendedEnough(present: number, held: number, percent: number): boolean {
  return held > 0 && present * 100 >= held * percent;
}
