import { z } from "zod";
import { day } from "#core/input/day.ts";
import { yearBetween } from "#core/input/number.ts";
import { optional, optionalText, requiredLine, requiredText } from "#core/input/text.ts";
import { requiredDong } from "#core/money.ts";
import { fundSourceIds, Id, mostDepth, mostLines, mostTargetRows } from "./model.ts";

const firstYear = 2018;
const lastYear = 2100;
const year = yearBetween(firstYear, lastYear);
const lock = z.coerce.number({ error: "Hãy tải lại trang." }).int().min(1);

export const OpenPlan = z
  .strictObject({
    /** A province or commune of today. */
    unitCode: z.string().regex(/^(\d{2}|\d{5})$/, "Hãy chọn đơn vị."),
    title: requiredLine(200, "Hãy ghi tên kế hoạch."),
    from: year,
    to: year,
    money: z.enum(["million", "dong"], { error: "Hãy chọn đơn vị tiền." }),
  })
  .refine(({ from, to }) => to >= from && to - from <= 9, {
    path: ["to"],
    message: "Năm kết thúc phải từ năm bắt đầu và không quá 10 năm.",
  });
export type OpenPlan = z.input<typeof OpenPlan>;

/** The cell itself says how long it may be; this only bounds what is read. */
const cellText = z.string().max(20_000, "Có ô quá dài. Hãy rút gọn rồi lưu lại.");
const TypedLine = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,40}$/),
  depth: z.int().min(0).max(mostDepth),
  partial: z.boolean(),
  cells: z.record(z.string().regex(/^([a-zA-Z]{3,12}|y\d{4})$/), cellText),
});

/** JSON that a page's script wrote; refused as a form that is not ours when it is none. */
function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .max(2_000_000, "Bảng quá lớn. Hãy rút gọn nội dung các ô rồi lưu lại.")
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({
          code: "custom",
          message: "Biểu mẫu gửi lên chưa đúng. Hãy tải lại trang.",
        });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

export const SaveSheet = z.strictObject({
  planId: Id,
  lock,
  rows: json(z.array(TypedLine).max(mostLines, `Nhiều nhất ${mostLines} dòng.`)),
  /** The focus of each year. */
  themes: json(
    z.record(
      z.string().regex(/^\d{4}$/),
      z.string().max(500, "Chủ đề trọng tâm có nhiều nhất 500 ký tự."),
    ),
  ),
});
export type SaveSheet = z.input<typeof SaveSheet>;

export const SaveTargets = z.strictObject({
  planId: Id,
  lock,
  year,
  columns: json(
    z
      .array(z.string().max(80))
      .min(1, "Hãy chọn ít nhất một chỉ tiêu.")
      .max(12, "Nhiều nhất 12 chỉ tiêu."),
  ),
  rows: json(
    z
      .array(z.strictObject({ unit: cellText, cells: z.array(cellText) }))
      .max(mostTargetRows, `Nhiều nhất ${mostTargetRows} đơn vị.`),
  ),
  stated: json(z.array(cellText)),
});
export type SaveTargets = z.input<typeof SaveTargets>;

export const IssuePlan = z.strictObject({
  planId: Id,
  lock,
  documentNumber: requiredLine(80, "Hãy ghi số văn bản ban hành."),
  issuedOn: day,
});
export type IssuePlan = z.input<typeof IssuePlan>;

export const AdjustPlan = z.strictObject({
  planId: Id,
  reason: requiredText("Hãy ghi lý do điều chỉnh.", 2000),
});
export type AdjustPlan = z.input<typeof AdjustPlan>;

const source = z.enum(fundSourceIds, {
  error: "Hãy chọn nguồn.",
});

export const RecordSpending = z.strictObject({
  planId: Id,
  lineId: z.string().min(1, "Hãy chọn hoạt động.").max(40),
  source,
  spentOn: day,
  /** As typed, in the plan's unit. */
  amount: z.string(),
  paper: requiredLine(200, "Hãy ghi chứng từ."),
});
export type RecordSpending = z.input<typeof RecordSpending>;

export const CancelSpending = z.strictObject({
  planId: Id,
  spendingId: Id,
  reason: requiredLine(300, "Hãy ghi lý do hủy."),
});
export type CancelSpending = z.input<typeof CancelSpending>;

/** An amount of spending: more than nothing, in the unit of its plan. */
export const spentAmount = (unit: "dong" | "million") =>
  requiredDong(unit).refine((dong) => dong > 0n, "Số tiền phải lớn hơn 0.");

export const GiveTask = z.strictObject({
  planId: Id,
  /** Whom it is for: one account, or an agency. */
  assigneeId: optional(z.uuid("Hãy chọn người nhận việc.")).default(null),
  agencyId: optional(z.uuid("Hãy chọn người nhận việc.")).default(null),
  title: requiredLine(300, "Hãy ghi nội dung công việc."),
  details: optionalText(4000),
  dueOn: day,
});
export type GiveTask = z.input<typeof GiveTask>;

export const ActOnTask = z.strictObject({
  taskId: Id,
  expectedVersion: lock,
  act: z.enum(["answer", "accept", "return", "withdraw"]),
  /** The answer, or why it is returned. */
  text: optionalText(4000),
});
export type ActOnTask = z.input<typeof ActOnTask>;
