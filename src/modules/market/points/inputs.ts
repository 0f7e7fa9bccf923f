import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { yearBetween } from "#core/input/number.ts";
import { optionalText, requiredLine, requiredText } from "#core/input/text.ts";
import { requiredDong } from "#core/money.ts";
import { Id } from "../model.ts";
import {
  type CheckAnswer,
  checkAnswers,
  type InspectionResult,
  inspectionResults,
  type MoneySource,
  moneySources,
} from "./model.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];

/** A point judged by the checklist. */
export const AssessPoint = z.strictObject({
  pointId: Id,
  assessedOn: day,
  assessors: requiredLine(200, "Hãy ghi đoàn hoặc đơn vị đánh giá."),
  /** By item; what is left out is not clear. */
  answers: z.record(z.string().max(60), z.enum(keysOf<CheckAnswer>(checkAnswers))),
  note: optionalText(2_000),
});
export type AssessPoint = z.input<typeof AssessPoint>;

/** Help that a point had. */
export const SupportPoint = z.strictObject({
  pointId: Id,
  year: yearBetween(2018, 2100),
  amount: requiredDong(),
  source: z.enum(keysOf<MoneySource>(moneySources), { error: "Hãy chọn nguồn kinh phí." }),
  legalBasis: requiredLine(300, "Hãy ghi văn bản làm căn cứ hỗ trợ: số, ngày."),
  purpose: requiredLine(200, "Hãy ghi hỗ trợ việc gì, ví dụ: kệ trưng bày, biển hiệu."),
});
export type SupportPoint = z.input<typeof SupportPoint>;

/** Help that was entered by mistake. */
export const StrikeSupport = z.strictObject({
  pointId: Id,
  supportId: Id,
  reason: requiredLine(300, "Hãy ghi vì sao gạch khoản này."),
});
export type StrikeSupport = z.input<typeof StrikeSupport>;

/** An inspection of a point, with what is to be mended by when. */
export const InspectPoint = z
  .strictObject({
    pointId: Id,
    inspectedOn: day,
    inspectors: requiredLine(200, "Hãy ghi đoàn kiểm tra."),
    finding: requiredText("Hãy ghi kết quả kiểm tra.", 3_000),
    remedyBy: optionalDay,
  })
  .superRefine(({ inspectedOn, remedyBy }, context) => {
    if (remedyBy !== null && remedyBy < inspectedOn)
      context.addIssue({
        code: "custom",
        path: ["remedyBy"],
        message: "Hạn khắc phục không thể trước ngày kiểm tra.",
      });
  });
export type InspectPoint = z.input<typeof InspectPoint>;

/** What was seen when a point was looked at again. */
export const CloseInspection = z.strictObject({
  pointId: Id,
  inspectionId: Id,
  expectedVersion: z.coerce.number({ error: "Hãy tải lại trang." }).int().min(1),
  result: z.enum(
    keysOf<InspectionResult>(inspectionResults).filter(
      (result) => result === "remedied" || result === "notRemedied",
    ),
    { error: "Hãy chọn kết quả khắc phục." },
  ),
  closedOn: day,
  closing: requiredText("Hãy ghi đã kiểm tra lại thế nào.", 2_000),
});
export type CloseInspection = z.input<typeof CloseInspection>;
