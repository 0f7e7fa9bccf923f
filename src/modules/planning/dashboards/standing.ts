/** Counts of products by stars. */
export type ByStars = Readonly<Record<3 | 4 | 5, number>>;

/** The register at a glance: one pass over the recognitions. */
export type Standing = {
  /** Products in force today, by stars. */
  readonly now: ByStars;
  /** In force on the last day of each year (of this year: today). */
  readonly years: readonly {
    readonly year: number;
    readonly inForce: ByStars;
    readonly recognised: ByStars;
  }[];
  /** Products in force today whose recognition ends in a month (`2027-03`), if nothing is done. */
  readonly ending: readonly { readonly month: string; readonly count: number }[];
  /** Products in force today by path of the commune. */
  readonly places: readonly { readonly path: string; readonly count: number }[];
};
