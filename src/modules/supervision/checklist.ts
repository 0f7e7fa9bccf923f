import { z } from "zod";
import type { CouncilCase } from "#modules/rulebooks/council.ts";
import type { CompiledLeaf, CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { LeafCriterion } from "#modules/rulebooks/model.ts";
import type { ChecklistItem } from "./model.ts";

/** The shape of `data/inspection-checklist.json`: rules for labels and for the mark, each with its source. */
export const ChecklistRules = z.strictObject({
  about: z.string().min(1),
  items: z.array(
    z.strictObject({
      code: z.string().regex(/^(label|mark):[a-z]+$/),
      group: z.enum(["label", "mark"]),
      title: z.string().min(1),
      expects: z.string().min(1),
      source: z.string().min(1),
      /** Read in the text itself, or as others quote it. */
      certainty: z.enum(["text", "quoted"]),
    }),
  ),
});
export type ChecklistRules = Readonly<z.infer<typeof ChecklistRules>>;

/** What a council scored: the set with its words, and the sheets that counted. */
export type Scored = {
  readonly compiled: CompiledSet;
  readonly leaves: readonly LeafCriterion[];
  /** Null where the platform has no council's result. */
  readonly sheets: CouncilCase["sheets"] | null;
  /** The recognised star. */
  readonly stars: number;
  /** The decision that the criteria are from. */
  readonly decision: string;
};

/**
 * The criteria that the star stands on, each with what should still be found. With a council's
 * sheets: the option that more than half of them reached, where it brought points. Without: the
 * least that the recognised star and those below it ask for.
 */
export function criteriaItems(scored: Scored): ChecklistItem[] {
  const { compiled, leaves, stars, decision } = scored;
  const level = compiled.levels.findLastIndex((one) => one.stars <= stars);
  return leaves.flatMap((leaf): ChecklistItem[] => {
    const of = compiled.leafByCode.get(leaf.code);
    if (!of) return [];
    const reached = scored.sheets === null ? null : reachedBy(of, scored.sheets);
    const gate = of.gateAt[level]?.[reached?.caseIndex ?? 0] ?? null;
    const wanted = scored.sheets === null ? (gate?.needs ?? null) : (reached?.n ?? null);
    const option = leaf.options.find(({ n }) => n === wanted);
    if (!option || (option.points === 0 && gate === null)) return [];
    return [
      {
        code: `criterion:${leaf.code}`,
        group: "criterion",
        title: `${leaf.code}. ${leaf.title}`,
        expects: option.label,
        isGate: gate !== null,
        source: `${decision}, bộ ${compiled.code}`,
      },
    ];
  });
}

/** The option that more than half of the counted sheets reach or pass; null where that is none. */
function reachedBy(leaf: CompiledLeaf, sheets: CouncilCase["sheets"]) {
  const chosen = sheets
    .filter(
      ({ recused, submitted, present }) => !recused && submitted !== false && present !== false,
    )
    .map(({ answers }) => leaf.options[(answers?.[leaf.code] ?? 0) - 1] ?? null)
    .toSorted((one, other) => (one?.points ?? -1) - (other?.points ?? -1));
  return chosen[Math.floor((chosen.length - 1) / 2)] ?? null;
}

/** The lines for labels and for the mark; where the star is not in force, its use is looked at all the same. */
export function ruleItems({ items }: ChecklistRules): ChecklistItem[] {
  return items.map(({ code, group, title, expects, source, certainty }) => ({
    code,
    group,
    title,
    expects,
    isGate: false,
    source: certainty === "quoted" ? `${source}; theo trích dẫn, cần đối chiếu` : source,
  }));
}

/** What a recheck looks at: each finding that is still open, and nothing else. */
export function recheckItems(
  findings: readonly { id: string; title: string; demand: string; found: string }[],
): ChecklistItem[] {
  return findings.map(({ id, title, demand, found }) => ({
    code: `finding:${id}`,
    group: "remedy",
    title,
    expects: demand,
    isGate: false,
    source: `Lần kiểm tra trước ghi: ${found}`,
  }));
}
