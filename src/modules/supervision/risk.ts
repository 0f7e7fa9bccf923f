import type { Day } from "#core/calendar/day.ts";
import { dayNumber } from "#core/calendar/day.ts";

/** What is known of a recognised product that makes a visit more or less urgent. */
export type RiskFacts = {
  /** Complaints of the last twelve months that were not dismissed. */
  readonly complaints: number;
  /** Findings not remedied yet. */
  readonly openFindings: number;
  /** Findings of the last two years that were. */
  readonly pastFindings: number;
  /** Papers of the producer that have run out, and those that will within 60 days. */
  readonly endedPapers: number;
  readonly endingPapers: number;
  /** Unusual patterns in how its certificate is looked up. */
  readonly scanPatterns: number;
  /** The last day that somebody inspected it; null where nobody has. */
  readonly lastVisitOn: Day | null;
  /** Something that people eat, drink or take. */
  readonly isIngested: boolean;
  readonly expiresOn: Day;
};

/**
 * The table of weights, as the officer sees it: points for each, and the most that one line can
 * bring. The numbers are ours; no rule of law sets them. The officer picks, this only ranks.
 */
export const riskWeights = {
  complaints: { each: 5, most: 15, vi: "Phản ánh trong 12 tháng" },
  openFindings: { each: 4, most: 12, vi: "Tồn tại chưa khắc phục" },
  pastFindings: { each: 2, most: 6, vi: "Tồn tại đã khắc phục trong 2 năm" },
  endedPapers: { each: 3, most: 9, vi: "Giấy tờ đã hết hạn" },
  endingPapers: { each: 1, most: 3, vi: "Giấy tờ hết hạn trong 60 ngày" },
  scanPatterns: { each: 3, most: 6, vi: "Lượt tra cứu bất thường" },
  neverVisited: { each: 3, most: 3, vi: "Chưa kiểm tra lần nào" },
  longAgo: { each: 2, most: 2, vi: "Lần kiểm tra gần nhất đã quá 12 tháng" },
  ingested: { each: 2, most: 2, vi: "Thực phẩm, đồ uống, dược liệu" },
  endingSoon: { each: 1, most: 1, vi: "Giấy chứng nhận hết hạn trong 180 ngày" },
} as const satisfies Record<string, { each: number; most: number; vi: string }>;
export type RiskKind = keyof typeof riskWeights;

/** One reason with what it brings; `count` is how often it was found. */
export type RiskReason = {
  readonly kind: RiskKind;
  readonly count: number;
  readonly points: number;
};

/** Why a product should be visited, the weightiest reason first; nothing where there is none. */
export function riskReasons(facts: RiskFacts, on: Day): RiskReason[] {
  const since = facts.lastVisitOn === null ? null : dayNumber(on) - dayNumber(facts.lastVisitOn);
  const counts: Record<RiskKind, number> = {
    complaints: facts.complaints,
    openFindings: facts.openFindings,
    pastFindings: facts.pastFindings,
    endedPapers: facts.endedPapers,
    endingPapers: facts.endingPapers,
    scanPatterns: facts.scanPatterns,
    neverVisited: since === null ? 1 : 0,
    longAgo: since !== null && since > 365 ? 1 : 0,
    ingested: facts.isIngested ? 1 : 0,
    endingSoon: dayNumber(facts.expiresOn) - dayNumber(on) <= 180 ? 1 : 0,
  };
  return (Object.keys(riskWeights) as RiskKind[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => {
      const { each, most } = riskWeights[kind];
      return { kind, count: counts[kind], points: Math.min(each * counts[kind], most) };
    })
    .toSorted((one, other) => other.points - one.points);
}

/** The sum of the reasons' points. */
export function riskScore(reasons: readonly RiskReason[]): number {
  return reasons.reduce((sum, { points }) => sum + points, 0);
}

/** The share drawn by lot, so that nobody can reckon with being left out, in percent. */
export const drawnPercent = 10;

/**
 * The lot: so many in a hundred of these, at least one, drawn by the plan's own seed. The same
 * seed draws the same, in whatever order they come, so that a draw can be checked later.
 */
export function drawn(ids: readonly string[], seed: string): ReadonlySet<string> {
  const count = ids.length === 0 ? 0 : Math.max(1, Math.floor((ids.length * drawnPercent) / 100));
  const byLot = ids
    .map((id) => ({ id, lot: lotOf(`${seed}/${id}`) }))
    .toSorted((one, other) => one.lot - other.lot || (one.id < other.id ? -1 : 1));
  return new Set(byLot.slice(0, count).map(({ id }) => id));
}

/** FNV-1a with a final mix, 32 bits: spread is wanted here, not secrecy. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
