import type { Rulebook, RuleSet } from "./model.ts";
import { foldText } from "#core/text.ts";

/** Where a decision stands on a day. */
export type RegimeState = "inForce" | "ended" | "notYet";

/** `day`: ISO day in Vietnam. A decision without dates is taken as not yet in force. */
export function regimeState(
  book: Pick<Rulebook, "effectiveFrom" | "effectiveTo">,
  day: string,
): RegimeState {
  if (!book.effectiveFrom || book.effectiveFrom > day) return "notYet";
  return book.effectiveTo && book.effectiveTo < day ? "ended" : "inForce";
}

/** The decision that one scores under on a day: the last that came into force, if it still holds. */
export function regimeInForce<T extends Pick<Rulebook, "effectiveFrom" | "effectiveTo">>(
  books: readonly T[],
  day: string,
): T | undefined {
  return books
    .filter((book) => regimeState(book, day) === "inForce")
    .sort((a, b) => (b.effectiveFrom ?? "").localeCompare(a.effectiveFrom ?? ""))[0];
}

/** What a list of sets shows of one. */
export type SetEntry = Pick<RuleSet, "code" | "title" | "verified"> & {
  readonly group: string | null;
  readonly doubtful: boolean;
};

export type Sector = { readonly name: string | null; readonly sets: readonly SetEntry[] };

/** The sets by sector, in the rulebook's order; one sector without a name where none are given. */
export function setsBySector(sets: readonly RuleSet[]): readonly Sector[] {
  const sectors = Map.groupBy(sets, (set) => set.sector ?? null);
  return [...sectors].map(([name, inside]) => ({
    name,
    sets: inside.map((set) => ({
      code: set.code,
      title: set.title,
      verified: set.verified,
      group: set.group && set.group !== set.title && set.group !== name ? set.group : null,
      doubtful: (set.doubts?.length ?? 0) + (set.defects?.length ?? 0) > 0,
    })),
  }));
}

/** Whether every word of a search, marks left out, begins a word of the set's code, title, group or sector. */
export function matchesSearch(set: RuleSet, search: string): boolean {
  const words = foldText([set.code, set.title, set.group, set.sector].join(" ")).split(" ");
  return foldText(search)
    .split(" ")
    .every((part) => words.some((word) => word.startsWith(part)));
}
