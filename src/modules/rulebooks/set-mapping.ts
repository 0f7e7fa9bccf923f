import { z } from "zod";

/** One kind of product and the set it is scored by under each regime; a regime left out has none. */
const KindSchema = z.strictObject({
  sets: z.record(z.string().min(1), z.string().min(1)),
  reason: z.string().min(1),
});

/**
 * Which set of one regime stands for which of another: `data/set-mapping.json`. No decision
 * says so; it is our reading of the sets' titles, and each line gives its reason (Vietnamese).
 */
export const SetMappingSchema = z.strictObject({
  about: z.string(),
  kinds: z.array(KindSchema).readonly(),
});

export type SetMapping = Readonly<z.infer<typeof SetMappingSchema>>;

/** A set of the other regime, and why the product may belong there. */
export type SetCandidate = { readonly set: string; readonly reasons: readonly string[] };

/**
 * Sets of regime `to` that a product of this set may be scored by: none, one, or several
 * where the set was split, in which case only the producer can tell.
 */
export function findCandidates(
  mapping: SetMapping,
  from: { regime: string; set: string },
  to: string,
): SetCandidate[] {
  const reasons = new Map<string, string[]>();
  for (const { sets, reason } of mapping.kinds) {
    const set = sets[to];
    if (sets[from.regime] !== from.set || set === undefined) continue;
    reasons.set(set, [...(reasons.get(set) ?? []), reason]);
  }
  return [...reasons].map(([set, because]) => ({ set, reasons: because }));
}
