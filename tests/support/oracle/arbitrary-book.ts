import fc from "fast-check";
import type { Criterion, Option, Rulebook, RuleSet } from "#modules/rulebooks/model.ts";

/**
 * Small rulebooks such as no decision has written yet: groups in groups, conditions on leaves
 * and on whole groups in chains, cases with gates of their own, several options with one
 * `minStar`, points in any order, levels that stop below 5. Points need not make 100.
 */
export function arbitraryBook(limits: { leaves: number; options: number }): fc.Arbitrary<Rulebook> {
  const level = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 });
  return fc
    .record({
      leaves: fc.array(arbitraryLeaf(limits.options), { minLength: 1, maxLength: limits.leaves }),
      shape: fc.array(fc.nat({ max: 3 }), { minLength: limits.leaves, maxLength: limits.leaves }),
      conditions: fc.array(
        fc.record({
          on: fc.nat({ max: 7 }),
          points: fc.nat({ max: 5 }),
          group: fc.boolean(),
          use: fc.nat({ max: 2 }),
        }),
        { minLength: limits.leaves, maxLength: limits.leaves },
      ),
      backwards: fc.boolean(),
      steps: level,
    })
    .map(({ leaves, shape, conditions, backwards, steps }) => {
      const top = nest(leaves, shape);
      hangConditions(top, conditions, backwards);
      const bands = [{ stars: 1, min: 0 }];
      for (const step of steps) {
        bands.unshift({ stars: bands.length + 1, min: (bands[0]?.min ?? 0) + step });
      }
      const half = Math.ceil(top.length / 2);
      const parts = [top.slice(0, half), top.slice(half)]
        .filter((criteria) => criteria.length > 0)
        .map((criteria, i) => ({ code: "AB".charAt(i), title: "part", max: 0, criteria }));
      const set: RuleSet = { code: "01", title: "set", verified: true, parts };
      return {
        regime: "small",
        title: "small",
        decision: "none",
        parts: Object.fromEntries(parts.map(({ code, max }) => [code, max])),
        bands,
        sets: [set],
      };
    });
}

type Draft = Omit<Criterion, "criteria" | "appliesWhen"> & {
  criteria?: Draft[];
  appliesWhen?: NonNullable<Criterion["appliesWhen"]>;
};

function arbitraryLeaf(options: number): fc.Arbitrary<Draft> {
  const option = fc.record({
    points: fc.nat({ max: 4 }),
    minStar: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2 }),
    case: fc.constantFrom("x", "y"),
  });
  return fc
    .record({
      cased: fc.nat({ max: 4 }).map((n) => n === 0),
      options: fc.array(option, { minLength: 1, maxLength: options }),
    })
    .map(({ cased, options: drawn }) => ({
      code: "",
      title: "leaf",
      max: Math.max(...drawn.map(({ points }) => points)),
      ...(cased ? { cases: ["x", "y"].map((id) => ({ id, title: id })) } : {}),
      options: drawn.map((o, i): Option => ({
        ...o,
        n: i + 1,
        label: "",
        case: cased ? o.case : null,
      })),
    }));
}

/** Puts some neighbours into a group, and some groups into another; `shape` says where. */
function nest(leaves: readonly Draft[], shape: readonly number[]): Draft[] {
  const top: Draft[] = [];
  leaves.forEach((leaf, i) => {
    const coded = { ...leaf, code: `L${i}` };
    const last = top.at(-1);
    if (shape[i] === 1) top.push({ code: `G${i}`, title: "group", max: 0, criteria: [coded] });
    else if (shape[i] === 2 && last?.criteria) last.criteria.push(coded);
    else if (shape[i] === 3 && last?.criteria) {
      top.splice(-1, 1, { code: `G${i}`, title: "group", max: 0, criteria: [last, coded] });
    } else top.push(coded);
  });
  return top;
}

/** Conditions run only one way along the sheet, forwards or backwards, so never in a circle. */
function hangConditions(
  top: readonly Draft[],
  conditions: readonly { on: number; points: number; group: boolean; use: number }[],
  backwards: boolean,
): void {
  const all = top.flatMap(within);
  all.forEach((criterion, i) => {
    const drawn = conditions[i % conditions.length];
    if (!drawn || drawn.use !== 0) return;
    const own = within(criterion);
    const before = all.filter((other, at) => {
      if (own.includes(other) || within(other).includes(criterion)) return false;
      return (backwards ? at > i : at < i) && (other.criteria !== undefined) === drawn.group;
    });
    const on = before[drawn.on % Math.max(1, before.length)];
    if (on) criterion.appliesWhen = { criterion: on.code, pointsAtLeast: drawn.points };
  });
}

function within(criterion: Draft): Draft[] {
  return [criterion, ...(criterion.criteria ?? []).flatMap(within)];
}

/** Answers for a set: every leaf unanswered or with one of its options. */
export function arbitraryAnswers(
  leaves: readonly { readonly code: string; readonly options: readonly unknown[] }[],
): fc.Arbitrary<Record<string, number>> {
  return fc
    .tuple(...leaves.map(({ options }) => fc.nat({ max: options.length })))
    .map((chosen) =>
      Object.fromEntries(leaves.flatMap(({ code }, i) => (chosen[i] ? [[code, chosen[i]]] : []))),
    );
}

/** Own costs for about half of the options, with up to three decimals. */
export function arbitraryCosts(
  leaves: readonly { readonly code: string; readonly options: readonly unknown[] }[],
): fc.Arbitrary<Record<string, number>> {
  const keys = leaves.flatMap(({ code, options }) => options.map((_, i) => `${code}#${i + 1}`));
  const amount = fc.oneof(
    fc.nat({ max: 4 }),
    fc.nat({ max: 3000 }).map((n) => n / 1000),
  );
  return fc
    .array(fc.option(amount), { minLength: keys.length, maxLength: keys.length })
    .map((amounts) =>
      Object.fromEntries(keys.flatMap((key, i) => (amounts[i] == null ? [] : [[key, amounts[i]]]))),
    );
}
