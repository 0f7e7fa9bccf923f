import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { optionalWhole, wholeNumber } from "#core/input/number.ts";
import { optional, optionalText, requiredLine, requiredText } from "#core/input/text.ts";
import {
  dossierKindNames,
  Id,
  ReturnItem,
  type ReviewTopic,
  reviewTopics,
  type SampleAct,
  sampleActs,
  type TopicFinding,
  topicFindings,
  Version,
} from "./model.ts";

/** Code of a criterion, as the rulebook writes it. */
const Criterion = z.string({ error: "Hãy chọn tiêu chí." }).min(1).max(40);
const SetCode = z.string({ error: "Hãy chọn bộ sản phẩm." }).min(1).max(40);
const Digest = z.string().regex(/^[0-9a-f]{64}$/, "Tệp này chưa được lưu.");
const Kind = z.enum(dossierKindNames, { error: "Hãy chọn lần đầu, nâng hạng hoặc đánh giá lại." });

const recognitionBefore = {
  previousId: optional(Id),
  previousStars: optionalWhole({ min: 1, max: 5, unit: "sao" }),
  certificateExpiresOn: optionalDay,
};

export const OpenDossier = z.strictObject({
  productId: Id,
  kind: Kind,
  /** Absent: the set that the product was registered under. */
  setCode: optional(SetCode),
  /** The business plan that it is filled from. */
  planId: optional(Id).optional(),
  ...recognitionBefore,
});
export type OpenDossier = z.input<typeof OpenDossier>;

/** A dossier of an earlier round, entered as it was. */
export const RecordDossier = z.strictObject({
  productId: Id,
  kind: Kind,
  setCode: SetCode,
  filedOn: day,
  /** Number that the office gave it then. */
  numberText: optional(requiredLine(60, "Hãy nhập số phiếu.")),
  /** Code of the commune that it was filed in, before 1 July 2025; absent: today's. */
  formerUnit: optional(z.string().regex(/^\d{5}$/, "Hãy chọn xã trong danh sách.")).optional(),
  ...recognitionBefore,
});
export type RecordDossier = z.input<typeof RecordDossier>;

export const SaveAnswer = z.strictObject({
  dossierId: Id,
  criterion: Criterion,
  /** Option number; null takes the answer back. */
  option: optionalWhole({ min: 1, max: 99 }),
  note: optionalText(4000).optional(),
  /** Version of the answer as it was shown; 0 where there was none. */
  expectedVersion: z.coerce.number().int().min(0).optional(),
});
export type SaveAnswer = z.input<typeof SaveAnswer>;

export const SaveSection = z.strictObject({
  dossierId: Id,
  section: z.enum(["registration", "general", "results", "plan", "changes", "updates"]),
  data: z.record(z.string().max(60), z.unknown()),
  expectedVersion: z.coerce.number().int().min(0).optional(),
});
export type SaveSection = z.input<typeof SaveSection>;

export const Evidence = z.strictObject({ dossierId: Id, criterion: Criterion, paperId: Id });
export type Evidence = z.input<typeof Evidence>;

export const ChangeSet = z.strictObject({ dossierId: Id, setCode: SetCode });
export type ChangeSet = z.input<typeof ChangeSet>;

/** A step that asks for nothing but the dossier, and the version that the person was shown. */
export const OnDossier = z.strictObject({ dossierId: Id, expectedVersion: Version.optional() });
export type OnDossier = z.input<typeof OnDossier>;

/** A step that must say why. */
export const WithReason = z.strictObject({
  dossierId: Id,
  reason: requiredText("Hãy ghi lý do.", 4000),
});
export type WithReason = z.input<typeof WithReason>;

export const ReturnDossier = z.strictObject({
  dossierId: Id,
  reason: requiredText("Hãy ghi lý do trả lại.", 4000),
  items: z
    .array(ReturnItem)
    .min(1, "Hãy chỉ ra ít nhất một mục cần bổ sung.")
    .max(200)
    .refine((items) => new Set(items.map(({ item }) => item)).size === items.length, {
      error: "Mỗi mục chỉ ghi một lần.",
    }),
});
export type ReturnDossier = z.input<typeof ReturnDossier>;

export const AnswerItem = z.strictObject({
  dossierId: Id,
  item: ReturnItem.shape.item,
  answered: z.boolean(),
});
export type AnswerItem = z.input<typeof AnswerItem>;

export const ConfirmByCode = z.strictObject({
  dossierId: Id,
  code: z
    .string({ error: "Hãy nhập mã." })
    .transform((typed) => typed.replace(/\D/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "Mã gồm 6 chữ số.")),
});
export type ConfirmByCode = z.input<typeof ConfirmByCode>;

export const ConfirmBySheet = z.strictObject({ dossierId: Id, sheetDigest: Digest });
export type ConfirmBySheet = z.input<typeof ConfirmBySheet>;

const findings = Object.keys(topicFindings) as [TopicFinding, ...TopicFinding[]];
const topicNames = Object.keys(reviewTopics) as [ReviewTopic, ...ReviewTopic[]];

/** The commune's report, a part at a time: what is not sent stays as it was. */
export const SaveReview = z.strictObject({
  dossierId: Id,
  expectedVersion: z.coerce.number().int().min(0),
  checked: z.array(z.string().max(80)).max(100).optional(),
  topics: z
    .partialRecord(
      z.enum(topicNames),
      z.strictObject({
        finding: optional(z.enum(findings)),
        comment: optionalText(4000).transform((text) => text ?? ""),
      }),
    )
    .optional(),
  visit: z
    .strictObject({
      on: day,
      latitude: z.number().min(-90).max(90).nullable(),
      longitude: z.number().min(-180).max(180).nullable(),
      people: requiredLine(500, "Hãy ghi ai đã đi kiểm tra."),
      note: optionalText(4000).transform((text) => text ?? ""),
      photos: z.array(Digest).max(40),
    })
    .nullable()
    .optional(),
  meeting: z
    .strictObject({
      on: day,
      place: requiredLine(300, "Hãy ghi nơi họp."),
      people: requiredText("Hãy ghi thành phần dự họp.", 2000),
      minutes: requiredText("Hãy ghi diễn biến, kết luận."),
    })
    .nullable()
    .optional(),
  request: optionalText(4000).optional(),
  signedDigest: Digest.nullable().optional(),
  signedRequestDigest: Digest.nullable().optional(),
});
export type SaveReview = z.input<typeof SaveReview>;

const acts = Object.keys(sampleActs) as [SampleAct, ...SampleAct[]];

export const RecordSamples = z.strictObject({
  dossierId: Id,
  act: z.enum(acts, { error: "Hãy chọn việc đã làm với mẫu." }),
  quantity: wholeNumber({ min: 1, max: 1000, unit: "mẫu" }),
  giver: requiredLine(200, "Hãy ghi người giao."),
  taker: requiredLine(200, "Hãy ghi người nhận."),
  condition: requiredLine(500, "Hãy ghi tình trạng mẫu."),
  onDay: day,
});
export type RecordSamples = z.input<typeof RecordSamples>;

export const SetRound = z.strictObject({ dossierId: Id, roundId: Id });
export type SetRound = z.input<typeof SetRound>;

export const OpenExtraRound = z.strictObject({
  provinceCode: z.string().regex(/^\d{2}$/),
  regime: z.string().max(40),
  stage: z.string().max(40),
  code: requiredLine(40, "Hãy đặt tên đợt."),
  requestedBefore: day,
  heldBefore: day,
  basis: requiredLine(500, "Hãy ghi điều của Quy chế và số kế hoạch cho phép đợt bổ sung."),
});
export type OpenExtraRound = z.input<typeof OpenExtraRound>;
