import { z } from "zod";
import { day } from "#core/input/day.ts";
import { optionalText, requiredText } from "#core/input/text.ts";
import { Id, type StopReason, stopReasons } from "./model.ts";

const reasons = Object.keys(stopReasons) as [StopReason, ...StopReason[]];

/** Why a producer does not renew. */
export const StopRenewal = z.strictObject({
  recognitionId: Id,
  reason: z.enum(reasons, { error: "Hãy chọn lý do." }),
  note: optionalText(1000).optional(),
});
export type StopRenewal = z.input<typeof StopRenewal>;

export const OnRecognition = z.strictObject({ recognitionId: Id });
export type OnRecognition = z.input<typeof OnRecognition>;

/** The transitional extension, with what it rests on. */
export const ExtendRecognition = z.strictObject({
  recognitionId: Id,
  until: day,
  basis: requiredText("Hãy ghi căn cứ: văn bản, điều khoản, lý do.", 1000),
});
export type ExtendRecognition = z.input<typeof ExtendRecognition>;
