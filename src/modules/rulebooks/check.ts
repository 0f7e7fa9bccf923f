import { isGroup, isLeaf } from "./model.ts";
import type { Criterion, LeafCriterion, Rulebook, RuleSet } from "./model.ts";

/** What does not hold in a rulebook. `stated` is what the file says, `computed` what follows from the rest of it. */
export type Fault = {
  /** Code of the set, or null when the fault is of the whole rulebook. */
  readonly set: string | null;
  /** Code of the part or criterion, or the field's name. */
  readonly code: string;
  readonly problem: Problem;
  readonly stated: string;
  readonly computed: string;
};

export type Problem = keyof typeof problemText;

const problemText = {
  partsTotal: "the parts do not make 100",
  bands: "the bands do not descend to 0",
  setTwice: "set code used twice",
  codeTwice: "code used twice",
  partUnknown: "the regime has no such part",
  partMissing: "the set lacks a part of the regime",
  partDiffers: "the part differs from the regime's",
  sum: "the sum does not hold",
  leafMax: "the maximum is not the best option",
  caseMax: "the best option of a case is less than the maximum",
  optionNumbers: "the options are not numbered 1…k",
  gateLevel: "the gate names no level",
  caseUnknown: "the option names no case of its criterion",
  caseTwice: "case used twice",
  conditionUnknown: "the condition names no criterion of the set",
  conditionCircle: "the condition depends on itself",
} as const;

export type CheckResult = {
  /** A rulebook with any of these is refused. */
  readonly faults: readonly Fault[];
  /** Numbers of unverified sets that do not agree, and other things worth a look: no ground for refusal. */
  readonly reported: readonly Fault[];
};

/** One line naming set, code, both values and what is wrong. */
export function describeFault(fault: Fault): string {
  const place = fault.set === null ? fault.code : `set ${fault.set}, ${fault.code}`;
  return `${place}: stated ${fault.stated}, computed ${fault.computed}: ${problemText[fault.problem]}`;
}

/**
 * Everything that does not hold in a rulebook of the right shape. In an unverified set,
 * numbers that do not agree are reported instead of refused: they are known defects of the
 * copy at hand; codes, gates, cases and conditions must hold in every set.
 */
export function checkRulebook(book: Rulebook): CheckResult {
  const faults = [...checkParts(book), ...checkBands(book), ...twice(book.sets, null, "setTwice")];
  const reported: Fault[] = [];
  for (const set of book.sets) {
    faults.push(...checkStructure(book, set));
    (set.verified ? faults : reported).push(...checkNumbers(book, set));
    reported.push(
      ...criteriaOf(set)
        .filter(isLeaf)
        .flatMap((leaf) => checkCaseMaxima(set, leaf)),
    );
  }
  return { faults, reported };
}

function checkParts(book: Rulebook): Fault[] {
  const total = add(Object.values(book.parts));
  return total === 100 ? [] : [fault(null, "parts", "partsTotal", 100, total)];
}

function checkBands(book: Rulebook): Fault[] {
  const descends = book.bands.every(({ stars, min }, i) => {
    const below = book.bands[i + 1];
    return below ? stars > below.stars && min > below.min : min === 0;
  });
  const stated = book.bands.map(({ stars, min }) => `${stars}★ from ${min}`).join(", ");
  return descends
    ? []
    : [fault(null, "bands", "bands", stated, `lowest ${book.bands.at(-1)?.min}`)];
}

/** What must hold in every set, verified or not. */
function checkStructure(book: Rulebook, set: RuleSet): Fault[] {
  const criteria = criteriaOf(set);
  const total = add(set.parts.map(({ max }) => max));
  const missing = Object.keys(book.parts).filter(
    (code) => !set.parts.some((part) => part.code === code),
  );
  const extra = set.parts.filter((part) => !Object.hasOwn(book.parts, part.code));
  return [
    ...(total === 100 ? [] : [fault(set, "parts", "partsTotal", 100, total)]),
    ...missing.map((code) => fault(set, code, "partMissing", book.parts[code], "no part")),
    ...extra.map(({ code, max }) => fault(set, code, "partUnknown", max, "no part")),
    ...twice(set.parts, set, "codeTwice"),
    ...twice(criteria, set, "codeTwice"),
    ...criteria.filter(isLeaf).flatMap((leaf) => checkOptions(book, set, leaf)),
    ...checkConditions(set, criteria),
  ];
}

function checkOptions(book: Rulebook, set: RuleSet, leaf: LeafCriterion): Fault[] {
  const numbers = leaf.options.map(({ n }) => n);
  const expected = numbers.map((_, i) => i + 1);
  const levels = book.bands.map(({ stars }) => stars);
  const cases = leaf.cases?.map(({ id }) => id) ?? [];
  const faults = numbers.every((n, i) => n === expected[i])
    ? []
    : [fault(set, leaf.code, "optionNumbers", numbers.join(","), expected.join(","))];
  for (const option of leaf.options) {
    const place = `${leaf.code}#${option.n}`;
    if (typeof option.minStar === "number" && !levels.includes(option.minStar)) {
      faults.push(fault(set, place, "gateLevel", option.minStar, `levels ${levels.join(",")}`));
    }
    const known =
      cases.length === 0 ? (option.case ?? null) === null : cases.includes(option.case ?? "");
    if (!known)
      faults.push(
        fault(
          set,
          place,
          "caseUnknown",
          option.case ?? "none",
          `cases ${cases.join(",") || "none"}`,
        ),
      );
  }
  const doubled = cases.filter((id, i) => cases.indexOf(id) !== i);
  return [...faults, ...doubled.map((id) => fault(set, leaf.code, "caseTwice", id, "one"))];
}

/** Conditions must name a criterion of the set, and no points may depend on themselves. */
function checkConditions(set: RuleSet, criteria: readonly Criterion[]): Fault[] {
  const known = new Map(criteria.map((criterion) => [criterion.code, criterion]));
  const reads = readsOfLeaves(set, known);
  return criteria.flatMap((criterion) => {
    const condition = criterion.appliesWhen;
    if (!condition) return [];
    const { code } = criterion;
    if (!known.has(condition.criterion)) {
      return [fault(set, code, "conditionUnknown", condition.criterion, "no such criterion")];
    }
    const circular = leavesIn(criterion).some((leaf) => dependsOnItself(leaf.code, reads));
    return circular
      ? [fault(set, code, "conditionCircle", condition.criterion, `depends on ${code}`)]
      : [];
  });
}

/** For each leaf, the leaves that its own condition and those of the groups around it read. */
function readsOfLeaves(set: RuleSet, known: ReadonlyMap<string, Criterion>): Map<string, string[]> {
  const reads = new Map<string, string[]>();
  const walk = (criterion: Criterion, outer: readonly string[]): void => {
    const read = known.get(criterion.appliesWhen?.criterion ?? "");
    const all = read ? [...outer, ...leavesIn(read).map(({ code }) => code)] : outer;
    if (isGroup(criterion)) criterion.criteria.forEach((inner) => walk(inner, all));
    else reads.set(criterion.code, [...all]);
  };
  for (const part of set.parts) for (const criterion of part.criteria) walk(criterion, []);
  return reads;
}

function dependsOnItself(leaf: string, reads: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...(reads.get(leaf) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === leaf) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(reads.get(next) ?? []));
  }
  return false;
}

/** Sums at every level, and leaves whose maximum is not their best option. */
function checkNumbers(book: Rulebook, set: RuleSet): Fault[] {
  const faults: Fault[] = [];
  for (const part of set.parts) {
    const ofRegime = book.parts[part.code];
    if (ofRegime !== undefined && part.max !== ofRegime) {
      faults.push(fault(set, part.code, "partDiffers", part.max, ofRegime));
    }
    const sum = add(part.criteria.map(({ max }) => max));
    if (sum !== part.max) faults.push(fault(set, part.code, "sum", part.max, sum));
  }
  for (const criterion of criteriaOf(set)) {
    const [computed, problem] = isGroup(criterion)
      ? ([add(criterion.criteria.map(({ max }) => max)), "sum"] as const)
      : ([Math.max(...(criterion.options ?? []).map(({ points }) => points)), "leafMax"] as const);
    if (computed !== criterion.max)
      faults.push(fault(set, criterion.code, problem, criterion.max, computed));
  }
  return faults;
}

/** A case whose best option stays below the criterion's maximum is possible, but rare enough to look at. */
function checkCaseMaxima(set: RuleSet, leaf: LeafCriterion): Fault[] {
  return (leaf.cases ?? []).flatMap(({ id }) => {
    const within = leaf.options.filter((option) => option.case === id).map(({ points }) => points);
    const best = Math.max(0, ...within);
    return best === leaf.max
      ? []
      : [fault(set, `${leaf.code} case ${id}`, "caseMax", leaf.max, best)];
  });
}

function criteriaOf(set: RuleSet): Criterion[] {
  return set.parts.flatMap((part) => descendants(part.criteria));
}

function leavesIn(criterion: Criterion): LeafCriterion[] {
  return descendants([criterion]).filter(isLeaf);
}

function descendants(criteria: readonly Criterion[]): Criterion[] {
  return criteria.flatMap((criterion) => [
    criterion,
    ...(isGroup(criterion) ? descendants(criterion.criteria) : []),
  ]);
}

function twice(
  coded: readonly { readonly code: string }[],
  set: RuleSet | null,
  problem: Problem,
): Fault[] {
  const count = new Map<string, number>();
  for (const { code } of coded) count.set(code, (count.get(code) ?? 0) + 1);
  return [...count]
    .filter(([, times]) => times > 1)
    .map(([code, times]) => fault(set, code, problem, times, 1));
}

function fault(
  set: RuleSet | null,
  code: string,
  problem: Problem,
  stated: string | number | undefined,
  computed: string | number,
): Fault {
  return {
    set: set?.code ?? null,
    code,
    problem,
    stated: String(stated),
    computed: String(computed),
  };
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}
