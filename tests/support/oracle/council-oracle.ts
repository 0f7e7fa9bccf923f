import type { RawDossier } from "./raw-book.ts";
import type { ScoreOracle } from "./score-oracle.ts";

export interface OracleRules {
  quorum: { fraction: string; chairOrDeputyRequired: boolean };
  decimals: number;
  rounding: "halfUp" | "halfDown" | "halfEven" | "up" | "down";
  spread: { limit: number; exceededWhen: ">" | ">=" };
  gateRule: "majority" | "all" | "mean";
}

export interface OracleSession {
  members: number;
  chairPresent: boolean;
  rejected?: boolean;
  stopAt?: string | null;
  sheets: {
    member: string;
    answers: Record<string, number>;
    recused?: boolean | undefined;
    submitted?: boolean | undefined;
    present?: boolean | undefined;
    stopAt?: string | null;
  }[];
}

export interface OracleCouncil {
  quorum: boolean;
  counted: number;
  totals: number[];
  mean: string | null;
  spread: number;
  needsRescore: boolean;
  bandStars: number;
  stars: number;
  unmet: { criterion: string; stars: number; needs: number; met: number; of: number }[];
}

/** Rule 7, with fractions of whole numbers; for sets whose gates lie in no case. */
export function oracleCouncil(
  oracle: ScoreOracle,
  session: OracleSession,
  rules: OracleRules,
): OracleCouncil {
  const sheets = session.sheets
    .filter((s) => s.recused !== true && s.submitted !== false && s.present !== false)
    .map((s) => withStops(s.answers, [session.stopAt, s.stopAt], oracle));
  const totals = sheets.map((sheet) => oracle.total(sheet));
  const count = BigInt(sheets.length);
  const recused = session.sheets.filter((s) => s.recused === true).length;
  const [share = 0n, of = 1n] = rules.quorum.fraction.split("/").map(BigInt);
  const quorum =
    count > 0n &&
    count * of >= share * BigInt(session.members - recused) &&
    (session.chairPresent || !rules.quorum.chairOrDeputyRequired);
  if (count === 0n) {
    const nothing = { counted: 0, totals, mean: null, spread: 0, needsRescore: false };
    return { quorum, ...nothing, bandStars: 0, stars: 0, unmet: [] };
  }

  const spread = totals.toSorted((a, b) => a - b).at(-1)! - totals.toSorted((a, b) => a - b)[0]!;
  const sum = totals.reduce((all, total) => all + BigInt(total), 0n);
  const scale = 10n ** BigInt(rules.decimals);
  const mean = round(sum * scale, count, rules.rounding);
  const inReach = oracle.book.bands
    .filter(({ min }) => mean >= BigInt(min) * scale)
    .toSorted((a, b) => a.stars - b.stars);
  const unmet = inReach.flatMap(({ stars }) => unmetAt(oracle, sheets, stars, rules.gateRule));
  unmet.sort((a, b) => position(oracle, a.criterion) - position(oracle, b.criterion));
  const reached = inReach.filter(({ stars }) => unmet.every((gate) => gate.stars > stars));
  return {
    quorum,
    counted: sheets.length,
    totals,
    mean:
      rules.decimals === 0
        ? `${mean}`
        : `${mean / scale}.${`${mean % scale}`.padStart(rules.decimals, "0")}`,
    spread,
    needsRescore:
      rules.spread.exceededWhen === ">"
        ? spread > rules.spread.limit
        : spread >= rules.spread.limit,
    bandStars: inReach.at(-1)?.stars ?? 0,
    stars: quorum && session.rejected !== true ? (reached.at(-1)?.stars ?? 0) : 0,
    unmet,
  };
}

/** The gates that lie at one level and that the council does not meet. */
function unmetAt(
  oracle: ScoreOracle,
  sheets: readonly RawDossier[],
  stars: number,
  rule: OracleRules["gateRule"],
): OracleCouncil["unmet"] {
  return oracle.leaves.flatMap((leaf) => {
    const gate = oracle.gate(leaf, stars, null);
    if (!gate || gate.minStar !== stars) return [];
    const met = sheets.filter((sheet) => oracle.gateHolds(leaf, stars, sheet)).length;
    const points = sheets.reduce((sum, sheet) => sum + oracle.points(leaf, sheet), 0);
    const holds = {
      majority: met > sheets.length - met,
      all: met === sheets.length,
      mean: points >= gate.points * sheets.length,
    }[rule];
    return holds
      ? []
      : [{ criterion: leaf.criterion.code, stars, needs: gate.n, met, of: sheets.length }];
  });
}

/** Of two stops the one that comes first on the sheet holds. */
function withStops(
  answers: Record<string, number>,
  stops: readonly (string | null | undefined)[],
  oracle: ScoreOracle,
): RawDossier {
  const given = stops.filter((stop) => stop != null);
  given.sort((a, b) => position(oracle, a) - position(oracle, b));
  return { answers, stopAt: given[0] ?? null };
}

/** Position of the last leaf of a criterion. */
function position(oracle: ScoreOracle, code: string): number {
  return oracle.leaves.findLastIndex((l) => [...l.above, l.criterion].some((c) => c.code === code));
}

/** `a ÷ b` to a whole number. */
function round(a: bigint, b: bigint, rounding: OracleRules["rounding"]): bigint {
  const down = a / b;
  const up = (a + b - 1n) / b;
  const toDown = a - down * b;
  const toUp = up * b - a;
  if (rounding === "down" || toDown === 0n) return down;
  if (rounding === "up") return up;
  if (toDown !== toUp) return toDown < toUp ? down : up;
  if (rounding === "halfEven") return down % 2n === 0n ? down : up;
  return rounding === "halfUp" ? up : down;
}
