/**
 * The raw JSON of a rulebook, walked by plain recursion. The oracle stands on this file
 * alone and on nothing of the engine, so that a mistake would have to be made twice.
 */
export interface RawOption {
  readonly n: number;
  readonly points: number;
  readonly minStar?: number | null | undefined;
  readonly case?: string | null | undefined;
  readonly label?: string | undefined;
}

export interface RawCriterion {
  readonly code: string;
  readonly title?: string | undefined;
  readonly max: number;
  readonly options?: readonly RawOption[] | undefined;
  readonly criteria?: readonly RawCriterion[] | undefined;
  readonly appliesWhen?: { readonly criterion: string; readonly pointsAtLeast: number } | undefined;
}

export interface RawSet {
  readonly code: string;
  readonly title: string;
  readonly verified: boolean;
  readonly parts: readonly { readonly code: string; readonly criteria: readonly RawCriterion[] }[];
}

export interface RawBook {
  readonly regime: string;
  readonly bands: readonly { readonly stars: number; readonly min: number }[];
  readonly sets: readonly RawSet[];
}

export interface RawDossier {
  readonly answers: Readonly<Record<string, number>>;
  readonly rejected?: boolean | undefined;
  readonly stopAt?: string | null | undefined;
}

/** A leaf with the part it stands in and the criteria above it, outermost first. */
export interface RawLeaf {
  readonly part: string;
  readonly above: readonly RawCriterion[];
  readonly criterion: RawCriterion & { readonly options: readonly RawOption[] };
}

/** All leaves of a set, top to bottom as the sheet prints them. */
export function leavesOf(set: RawSet): RawLeaf[] {
  const found: RawLeaf[] = [];
  const walk = (part: string, above: RawCriterion[], criterion: RawCriterion): void => {
    if (criterion.options) {
      found.push({ part, above, criterion: { ...criterion, options: criterion.options } });
    }
    for (const child of criterion.criteria ?? []) walk(part, [...above, criterion], child);
  };
  for (const part of set.parts) {
    for (const criterion of part.criteria) walk(part.code, [], criterion);
  }
  return found;
}
