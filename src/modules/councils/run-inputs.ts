import { z } from "zod";
import { optionalText, requiredLine, requiredText, tick } from "#core/input/text.ts";
import { Id } from "./model.ts";

const Version = z.coerce.number().int().min(1);
const OnItem = { itemId: Id, expectedVersion: Version };

const seen = z.enum(["unknown", "present", "absent"]);

export const TakeAttendance = z.strictObject({
  sessionId: Id,
  userId: Id,
  attendance: z.enum(["present", "absent"]),
  /** What the secretary saw: somebody else's entry in between is not written over. */
  seen,
});
export type TakeAttendance = z.input<typeof TakeAttendance>;

export const OfSession = z.strictObject({ sessionId: Id });
export type OfSession = z.input<typeof OfSession>;

export const GoTo = z.strictObject({ sessionId: Id, itemId: Id.nullable() });
export type GoTo = z.input<typeof GoTo>;

export const CloseSession = z.strictObject({ sessionId: Id, expectedVersion: Version });
export type CloseSession = z.input<typeof CloseSession>;

export const NoteItem = z.strictObject({
  ...OnItem,
  /** Samples have been handed out to the members. */
  samples: tick.optional(),
  /** The owner has presented the product; what was said. */
  presentation: optionalText(4000).optional(),
  discussion: optionalText(8000).optional(),
});
export type NoteItem = z.input<typeof NoteItem>;

export const StartScoring = z.strictObject({
  sessionId: Id,
  /** Null: every product that waits. */
  itemId: Id.nullable(),
});
export type StartScoring = z.input<typeof StartScoring>;

export const StepItem = z.strictObject(OnItem);
export type StepItem = z.input<typeof StepItem>;

export const StepWithReason = z.strictObject({
  ...OnItem,
  reason: requiredText("Hãy ghi lý do.", 2000),
});
export type StepWithReason = z.input<typeof StepWithReason>;

export const GiveVerdict = z.strictObject({
  ...OnItem,
  rejected: tick,
  ground: optionalText(2000),
  /** Criterion or group whose stop note is confirmed. */
  stopAt: z
    .string()
    .max(40)
    .transform((text) => (text === "" ? null : text))
    .nullable(),
});
export type GiveVerdict = z.input<typeof GiveVerdict>;

export const AskReopening = z.strictObject({
  resultId: Id,
  reason: requiredText("Hãy ghi lý do mở lại kết quả.", 2000),
});
export type AskReopening = z.input<typeof AskReopening>;

export const AnswerReopening = z.strictObject({
  reopeningId: Id,
  agreed: tick,
  answer: requiredText("Hãy ghi ý kiến.", 2000),
});
export type AnswerReopening = z.input<typeof AnswerReopening>;

export const FollowUp = z.strictObject({
  dossierId: Id,
  action: z.enum(["refuse", "forwardUp", "sendDown", "reevaluate"]),
  reason: optionalText(2000).optional(),
});
export type FollowUp = z.input<typeof FollowUp>;

export const AskMeeting = z.strictObject({
  sessionId: Id,
  reason: requiredText("Hãy ghi lý do đề nghị họp.", 2000),
});
export type AskMeeting = z.input<typeof AskMeeting>;

export const Convert = z.strictObject({
  sessionId: Id,
  place: requiredLine(200, "Hãy nhập nơi họp."),
  /** A day and time in Vietnam, as a form sends it. */
  startsAt: z
    .string({ error: "Hãy nhập ngày giờ họp." })
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Hãy nhập ngày giờ họp.")
    .transform((text) => new Date(`${text}:00+07:00`)),
});
export type Convert = z.input<typeof Convert>;
