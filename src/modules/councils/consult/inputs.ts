import { z } from "zod";
import { fieldFacts } from "#core/field/inputs.ts";
import { day, optionalDay } from "#core/input/day.ts";
import { optional, optionalLine, optionalText, requiredText } from "#core/input/text.ts";
import { Digest, Id, type Recommendation, recommendations } from "../model.ts";
import { type LabVerdict, labVerdicts } from "./model.ts";

const proposals = Object.keys(recommendations) as [Recommendation, ...Recommendation[]];
const verdicts = Object.keys(labVerdicts) as [LabVerdict, ...LabVerdict[]];

export const AssignDossiers = z.strictObject({
  teamId: Id,
  dueOn: optionalDay,
  assignments: z
    .array(z.strictObject({ dossierId: Id, userIds: z.array(Id).max(20) }))
    .min(1, "Hãy chọn ít nhất một hồ sơ.")
    .max(500),
});
export type AssignDossiers = z.input<typeof AssignDossiers>;

export const Reassign = z.strictObject({
  assignmentId: Id,
  /** Who takes over; null: only taken back. */
  userId: optional(Id),
});
export type Reassign = z.input<typeof Reassign>;

export const OnAssignment = z.strictObject({ assignmentId: Id });
export type OnAssignment = z.input<typeof OnAssignment>;

export const SaveFinding = z.strictObject({
  assignmentId: Id,
  criterion: z.string().min(1).max(40),
  /** Option number, from 1; null: none found yet. */
  option: z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    z.coerce.number().int().min(1).max(100).nullable(),
  ),
  reason: optionalText(4000),
  papers: z.array(Id).max(100),
  /** Version that the writer saw; 0: nothing was there. */
  expectedVersion: z.coerce.number().int().min(0),
  writeId: Id,
});
export type SaveFinding = z.input<typeof SaveFinding>;

export const SaveSurvey = z.strictObject({
  /** Given by the device: the same survey sent again is the same. */
  id: Id,
  assignmentId: Id,
  on: day,
  ...fieldFacts,
  people: requiredText("Hãy ghi ai đã tham gia khảo sát.", 2000),
  findings: requiredText("Hãy ghi kết quả khảo sát."),
  photos: z.array(Digest).max(40, "Nhiều nhất 40 ảnh."),
  signatureDigest: Digest.nullable(),
  signedName: optionalLine(120),
});
export type SaveSurvey = z.input<typeof SaveSurvey>;

export const AskTest = z.strictObject({
  dossierId: Id,
  indicators: requiredText("Hãy ghi chỉ tiêu cần kiểm nghiệm.", 2000),
  reason: requiredText("Hãy ghi vì sao cần kiểm nghiệm.", 2000),
  lab: optionalLine(200),
  dueOn: optionalDay,
});
export type AskTest = z.input<typeof AskTest>;

export const ReceiveTest = z.strictObject({
  testId: Id,
  receivedOn: day,
  resultDigest: optional(Digest),
  verdict: z.enum(verdicts, { error: "Hãy chọn đạt hay không đạt." }),
  note: optionalText(2000),
  expectedVersion: z.coerce.number().int().min(1),
});
export type ReceiveTest = z.input<typeof ReceiveTest>;

export const SubmitReport = z.strictObject({
  dossierId: Id,
  summary: requiredText("Hãy ghi tóm tắt kết quả thẩm tra."),
  recommendation: z.enum(proposals, { error: "Hãy chọn đề nghị của tổ." }),
});
export type SubmitReport = z.input<typeof SubmitReport>;
