import { z } from "zod";
import { optionalText, requiredLine, requiredText } from "#core/input/text.ts";
import { Id } from "../model.ts";

export const BeginCase = z.strictObject({
  regime: z.string({ error: "Hãy chọn quyết định." }).min(1, "Hãy chọn quyết định.").max(40),
  setCode: z.string({ error: "Hãy chọn bộ sản phẩm." }).min(1, "Hãy chọn bộ sản phẩm.").max(40),
  title: requiredLine(200, "Hãy đặt tên hồ sơ mẫu."),
  description: requiredText("Hãy mô tả sản phẩm và cơ sở của hồ sơ mẫu.", 4000),
});
export type BeginCase = z.input<typeof BeginCase>;

const option = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z.coerce.number().int().min(1).max(100).nullable(),
);

export const WriteCase = z.strictObject({
  caseId: Id,
  expectedVersion: z.coerce.number().int().min(1),
  /** By criterion: the agreed option, the facts that the case gives, and why. */
  criteria: z.record(
    z.string().max(40),
    z.strictObject({ option, fact: optionalText(2000), reason: optionalText(2000) }),
  ),
});
export type WriteCase = z.input<typeof WriteCase>;

export const OnCase = z.strictObject({ caseId: Id });
export type OnCase = z.input<typeof OnCase>;

export const SavePractice = z.strictObject({
  caseId: Id,
  /** Option numbers by criterion; what is left out is unanswered. */
  answers: z.record(z.string().max(40), z.coerce.number().int().min(1).max(100)),
});
export type SavePractice = z.input<typeof SavePractice>;
