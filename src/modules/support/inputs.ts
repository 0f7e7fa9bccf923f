import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { optionalPercent, optionalWhole, yearBetween } from "#core/input/number.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
  tick,
} from "#core/input/text.ts";
import { optionalDong, requiredDong } from "#core/money.ts";
import { type ProducerKind, producerKinds } from "#modules/producers/model.ts";
import {
  fundSourceNames,
  type Ground,
  grounds,
  Id,
  type MeasureForm,
  measureForms,
  type MeasureKind,
  measureKinds,
} from "./model.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];
const version = z.coerce.number({ error: "Hãy tải lại trang." }).int();
/** A box that is ticked several times: none, one or more values. */
const several = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(schema),
  );
const Source = z.enum(fundSourceNames, { error: "Hãy chọn nguồn kinh phí." });
const reason = requiredText("Hãy ghi lý do; chủ thể đọc được.", 2000);
const Year = yearBetween(2018, 2100);

/** A measure with its terms: a new one, or a new version of one. */
export const SaveMeasure = z.strictObject({
  expectedVersion: version,
  code: requiredLine(30, "Hãy đặt mã ngắn, ví dụ: HT-01."),
  kind: z.enum(keysOf<MeasureKind>(measureKinds), { error: "Hãy chọn nhóm hỗ trợ." }),
  name: requiredLine(200, "Hãy nhập tên biện pháp hỗ trợ."),
  what: requiredText("Hãy ghi nội dung được hỗ trợ.", 2000),
  form: z.enum(keysOf<MeasureForm>(measureForms), { error: "Hãy chọn hình thức." }),
  legalBasis: optionalText(1000),
  source: optional(Source),
  ratePercent: optionalPercent,
  ceiling: optionalDong(),
  grantedFor: z.enum(keysOf<Ground>(grounds), { error: "Hãy chọn điều kiện." }),
  minStars: optionalWhole({ min: 1, max: 5 }),
  producerKinds: several(
    z.enum(keysOf<ProducerKind>(producerKinds), { error: "Loại hình này không có." }),
  ),
  oncePer: z.enum(["product", "producer"], { error: "Hãy chọn." }),
  everyYears: optionalWhole({ min: 1, max: 20, unit: "năm" }),
  claimMonths: optionalWhole({ min: 1, max: 120, unit: "tháng" }),
  from: day,
  until: optionalDay,
  decideDays: optionalWhole({ min: 1, max: 200, unit: "ngày làm việc" }),
  payDays: optionalWhole({ min: 1, max: 200, unit: "ngày làm việc" }),
  /** One paper a line. */
  papers: optionalText(2000),
});
export type SaveMeasure = z.input<typeof SaveMeasure>;

export const MoveMeasure = z.strictObject({
  measureId: Id,
  expectedVersion: version,
  step: z.enum(["open", "close"]),
});
export type MoveMeasure = z.input<typeof MoveMeasure>;

/** Who looks after a measure's claims: an agency, or one account. */
export const MeasureCharge = z.strictObject({
  measureId: Id,
  assigneeId: optional(Id).default(null),
  agencyId: optional(Id).default(null),
});
export type MeasureCharge = z.input<typeof MeasureCharge>;

/** What a producer asks for; kept as a draft until it is filed. */
export const SaveClaim = z.strictObject({
  claimId: Id,
  expectedVersion: version,
  cost: requiredDong(),
  asked: requiredDong(),
  purpose: requiredText("Hãy ghi tiền dùng vào việc gì.", 2000),
});
export type SaveClaim = z.input<typeof SaveClaim>;

export const AttachPaper = z.strictObject({
  claimId: Id,
  key: z.string().min(1).max(20),
  /** Empty: nothing fills this place. */
  paperId: optional(Id),
});
export type AttachPaper = z.input<typeof AttachPaper>;

export const OnClaim = z.strictObject({ claimId: Id, expectedVersion: version });
export type OnClaim = z.input<typeof OnClaim>;

export const FileClaim = z.strictObject({
  claimId: Id,
  expectedVersion: version,
  sure: tick.refine((sure) => sure, "Hãy đánh dấu cam kết trước khi nộp."),
});
export type FileClaim = z.input<typeof FileClaim>;

export const ApproveClaim = z.strictObject({
  claimId: Id,
  expectedVersion: version,
  amount: requiredDong(),
  source: Source,
});
export type ApproveClaim = z.input<typeof ApproveClaim>;

/** Back to the producer, or refused for good. */
export const TurnDownClaim = z.strictObject({ claimId: Id, expectedVersion: version, reason });
export type TurnDownClaim = z.input<typeof TurnDownClaim>;

export const EnterPayment = z.strictObject({
  claimId: Id,
  expectedVersion: version,
  paidOn: day,
  voucher: requiredLine(60, "Hãy ghi số chứng từ."),
  amount: requiredDong(),
  /** The producer's part in a fair whose figure this settles. */
  participantId: optional(Id).default(null),
});
export type EnterPayment = z.input<typeof EnterPayment>;

export const VoidPayment = z.strictObject({
  claimId: Id,
  paymentId: Id,
  expectedVersion: version,
  reason: requiredText("Hãy ghi vì sao hủy dòng này.", 1000),
});
export type VoidPayment = z.input<typeof VoidPayment>;

export const SaveBudget = z.strictObject({
  year: Year,
  measureId: Id,
  source: Source,
  amount: requiredDong(),
  /** 0 for a line that is not there yet. */
  expectedVersion: version,
});
export type SaveBudget = z.input<typeof SaveBudget>;

/** What a list of rights or claims can be narrowed by; anything else in an address is left out. */
export const ClaimFilter = z.object({
  state: optionalLine(20).catch(null),
  measure: optional(Id).catch(null),
  /** Of filing. */
  year: z.coerce.number().int().min(2018).max(2100).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ClaimFilter = z.output<typeof ClaimFilter>;

/** What an address narrows a list of claims by. */
export function claimsAsked(query: URLSearchParams): ClaimFilter {
  return ClaimFilter.parse({
    state: query.get("tinh-trang"),
    measure: query.get("bien-phap"),
    year: query.get("nam"),
    page: pageAsked(query),
  });
}
