/** A recognition as far as its stars and day go. */
type Recognised = {
  readonly productId: string;
  readonly stars: number;
  readonly recognisedOn: string;
};

/** What stars an advised product had before the advice, and in its first recognition since; `past` from the earliest. */
export function starsAfter(
  past: readonly Recognised[],
  { productId, advisedOn }: { readonly productId: string | null; readonly advisedOn: string },
): { before: number | null; after: number | null } {
  const own = past.filter((one) => one.productId === productId);
  const before = own.filter(({ recognisedOn }) => recognisedOn < advisedOn).at(-1);
  const after = own.find(({ recognisedOn }) => recognisedOn >= advisedOn);
  return { before: before?.stars ?? null, after: after?.stars ?? null };
}
