import { z } from "zod";
import { normalisePhone, optionalPhone } from "#core/input/phone.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
} from "#core/input/text.ts";
import {
  applicantKindNames,
  type FitMark,
  fitMarks,
  Id,
  ideaKindNames,
  ideaTrackNames,
} from "../model.ts";
import { NoTies } from "../ties/model.ts";

const version = z.coerce.number({ error: "Hãy tải lại trang." }).int();
const formKey = z.uuid("Hãy tải lại trang rồi gửi lại.");

/** What a registration says of the product: the survey that seed documents ask of who registers. */
export const IdeaContent = z.strictObject({
  title: requiredLine(200, "Hãy ghi tên sản phẩm hoặc ý tưởng."),
  kind: z.enum(ideaKindNames, { error: "Hãy chọn sản phẩm đã làm đến đâu." }),
  story: requiredText("Hãy kể về sản phẩm: làm từ gì, làm thế nào, có gì riêng.", 4_000),
  market: optionalText(2_000),
  materials: optionalText(2_000),
  labour: optionalText(2_000),
  investment: optionalText(2_000),
  track: z.enum(ideaTrackNames, { error: "Hãy chọn nhóm." }),
});

const phone = z
  .string({ error: "Hãy ghi số điện thoại để cán bộ xã gọi lại." })
  .transform((typed, context) => {
    const found = normalisePhone(typed);
    if (found === null)
      context.addIssue({
        code: "custom",
        message: "Hãy ghi số điện thoại đúng, ví dụ: 0912 345 678. Cán bộ xã gọi lại số này.",
      });
    return found ?? "";
  });

const Applicant = {
  applicantName: requiredLine(120, "Hãy ghi họ tên hoặc tên cơ sở."),
  applicantKind: z.enum(applicantKindNames, { error: "Hãy chọn ai đăng ký." }),
  phone,
  address: optionalLine(300),
  communeCode: z
    .string({ error: "Hãy chọn xã, phường." })
    .regex(/^\d{5}$/, "Hãy chọn xã, phường trong danh sách."),
};

/** An idea with whoever has it, from the public. */
export const RegisterIdea = IdeaContent.extend({ ...Applicant, formKey });
export type RegisterIdea = z.input<typeof RegisterIdea>;

/** The same, typed in by an office for who called or came: who has no telephone is found at home. */
export const RegisterFor = IdeaContent.extend({
  ...Applicant,
  phone: optionalPhone,
  formKey,
}).refine(({ phone: reached, address }) => reached !== null || address !== null, {
  path: ["address"],
  error: "Người không có điện thoại: hãy ghi thôn, xóm, tổ dân phố để tìm đến.",
});
export type RegisterFor = z.input<typeof RegisterFor>;

/** An idea of a producer: who and where are the producer's. */
export const RegisterOwn = IdeaContent.extend({
  producerId: z.uuid("Hãy chọn cơ sở."),
  formKey,
});
export type RegisterOwn = z.input<typeof RegisterOwn>;

const OnIdea = z.strictObject({ ideaId: Id, expectedVersion: version });

/** A returned idea, mended. */
export const RefileIdea = OnIdea.extend(IdeaContent.shape);
export type RefileIdea = z.input<typeof RefileIdea>;

/** The same by whoever has the code; the key tells one sending from two. */
export const RefileByCode = IdeaContent.extend({ code: z.string(), expectedVersion: version });
export type RefileByCode = z.input<typeof RefileByCode>;

export const TakeIdea = OnIdea;
export type TakeIdea = z.input<typeof TakeIdea>;

const marks = Object.keys(fitMarks) as [FitMark, ...FitMark[]];

/** `fit.product.local` and the like, as forms send them, become one object for each subject. */
const Fit = z
  .record(z.string(), optional(z.enum(marks)))
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).flatMap(([id, mark]): [string, FitMark][] =>
        mark === null ? [] : [[id, mark]],
      ),
    ),
  );

/** What a level finds and decides. */
export const ScreenIdea = OnIdea.extend({
  move: z.enum(["forward", "choose", "return", "putOff"], { error: "Hãy chọn kết quả." }),
  productFit: Fit.default({}),
  applicantFit: Fit.default({}),
  /** The product set; asked of who forwards or chooses. */
  setCode: optionalLine(10),
  /** The applicant reads it. */
  reason: optionalText(2_000),
  /** For the offices. */
  note: optionalText(2_000),
  noTies: NoTies,
});
export type ScreenIdea = z.input<typeof ScreenIdea>;

/** The most ideas that one word decides on: a page of the list. */
export const mostAtOnce = 50;

/** One decision on many ideas. */
export const ScreenMany = z
  .strictObject({
    /** Each as it was shown: `id:version`. One alone comes as a text. */
    chosen: z.preprocess(
      (sent) => (sent === undefined || Array.isArray(sent) ? (sent ?? []) : [sent]),
      z
        .array(
          z.string().transform((text, context) => {
            const [ideaId = "", expectedVersion = ""] = text.split(":");
            if (Id.safeParse(ideaId).success && /^\d{1,9}$/.test(expectedVersion))
              return { ideaId, expectedVersion: Number(expectedVersion) };
            context.addIssue({ code: "custom", message: "Hãy tải lại trang rồi chọn lại." });
            return z.NEVER;
          }),
        )
        .min(1, "Hãy đánh dấu ít nhất một ý tưởng.")
        .max(mostAtOnce, `Mỗi lần nhiều nhất ${mostAtOnce} ý tưởng.`),
    ),
    move: z.enum(["choose", "return", "putOff"], { error: "Hãy chọn kết quả." }),
    /** Every applicant reads it. */
    reason: optionalText(2_000),
    noTies: NoTies,
  })
  .refine(({ move, reason }) => move === "choose" || reason !== null, {
    path: ["reason"],
    error: "Hãy ghi lý do; mọi người đăng ký đọc được.",
  });
export type ScreenMany = z.input<typeof ScreenMany>;

export const WithdrawIdea = OnIdea.extend({ reason: optionalText(1_000) });
export type WithdrawIdea = z.input<typeof WithdrawIdea>;

/** The same by whoever has the code. */
export const WithdrawByCode = z.strictObject({ code: z.string(), expectedVersion: version });
export type WithdrawByCode = z.input<typeof WithdrawByCode>;

export const LinkIdea = OnIdea.extend({ producerId: z.uuid("Hãy chọn chủ thể.") });
export type LinkIdea = z.input<typeof LinkIdea>;

/** An idea that was sent without an account, by its code, for a producer of the account. */
export const AdoptIdea = z.strictObject({
  code: requiredLine(60, "Hãy ghi mã nhận được khi gửi ý tưởng."),
  producerId: z.uuid("Hãy chọn cơ sở."),
});
export type AdoptIdea = z.input<typeof AdoptIdea>;

export const CarryOver = z.strictObject({
  fromYear: z.coerce.number({ error: "Hãy chọn năm." }).int().min(2018).max(2199),
});
export type CarryOver = z.input<typeof CarryOver>;
