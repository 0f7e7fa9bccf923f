import { z } from "zod";

// Strict where a field may be left out and matters to the score, so that a misspelt name is
// refused; elsewhere a new decision may say more than these schemas know.

/**
 * Codes of sets, parts and criteria. Dots carry no meaning here: order and nesting come
 * from the file. A leading letter or digit keeps names such as `__proto__` out.
 */
const Code = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, "a code starts with a letter or digit");

/** Points are whole numbers: no regime knows half points, and no float enters a legal result. */
const Points = z.int().min(0).max(1_000_000);

/** A star level. Levels are data: a regime need not go up to 5 nor start at 1. */
const Stars = z.int().min(0).max(100);

const Day = z.iso.date();

/**
 * What a note asks of the one who scores: `hint` helps, `require` is a condition to check,
 * `reject` throws the dossier out once confirmed, `stop` ends the scoring of what follows.
 */
export const NoteSchema = z.object({
  kind: z.enum(["hint", "require", "reject", "stop"]),
  text: z.string().min(1),
});

/** One answer of a criterion; `minStar` makes it a gate: the least option that star level allows. */
export const OptionSchema = z.strictObject({
  n: z.int(),
  label: z.string(),
  points: Points,
  minStar: Stars.nullable().optional(),
  case: z.string().min(1).nullable().optional(),
});

/** One way in which a criterion can be answered, where different kinds of applicants have their own options. */
export const CaseSchema = z.object({ id: z.string().min(1), title: z.string() });

/** The criterion scores 0 while `criterion` has fewer than `pointsAtLeast` points. */
export const ConditionSchema = z.strictObject({ criterion: Code, pointsAtLeast: Points });

/** Bare fields of a criterion; what it contains is added by the recursive schema below. */
const CriterionFields = z.strictObject({
  code: Code,
  title: z.string(),
  max: Points,
  notes: z.array(NoteSchema).readonly().optional(),
  appliesWhen: ConditionSchema.optional(),
  cases: z.array(CaseSchema).min(1).readonly().optional(),
  options: z.array(OptionSchema).min(1).readonly().optional(),
});

export type Criterion = Readonly<z.infer<typeof CriterionFields>> & {
  readonly criteria?: readonly Criterion[] | undefined;
};

/**
 * A criterion is either a group of smaller ones (`criteria`) or a leaf with `options`.
 * Strict, because a misspelt `minStar` would silently open a gate.
 */
export const CriterionSchema: z.ZodType<Criterion> = CriterionFields.extend({
  criteria: z
    .lazy(() => z.array(CriterionSchema).min(1))
    .readonly()
    .optional(),
})
  .refine((c) => (c.options === undefined) !== (c.criteria === undefined), {
    error: "a criterion has either options or criteria",
  })
  .refine((c) => c.cases === undefined || c.options !== undefined, {
    error: "only a criterion with options has cases",
  });

export const PartSchema = z.object({
  code: Code,
  title: z.string(),
  max: Points,
  criteria: z.array(CriterionSchema).min(1).readonly(),
});

/** One set of criteria (bộ sản phẩm). `verified: false` marks numbers that still wait for the original paper. */
export const SetSchema = z.object({
  code: Code,
  title: z.string(),
  sector: z.string().nullable().optional(),
  group: z.string().nullable().optional(),
  agency: z.string().nullable().optional(),
  samples: z.int().min(0).nullable().optional(),
  verified: z.boolean(),
  rejectWhen: z.array(z.string()).readonly().optional(),
  defects: z.array(z.string()).readonly().optional(),
  doubts: z.array(z.string()).readonly().optional(),
  parts: z.array(PartSchema).min(1).readonly(),
});

export const BandSchema = z.object({ stars: Stars, min: Points });

/** A whole regime's rulebook, in the shape of `data/rulebooks/*.json`. Sums and references: see `check.ts`. */
export const RulebookSchema = z.object({
  regime: Code,
  title: z.string(),
  decision: z.string(),
  amendedBy: z.array(z.string()).readonly().optional(),
  issued: Day.nullable().optional(),
  effectiveFrom: Day.nullable().optional(),
  effectiveTo: Day.nullable().optional(),
  parts: z.record(Code, Points),
  bands: z.array(BandSchema).min(1).readonly(),
  source: z.string().optional(),
  sets: z.array(SetSchema).min(1).readonly(),
});

export type Note = Readonly<z.infer<typeof NoteSchema>>;
export type Option = Readonly<z.infer<typeof OptionSchema>>;
export type Part = Readonly<z.infer<typeof PartSchema>>;
export type RuleSet = Readonly<z.infer<typeof SetSchema>>;
export type Band = Readonly<z.infer<typeof BandSchema>>;
export type Rulebook = Readonly<z.infer<typeof RulebookSchema>>;

/** A criterion that is answered by choosing one of its options. */
export type LeafCriterion = Criterion & { readonly options: readonly Option[] };
/** A criterion that only gathers smaller ones. */
export type GroupCriterion = Criterion & { readonly criteria: readonly Criterion[] };

/** Tells a leaf, which is answered, from a group, which only adds up. */
export function isLeaf(criterion: Criterion): criterion is LeafCriterion {
  return criterion.options !== undefined;
}

/** Tells a group, which only adds up, from a leaf, which is answered. */
export function isGroup(criterion: Criterion): criterion is GroupCriterion {
  return criterion.criteria !== undefined;
}

/** Chosen option number (1-based) by code of a leaf criterion; a code left out is unanswered. */
export type Answers = Readonly<Record<string, number>>;

/** What was confirmed about a dossier besides its answers. */
export type Verdict = {
  /** A `rejectWhen` or a `reject` note was confirmed: no stars. */
  readonly rejected?: boolean | undefined;
  /** Code of the criterion whose `stop` note was confirmed: what follows it counts 0. */
  readonly stopAt?: string | null | undefined;
};

/** A gate that stands unmet. `needs` and `chosen` are option numbers; `chosen` is null where unanswered. */
export type UnmetGate = {
  readonly criterion: string;
  readonly stars: number;
  readonly needs: number;
  readonly chosen: number | null;
};

/** What still separates a sheet from the next star level. */
export type NextLevel = {
  readonly stars: number;
  readonly pointsMissing: number;
  readonly gates: readonly UnmetGate[];
};

/** The result of one sheet; points are integers, `parts` is keyed by part code. */
export type Score = {
  readonly regime: string;
  readonly set: string;
  readonly parts: Readonly<Record<string, number>>;
  readonly total: number;
  /** Level reached by points and gates; 0 when rejected or when not even the lowest level is reached. */
  readonly stars: number;
  /** Level reached by points alone. */
  readonly bandStars: number;
  readonly rejected: boolean;
  /** Codes of leaves without an answer, in rulebook order, whether or not their condition holds. */
  readonly unanswered: readonly string[];
  readonly unmet: readonly UnmetGate[];
  /** Null at the highest level and for a rejected dossier. */
  readonly next: NextLevel | null;
};
