import { z } from "zod";
import { roundings } from "./decimal.ts";

/** A share of the council, exact: `3/4`. Between 0 and 1. */
const Fraction = z
  .string()
  .regex(/^\d{1,6}\/[1-9]\d{0,5}$/, 'a fraction such as "3/4"')
  .refine(
    (text) => readFraction(text).numerator <= readFraction(text).denominator,
    "a fraction of at most 1",
  );

/**
 * What a council's own regulation (Quy chế) settles; no decision of the Prime Minister sets
 * these. `mean`, `absent`, `recused` and `sheetsVisible` know one way so far: a file that asks
 * for another is refused rather than misread.
 */
export const CouncilRulesSchema = z.strictObject({
  about: z.string().optional(),
  quorum: z.strictObject({ fraction: Fraction, chairOrDeputyRequired: z.boolean() }),
  mean: z.literal("arithmeticOfTotals"),
  /** Decimals of the mean, from which the band is read. */
  decimals: z.int().min(0).max(6),
  rounding: z.enum(roundings),
  /** Points between the highest and the lowest total beyond which the council rescores. */
  spread: z.strictObject({ limit: z.int().min(0), exceededWhen: z.enum([">", ">="]) }),
  rescoreRounds: z.int().min(0),
  /** Whose meeting of a gate counts: more than half of the sheets, every sheet, or the mean of their points. */
  gateRule: z.enum(["majority", "all", "mean"]),
  absent: z.literal("excluded"),
  recused: z.literal("excluded"),
  sheetsVisible: z.literal("afterAllSubmitted"),
});

/** The same with anything left out, as a council states what differs from the default. */
export const PartialCouncilRulesSchema = CouncilRulesSchema.extend({
  quorum: CouncilRulesSchema.shape.quorum.partial(),
  spread: CouncilRulesSchema.shape.spread.partial(),
}).partial();

export type CouncilRules = Readonly<z.infer<typeof CouncilRulesSchema>>;
export type PartialCouncilRules = Readonly<z.infer<typeof PartialCouncilRulesSchema>>;

/** The rules of a council that states only what differs from `base`. */
export function mergeCouncilRules(base: CouncilRules, own: PartialCouncilRules): CouncilRules {
  return CouncilRulesSchema.parse({
    ...base,
    ...own,
    quorum: { ...base.quorum, ...own.quorum },
    spread: { ...base.spread, ...own.spread },
  });
}

/** The two whole numbers of a fraction such as `3/4`. */
export function readFraction(text: string): { numerator: number; denominator: number } {
  const [numerator = NaN, denominator = NaN] = text.split("/").map(Number);
  return { numerator, denominator };
}
