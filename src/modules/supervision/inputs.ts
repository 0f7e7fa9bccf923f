import { z } from "zod";
import { fieldFacts } from "#core/field/inputs.ts";
import { day, optionalDay } from "#core/input/day.ts";
import { optionalLine, optionalText, requiredLine, requiredText } from "#core/input/text.ts";
import { AgencySymbol } from "#modules/recognition/letter-inputs.ts";
import { Digest, Id, type Mark, marks, type Measure, measures } from "./model.ts";

const Version = z.coerce.number().int().min(1);
const names = <Names extends string>(of: Readonly<Record<Names, string>>) =>
  Object.keys(of) as [Names, ...Names[]];

export const OpenPlan = z.strictObject({
  title: requiredLine(300, "Hãy nhập tên kế hoạch."),
  year: z.coerce.number().int().min(2020, "Hãy nhập năm.").max(2100, "Hãy nhập năm."),
  fromOn: day,
  toOn: day,
});
export type OpenPlan = z.input<typeof OpenPlan>;

export const OnPlan = z.strictObject({ planId: Id, expectedVersion: Version });
export type OnPlan = z.input<typeof OnPlan>;

export const ChangePlan = OnPlan.extend({
  title: requiredLine(300, "Hãy nhập tên kế hoạch."),
  fromOn: day,
  toOn: day,
});
export type ChangePlan = z.input<typeof ChangePlan>;

export const ApprovePlan = OnPlan.extend({
  decisionNumber: requiredLine(60, "Hãy nhập số quyết định phê duyệt."),
  decisionOn: day,
});
export type ApprovePlan = z.input<typeof ApprovePlan>;

/** One or several, as a form with ticked boxes sends them. */
const oneOrMore = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : [value].flat()),
  z.array(Id).min(1, "Hãy chọn ít nhất một sản phẩm.").max(200, "Mỗi lần nhiều nhất 200."),
);

const lead = z.uuid("Hãy chọn người phụ trách.");

/** Products that the officer picks into a plan. */
export const AddToPlan = z.strictObject({
  planId: Id,
  recognitionIds: oneOrMore,
  kind: z.enum(["periodic", "unannounced", "postCheck"], { error: "Hãy chọn hình thức kiểm tra." }),
  plannedOn: day,
  leadId: lead,
  note: optionalText(2000),
});
export type AddToPlan = z.input<typeof AddToPlan>;

/** A visit outside any plan. */
export const OpenInspection = z.strictObject({
  recognitionId: Id,
  kind: z.enum(["unannounced", "postCheck", "complaint"], {
    error: "Hãy chọn hình thức kiểm tra.",
  }),
  plannedOn: day,
  leadId: lead,
  note: requiredText("Hãy ghi vì sao kiểm tra ngoài kế hoạch.", 2000),
});
export type OpenInspection = z.input<typeof OpenInspection>;

export const OnInspection = z.strictObject({ inspectionId: Id, expectedVersion: Version });
export type OnInspection = z.input<typeof OnInspection>;

export const ChangeInspection = OnInspection.extend({ plannedOn: day, leadId: lead });
export type ChangeInspection = z.input<typeof ChangeInspection>;

export const CancelInspection = OnInspection.extend({
  reason: requiredText("Hãy ghi vì sao hủy.", 2000),
});
export type CancelInspection = z.input<typeof CancelInspection>;

/** A recheck of what is still open of a concluded inspection. */
export const OpenRecheck = OnInspection.extend({ plannedOn: day, leadId: lead });
export type OpenRecheck = z.input<typeof OpenRecheck>;

const photos = z.array(Digest).max(40, "Nhiều nhất 40 ảnh.");

export const SaveVisit = z.strictObject({
  inspectionId: Id,
  /** Given by the device: the same visit sent again is the same. */
  id: Id,
  on: day,
  ...fieldFacts,
  people: requiredText("Hãy ghi thành phần tham gia, cả đại diện chủ thể.", 2000),
  answers: z.record(
    z.string().max(80),
    z.strictObject({
      mark: z.enum(names<Mark>(marks), { error: "Hãy chọn đạt hay không đạt." }),
      note: optionalText(4000),
      photos: z.array(Digest).max(10, "Mỗi nội dung nhiều nhất 10 ảnh."),
    }),
  ),
  notes: optionalText(),
  producerSays: optionalText(),
  photos,
  signatureDigest: Digest.nullable(),
  signedName: optionalLine(120),
});
export type SaveVisit = z.input<typeof SaveVisit>;

export const Conclude = OnInspection.extend({
  conclusion: requiredText("Hãy ghi kết luận."),
  /** The agency's sign in the number of the minutes; the one that it used last unless said. */
  symbol: AgencySymbol.optional(),
  /** What is demanded, by line of the checklist that was not kept. */
  demands: z.record(
    z.string().max(80),
    z.strictObject({
      measure: z.enum(names<Measure>(measures), { error: "Hãy chọn yêu cầu." }),
      demand: requiredText("Hãy ghi nội dung yêu cầu.", 4000),
      dueOn: optionalDay,
    }),
  ),
});
export type Conclude = z.input<typeof Conclude>;

export const AnswerFinding = z.strictObject({
  findingId: Id,
  expectedVersion: Version,
  text: requiredText("Hãy ghi đã khắc phục thế nào.", 4000),
});
export type AnswerFinding = z.input<typeof AnswerFinding>;

export const JudgeFinding = z.strictObject({
  findingId: Id,
  expectedVersion: Version,
  step: z.enum(["accept", "sendBack", "refer"], { error: "Hãy chọn cách xử lý." }),
  text: requiredText("Hãy ghi lý do.", 4000),
  /** The new deadline of one that is sent back. */
  dueOn: optionalDay,
});
export type JudgeFinding = z.input<typeof JudgeFinding>;
