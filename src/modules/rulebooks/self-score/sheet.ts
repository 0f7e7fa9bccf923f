import type { CompiledSet } from "../compiled.ts";
import type { Rulebook, RuleSet } from "../model.ts";
import { type PackedSet, packSet } from "../portable.ts";
import { type Confirmable, confirmablesOf } from "./confirmations.ts";

/** What the form shows, and what its script scores with. */
export type FormSheet = {
  readonly regime: string;
  readonly decision: string;
  readonly digest: string;
  readonly set: RuleSet;
  readonly packed: PackedSet;
  readonly confirmables: readonly Confirmable[];
  readonly maximum: number;
  readonly highest: number;
};

/** The form of one set of one version of a decision. */
export function sheetOf({
  book,
  set,
  compiled,
}: {
  book: { readonly rulebook: Rulebook; readonly digest: string };
  set: RuleSet;
  compiled: CompiledSet;
}): FormSheet {
  return {
    regime: book.rulebook.regime,
    decision: book.rulebook.decision,
    digest: book.digest,
    set,
    packed: packSet(compiled),
    confirmables: confirmablesOf(set),
    maximum: set.parts.reduce((sum, part) => sum + part.max, 0),
    highest: compiled.levels.at(-1)?.stars ?? 0,
  };
}
