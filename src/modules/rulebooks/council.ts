import { AnswersError, lastCountedLeaf, readAnswers } from "./answers.ts";
import type { Choices } from "./answers.ts";
import type { CompiledLeaf, CompiledSet, Gate } from "./compiled.ts";
import { readFraction } from "./council-rules.ts";
import type { CouncilRules } from "./council-rules.ts";
import { atLeast, divide, formatDecimal } from "./decimal.ts";
import type { Answers, Verdict } from "./model.ts";
import { effectivePoints, meetsGate } from "./score.ts";

/** One member's sheet on one product. Only submitted sheets of members present and not recused count. */
export type Sheet = {
  readonly member: string;
  readonly answers?: Answers | undefined;
  readonly recused?: boolean | undefined;
  /** False while the member still works on the sheet. */
  readonly submitted?: boolean | undefined;
  readonly present?: boolean | undefined;
  /** The member holds that a stop note applies; scoring of this sheet ends there. */
  readonly stopAt?: string | null | undefined;
  /** The member holds that the dossier must be rejected. Only the secretary's confirmation rejects it. */
  readonly rejected?: boolean | undefined;
};

/** A session's sheets on one product; `rejected` and `stopAt` are what the secretary confirmed, for every sheet. */
export type CouncilCase = Verdict & {
  /** All members of the council, recused ones included. */
  readonly members: number;
  /** Whether the chair or a deputy is present. */
  readonly chairPresent: boolean;
  readonly sheets: readonly Sheet[];
};

/** A gate that the council does not meet: `met` of the `of` counted sheets meet it. */
export type CouncilUnmet = {
  readonly criterion: string;
  readonly stars: number;
  readonly needs: number;
  readonly met: number;
  readonly of: number;
};

/** What the sheets of one round come to. Points are integers, the mean an exact decimal. */
export type CouncilResult = {
  readonly quorum: boolean;
  readonly counted: number;
  /** Totals of the counted sheets, in the order given. */
  readonly totals: readonly number[];
  /** Mean with the rules' decimals, e.g. `86.33`; null when no sheet counts. */
  readonly mean: string | null;
  /** Highest less lowest total; 0 when no sheet counts. */
  readonly spread: number;
  /** The spread is beyond the rules' limit: the council discusses and rescores before the result stands. */
  readonly needsRescore: boolean;
  /** Level of the rounded mean, whatever the quorum; 0 when no sheet counts. */
  readonly bandStars: number;
  /** Level reached by points and gates; 0 without quorum and for a rejected dossier: no legal result. */
  readonly stars: number;
  readonly unmet: readonly CouncilUnmet[];
};

type Counted = {
  readonly choices: Choices;
  readonly points: readonly number[];
  readonly total: number;
};

/**
 * The council's result from one round of sheets. Pure and exact: no binary floats.
 * Throws `AnswersError` for sheets that do not fit the set, a member with two sheets, more
 * sheets than members, and a rejection marked on a counted sheet that nobody ruled on.
 */
export function council(
  set: CompiledSet,
  session: CouncilCase,
  rules: CouncilRules,
): CouncilResult {
  const sheets = readSheets(set, session);
  const totals = sheets.map(({ total }) => total);
  const recused = session.sheets.filter((sheet) => sheet.recused).length;
  const quorum = hasQuorum(rules, sheets.length, session.members - recused, session.chairPresent);
  const spread = sheets.length === 0 ? 0 : Math.max(...totals) - Math.min(...totals);
  const { limit, exceededWhen } = rules.spread;
  const needsRescore =
    sheets.length > 0 && (exceededWhen === ">" ? spread > limit : spread >= limit);
  if (sheets.length === 0) {
    return {
      quorum,
      counted: 0,
      totals,
      mean: null,
      spread,
      needsRescore,
      bandStars: 0,
      stars: 0,
      unmet: [],
    };
  }
  const sum = totals.reduce((a, b) => a + b, 0);
  const mean = divide(BigInt(sum), BigInt(sheets.length), rules.decimals, rules.rounding);
  const band = set.levels.findLastIndex(({ min }) => atLeast(mean, min));
  const { level, unmet } = gates(set, sheets, rules, band);
  return {
    quorum,
    counted: sheets.length,
    totals,
    mean: formatDecimal(mean),
    spread,
    needsRescore,
    bandStars: set.levels[band]?.stars ?? 0,
    stars: quorum && !session.rejected ? (set.levels[level]?.stars ?? 0) : 0,
    unmet,
  };
}

/** Reads every sheet, also those that do not count, and keeps those that do. */
function readSheets(set: CompiledSet, session: CouncilCase): Counted[] {
  if (session.sheets.length > session.members) {
    throw misfit(
      "members",
      `${session.sheets.length} sheets, but the council has ${session.members} members`,
    );
  }
  const members = new Set<string>();
  const stop = lastCountedLeaf(set, session.stopAt);
  const counted: Counted[] = [];
  session.sheets.forEach((sheet, position) => {
    const place = `sheets.${position}`;
    if (members.has(sheet.member))
      throw misfit(`${place}.member`, `${sheet.member} has two sheets`);
    members.add(sheet.member);
    const counts = !sheet.recused && sheet.submitted !== false && sheet.present !== false;
    if (counts && !sheet.answers)
      throw misfit(`${place}.answers`, "missing on a sheet that counts");
    if (counts && sheet.rejected && session.rejected === undefined) {
      throw misfit(
        `${place}.rejected`,
        "the session must say whether the rejection is confirmed (rejected: true or false)",
      );
    }
    const read = readSheet(set, sheet, stop, place);
    if (counts) counted.push(read);
  });
  return counted;
}

function readSheet(set: CompiledSet, sheet: Sheet, stop: number, place: string): Counted {
  try {
    const choices = readAnswers(set, sheet.answers ?? {});
    const points = effectivePoints(
      set,
      choices,
      Math.min(stop, lastCountedLeaf(set, sheet.stopAt)),
    );
    return { choices, points, total: points.reduce((a, b) => a + b, 0) };
  } catch (error) {
    throw error instanceof AnswersError ? error.within(place) : error;
  }
}

/** `counted ÷ (members − recused)` reaches the fraction, cross-multiplied; never with nobody left to vote. */
function hasQuorum(
  rules: CouncilRules,
  counted: number,
  eligible: number,
  chairPresent: boolean,
): boolean {
  const { numerator, denominator } = readFraction(rules.quorum.fraction);
  if (counted === 0 || (rules.quorum.chairOrDeputyRequired && !chairPresent)) return false;
  return counted * denominator >= numerator * eligible;
}

/** Level that the gates leave of `band`, and the gates that stand unmet up to it. */
function gates(
  set: CompiledSet,
  sheets: readonly Counted[],
  rules: CouncilRules,
  band: number,
): { level: number; unmet: CouncilUnmet[] } {
  const unmet: CouncilUnmet[] = [];
  let reached = band;
  for (const leaf of set.leaves) {
    for (let level = 0; level <= band; level += 1) {
      const stars = set.levels[level]?.stars;
      const own = leaf.gates.filter((gate) => gate.decides && gate.stars === stars);
      if (own.length === 0) continue;
      const met = sheets.filter((sheet) => meetsLevel(set, leaf, level, sheet)).length;
      if (gateRules[rules.gateRule]({ leaf, level, sheets, met })) continue;
      reached = Math.min(reached, level - 1);
      for (const gate of own) {
        if (sheets.every((sheet) => meets(set, leaf, gate, sheet))) continue;
        unmet.push({
          criterion: leaf.code,
          stars: gate.stars,
          needs: gate.needs,
          met,
          of: sheets.length,
        });
      }
    }
  }
  return { level: reached, unmet };
}

/** Whether one sheet meets the gates of a leaf at a level: each case's own, or those of all cases while unanswered. */
function meetsLevel(set: CompiledSet, leaf: CompiledLeaf, level: number, sheet: Counted): boolean {
  return (leaf.gateAt[level] ?? []).every((gate) => gate === null || meets(set, leaf, gate, sheet));
}

function meets(set: CompiledSet, leaf: CompiledLeaf, gate: Gate, sheet: Counted): boolean {
  return meetsGate(
    set,
    leaf.index,
    gate,
    sheet.choices[leaf.index] ?? 0,
    sheet.points[leaf.index] ?? 0,
  );
}

/** How a council decides whether a gate is met; `met` is the number of sheets that meet it. */
const gateRules = {
  majority: ({ sheets, met }) => 2 * met > sheets.length,
  all: ({ sheets, met }) => met === sheets.length,
  mean: ({ leaf, level, sheets }) =>
    sheets.reduce((sum, sheet) => sum + surplus(leaf, level, sheet), 0) >= 0,
} as const satisfies Record<CouncilRules["gateRule"], (question: GateQuestion) => boolean>;

type GateQuestion = {
  readonly leaf: CompiledLeaf;
  readonly level: number;
  readonly sheets: readonly Counted[];
  readonly met: number;
};

/**
 * A sheet's points beyond its gate; the mean reaches the gate when these add up to 0 or more.
 * A sheet in a case without a gate takes no part; an unanswered one owes the highest gate.
 */
function surplus(leaf: CompiledLeaf, level: number, { choices, points }: Counted): number {
  const option = leaf.options[(choices[leaf.index] ?? 0) - 1];
  const gatesHere = leaf.gateAt[level] ?? [];
  if (!option) return -Math.max(0, ...gatesHere.map((gate) => gate?.points ?? 0));
  const gate = gatesHere[option.caseIndex];
  return gate ? (points[leaf.index] ?? 0) - gate.points : 0;
}

function misfit(place: string, en: string): AnswersError {
  return new AnswersError(place, { vi: `Phiếu đánh giá chưa đúng ở ${place}.`, en });
}
