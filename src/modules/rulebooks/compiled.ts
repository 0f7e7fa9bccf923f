import { isGroup, isLeaf } from "./model.ts";
import type { Band, Criterion, LeafCriterion, Option, Rulebook, RuleSet } from "./model.ts";

/** An option with a `minStar`, seen as a demand: reach at least `points` to stand at level `stars`. */
export type Gate = {
  readonly stars: number;
  /** Option number that the level asks for. */
  readonly needs: number;
  readonly points: number;
  /** Position in the leaf's `cases`; 0 for a leaf without cases. */
  readonly caseIndex: number;
  /**
   * Whether this is the least option of its level and case, the one that decides. Two options
   * of one case with the same `minStar` are both listed when unmet, but the lesser one decides.
   */
  readonly decides: boolean;
};

export type CompiledOption = {
  readonly n: number;
  readonly points: number;
  readonly minStar: number | null;
  /** Position in the leaf's `cases`; 0 for a leaf without cases. */
  readonly caseIndex: number;
};

/** Holds while the effective points of `leaves` add up to `pointsAtLeast`. A group counts as the sum of its leaves. */
export type Condition = {
  readonly criterion: string;
  readonly leaves: readonly number[];
  readonly pointsAtLeast: number;
};

export type CompiledLeaf = {
  /** Position in `CompiledSet.leaves`. */
  readonly index: number;
  readonly code: string;
  readonly title: string;
  /** Position in `CompiledSet.parts`. */
  readonly part: number;
  readonly max: number;
  /** Option `n` stands at `options[n - 1]`. */
  readonly options: readonly CompiledOption[];
  /** Case ids; one empty id for a leaf without cases, so that every leaf has at least one. */
  readonly cases: readonly string[];
  /** Every one must hold, its own and those of the groups around it; empty: the leaf always counts. */
  readonly conditions: readonly Condition[];
  /** Every option with a `minStar`, by stars, then option number. */
  readonly gates: readonly Gate[];
  /** `gateAt[level][case]`: the gate of rule 4, at the level or the nearest one below it; null: none. */
  readonly gateAt: readonly (readonly (Gate | null)[])[];
};

/** Where a criterion, leaf or group, stands: its first and last leaf, both inclusive. */
export type Span = { readonly first: number; readonly last: number };

/**
 * One set of a checked rulebook, resolved once so that scoring only reads arrays:
 * leaves in rulebook order, gates per level and case, conditions as leaf positions.
 */
export type CompiledSet = {
  readonly regime: string;
  readonly code: string;
  readonly title: string;
  readonly verified: boolean;
  /** SHA-256 of the rulebook this was made from, or an empty text where none was given. */
  readonly digest: string;
  readonly parts: readonly {
    readonly code: string;
    readonly title: string;
    readonly max: number;
  }[];
  readonly leaves: readonly CompiledLeaf[];
  readonly leafByCode: ReadonlyMap<string, CompiledLeaf>;
  /** Leaves and groups by code. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Star levels from the lowest to the highest; `levels[0].min` is 0. */
  readonly levels: readonly Band[];
  /** Leaves with conditions, ordered so that what a condition reads is settled before. */
  readonly conditional: readonly number[];
};

type Placed = {
  readonly criterion: LeafCriterion;
  readonly part: number;
  readonly conditions: readonly NonNullable<Criterion["appliesWhen"]>[];
};

/**
 * Resolves one set of a rulebook that `checkRulebook` found without faults.
 * Throws when a condition names no criterion or runs in a circle, which the check reports first.
 */
export function compileSet(book: Rulebook, set: RuleSet, digest = ""): CompiledSet {
  const levels = [...book.bands].sort((a, b) => a.stars - b.stars);
  const placed: Placed[] = [];
  const spans = new Map<string, Span>();
  set.parts.forEach((part, position) => {
    for (const criterion of part.criteria) place(criterion, position, [], placed, spans);
  });
  const leaves = placed.map((leaf, index) => compileLeaf(leaf, index, levels, spans));
  return deepFreeze({
    regime: book.regime,
    code: set.code,
    title: set.title,
    verified: set.verified,
    digest,
    parts: set.parts.map(({ code, title, max }) => ({ code, title, max })),
    leaves,
    leafByCode: new Map(leaves.map((leaf) => [leaf.code, leaf])),
    spans,
    levels,
    conditional: conditionalOrder(leaves),
  });
}

/** Walks a criterion down to its leaves, handing the conditions of groups on to everything inside them. */
function place(
  criterion: Criterion,
  part: number,
  outer: Placed["conditions"],
  placed: Placed[],
  spans: Map<string, Span>,
): void {
  const first = placed.length;
  const conditions = criterion.appliesWhen ? [...outer, criterion.appliesWhen] : outer;
  if (isLeaf(criterion)) placed.push({ criterion, part, conditions });
  if (isGroup(criterion))
    for (const inner of criterion.criteria) place(inner, part, conditions, placed, spans);
  spans.set(criterion.code, { first, last: placed.length - 1 });
}

function compileLeaf(
  leaf: Placed,
  index: number,
  levels: readonly Band[],
  spans: Map<string, Span>,
): CompiledLeaf {
  const { criterion } = leaf;
  const cases = criterion.cases?.map(({ id }) => id) ?? [""];
  const options = criterion.options.map((option) => compileOption(option, cases));
  const gates = options
    .flatMap((option) => gateOf(option, options))
    .sort((a, b) => a.stars - b.stars || a.needs - b.needs);
  return {
    index,
    code: criterion.code,
    title: criterion.title,
    part: leaf.part,
    max: criterion.max,
    options,
    cases,
    conditions: leaf.conditions.map(({ criterion: code, pointsAtLeast }) => {
      const span = spans.get(code);
      if (!span) throw new Error(`${criterion.code}: condition on unknown criterion ${code}`);
      const within = Array.from({ length: span.last - span.first + 1 }, (_, i) => span.first + i);
      return { criterion: code, leaves: within, pointsAtLeast };
    }),
    gates,
    gateAt: levels.map(({ stars }) =>
      cases.map(
        (_, at) =>
          gates.findLast((g) => g.decides && g.caseIndex === at && g.stars <= stars) ?? null,
      ),
    ),
  };
}

function compileOption(option: Option, cases: readonly string[]): CompiledOption {
  const { n, points, minStar = null } = option;
  return { n, points, minStar, caseIndex: Math.max(0, cases.indexOf(option.case ?? "")) };
}

function gateOf(option: CompiledOption, options: readonly CompiledOption[]): Gate[] {
  const { n: needs, minStar: stars, points, caseIndex } = option;
  if (stars === null) return [];
  const rivals = options.filter(
    (o) => o.minStar === stars && o.caseIndex === caseIndex && o.n !== needs,
  );
  const decides = rivals.every((o) => o.points > points || (o.points === points && o.n > needs));
  return [{ stars, needs, points, caseIndex, decides }];
}

/** Depth-first order over the conditions; a circle would make points depend on themselves. */
function conditionalOrder(leaves: readonly CompiledLeaf[]): number[] {
  const order: number[] = [];
  const state = new Map<number, "open" | "settled">();
  const settle = (index: number): void => {
    const leaf = leaves[index];
    if (!leaf || leaf.conditions.length === 0 || state.get(index) === "settled") return;
    if (state.get(index) === "open") throw new Error(`${leaf.code}: condition depends on itself`);
    state.set(index, "open");
    for (const condition of leaf.conditions) condition.leaves.forEach(settle);
    state.set(index, "settled");
    order.push(index);
  };
  for (const leaf of leaves) settle(leaf.index);
  return order;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
