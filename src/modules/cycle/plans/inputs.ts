import { z } from "zod";
import { optional, optionalLine, optionalText } from "#core/input/text.ts";
import {
  type EvaluationMark,
  evaluationMarks,
  evaluationTopicNames,
  Id,
  type PlanOutcome,
  planOutcomes,
  Version,
} from "./model.ts";
import { NoTies } from "../ties/model.ts";

/** A plan is opened for a product that is there, or for a chosen idea, whose product is entered then. */
export const OpenPlan = z
  .strictObject({
    productId: optional(Id).default(null),
    ideaId: optional(Id).default(null),
    /** For an idea without a product yet; absent: the idea's title. */
    productName: optionalLine(200).default(null),
    setCode: optional(z.string().max(40)).default(null),
  })
  .refine(({ productId, ideaId }) => productId !== null || ideaId !== null, {
    path: ["productId"],
    error: "Hãy chọn sản phẩm hoặc ý tưởng đã được chọn.",
  });
export type OpenPlan = z.input<typeof OpenPlan>;

/** A step that asks for nothing but the plan as it was shown. */
export const OnPlan = z.strictObject({ planId: Id, expectedVersion: Version });
export type OnPlan = z.input<typeof OnPlan>;

export const SavePart = z.strictObject({
  planId: Id,
  part: z.string(),
  boxes: z.record(
    z.string().max(80),
    z.union([z.string(), z.array(z.string()).readonly()]).optional(),
  ),
  /** 0 for a part that nobody has written yet. */
  expectedVersion: z.coerce.number().int().min(0),
});
export type SavePart = z.input<typeof SavePart>;

/** All answers together: option numbers by criterion; a criterion left out is unanswered. */
export const SaveStanding = z.strictObject({
  planId: Id,
  answers: z.record(z.string().max(40), z.coerce.number().int().min(1).max(99)),
  expectedVersion: z.coerce.number().int().min(0),
});
export type SaveStanding = z.input<typeof SaveStanding>;

const marks = Object.keys(evaluationMarks) as [EvaluationMark, ...EvaluationMark[]];
const outcomes = Object.keys(planOutcomes) as [PlanOutcome, ...PlanOutcome[]];
const Finding = z.strictObject({
  mark: z.enum(marks, { error: "Hãy đánh giá nội dung này." }),
  comment: optionalText(2_000),
});

export const EvaluatePlan = OnPlan.extend({
  evaluation: z.strictObject(
    Object.fromEntries(evaluationTopicNames.map((topic) => [topic, Finding])) as Record<
      (typeof evaluationTopicNames)[number],
      typeof Finding
    >,
  ),
  outcome: z.enum(outcomes, { error: "Hãy chọn kết quả." }),
  reason: optionalText(4_000),
  noTies: NoTies,
}).refine(({ outcome, reason }) => outcome === "chosen" || reason !== null, {
  path: ["reason"],
  error: "Hãy ghi lý do để chủ thể biết phải làm gì.",
});
export type EvaluatePlan = z.input<typeof EvaluatePlan>;
