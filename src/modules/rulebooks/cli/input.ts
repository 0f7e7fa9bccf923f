import { z } from "zod";
import type { Costs } from "../costs.ts";
import { PartialCouncilRulesSchema } from "../council-rules.ts";
import type { Answers } from "../model.ts";
import { CliError } from "./exit.ts";

/** What a case holds is checked against its set later; here only that it is an object. */
const object = <T>(what: string): z.ZodType<T> =>
  z.custom<T>((value) => typeof value === "object" && value !== null && !Array.isArray(value), {
    error: what,
  });

const Answered = object<Answers>("must be an object of option numbers by criterion code");
const Priced = object<Costs>('must be an object of costs by option, such as {"1.5#3": 2}');

/** What any case may say; `id` and `note` are the writer's own. Strict: a misspelt `rejected` would grant stars. */
const Base = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  note: z.string().optional(),
  regime: z.string().optional(),
  set: z.string().optional(),
  rejected: z.boolean().optional(),
  stopAt: z.string().nullable().optional(),
});

/** One dossier's answers, for `score` and `advise` alike, so that one file serves both. */
export const AnswersCase = Base.extend({
  answers: Answered,
  stars: z.int().optional(),
  costs: Priced.optional(),
});

const SheetInput = z.strictObject({
  member: z.string().min(1),
  answers: Answered.optional(),
  recused: z.boolean().optional(),
  submitted: z.boolean().optional(),
  present: z.boolean().optional(),
  rejected: z.boolean().optional(),
  stopAt: z.string().nullable().optional(),
});

/** One session's sheets on one product. */
export const SheetsCase = Base.extend({
  members: z.int().min(1),
  chairPresent: z.boolean(),
  sheets: z.array(SheetInput),
  rules: PartialCouncilRulesSchema.optional(),
});

export type AnswersCase = z.infer<typeof AnswersCase>;
export type SheetsCase = z.infer<typeof SheetsCase>;

/** A file of costs, checked against the set later. */
export const CostsFile = Priced;

/** Parses, or throws a `CliError` that names the first place that does not fit. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CliError(`${issue?.path.join(".") || "input"}: ${issue?.message ?? "does not fit"}`);
}
