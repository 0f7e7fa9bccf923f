import type { CompiledSet } from "../compiled.ts";
import type { Criterion, RuleSet, Verdict } from "../model.ts";

/** Something that must be confirmed by a person: a ground of rejection, or a stop of the scoring. */
export type Confirmable = {
  /** Stable within one version of a rulebook: `1.1/0`, the first note of 1.1; `/2`, the third ground of the set. */
  readonly key: string;
  readonly kind: "reject" | "stop";
  readonly text: string;
  /** The criterion whose note it is; null for a ground of the whole set. */
  readonly criterion: string | null;
};

/** Grounds of the set first, then notes in rulebook order. */
export function confirmablesOf(set: RuleSet): readonly Confirmable[] {
  const grounds = (set.rejectWhen ?? []).map((text, at) => ({
    key: `/${at}`,
    kind: "reject" as const,
    text,
    criterion: null,
  }));
  return [...grounds, ...set.parts.flatMap((part) => part.criteria.flatMap(confirmablesWithin))];
}

function confirmablesWithin(criterion: Criterion): readonly Confirmable[] {
  return [...notesToConfirm(criterion), ...(criterion.criteria ?? []).flatMap(confirmablesWithin)];
}

/** What one criterion's own notes ask to be confirmed. */
export function notesToConfirm({ code, notes = [] }: Criterion): readonly Confirmable[] {
  return notes.flatMap(({ kind, text }, at) =>
    kind === "reject" || kind === "stop"
      ? [{ key: `${code}/${at}`, kind, text, criterion: code }]
      : [],
  );
}

/**
 * What the confirmed keys mean for the score. Of several stops the one that cuts off most
 * holds. A key that is not among the confirmables means nothing.
 */
export function verdictOf(
  confirmables: readonly Pick<Confirmable, "key" | "kind" | "criterion">[],
  set: CompiledSet,
  confirmed: readonly string[],
): Verdict {
  const held = confirmables.filter(({ key }) => confirmed.includes(key));
  const lastOf = (code: string | null): number => set.spans.get(code ?? "")?.last ?? Infinity;
  const [stop] = held
    .filter(({ kind }) => kind === "stop")
    .sort((a, b) => lastOf(a.criterion) - lastOf(b.criterion));
  return {
    rejected: held.some(({ kind }) => kind === "reject"),
    stopAt: stop?.criterion ?? null,
  };
}
