import { z } from "zod";
import { day } from "#core/input/day.ts";
import { optionalLine, requiredLine, requiredText } from "#core/input/text.ts";
import { copyConfirmed } from "#modules/recognition/inputs.ts";
import { type RevocationGround, revocationGrounds } from "#modules/recognition/model.ts";
import { type CaseOrigin, caseOrigins, Id } from "./model.ts";

const grounds = Object.keys(revocationGrounds) as [RevocationGround, ...RevocationGround[]];
const origins = Object.keys(caseOrigins) as [CaseOrigin, ...CaseOrigin[]];
const mostText = 4_000;

const ground = z.enum(grounds, { error: "Hãy chọn căn cứ thu hồi." });

export const OpenCase = z.strictObject({
  recognitionId: z.uuid("Hãy chọn sản phẩm."),
  origin: z.enum(origins, { error: "Hãy chọn nguồn của vụ việc." }),
  inspectionId: Id.nullable().default(null),
  ground,
  facts: requiredText("Hãy ghi sự việc.", mostText),
});
export type OpenCase = z.input<typeof OpenCase>;

export const ConfirmStopped = z.strictObject({
  recognitionId: z.uuid("Hãy chọn sản phẩm."),
  /** When the commune confirmed it: the clock begins here. */
  confirmedOn: day,
  facts: requiredText("Hãy ghi xã đã xác minh thế nào.", mostText),
});
export type ConfirmStopped = z.input<typeof ConfirmStopped>;

export const OnCase = z.strictObject({
  caseId: Id,
  expectedVersion: z.coerce.number().int().min(1),
});
export type OnCase = z.input<typeof OnCase>;

export const AskProducer = OnCase.extend({
  question: requiredText("Hãy ghi nội dung cần giải trình.", mostText),
  answerBy: day,
});
export type AskProducer = z.input<typeof AskProducer>;

export const Explain = OnCase.extend({
  answer: requiredText("Hãy viết nội dung giải trình.", mostText),
});
export type Explain = z.input<typeof Explain>;

export const KeepEvidence = OnCase.extend({
  title: requiredLine(200, "Hãy ghi tên chứng cứ."),
});
export type KeepEvidence = z.input<typeof KeepEvidence>;

export const Conclude = OnCase.extend({
  ground,
  conclusion: requiredText("Hãy ghi kết luận.", mostText),
  concludedOn: day,
});
export type Conclude = z.input<typeof Conclude>;

export const Dismiss = OnCase.extend({
  reason: requiredText("Hãy ghi lý do.", mostText),
});
export type Dismiss = z.input<typeof Dismiss>;

export const Recover = OnCase.extend({ recoveredOn: day });
export type Recover = z.input<typeof Recover>;

export const Restore = OnCase.extend({
  reason: requiredText("Hãy ghi vì sao việc thu hồi không đúng.", mostText),
  concludedOn: day,
});
export type Restore = z.input<typeof Restore>;

/** A decision that another authority took, with the word that its copy was compared. */
const decided = {
  issuer: requiredLine(200, "Hãy nhập cơ quan, người ban hành."),
  numberText: requiredLine(60, "Hãy nhập số quyết định."),
  signedOn: day,
  signerName: optionalLine(200),
  copyConfirmed,
};

export const RecordDecision = OnCase.extend(decided);
export type RecordDecision = z.input<typeof RecordDecision>;

export const RecordRestoration = Restore.extend(decided);
export type RecordRestoration = z.input<typeof RecordRestoration>;
