import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
  tick,
} from "#core/input/text.ts";
import {
  conflictKindNames,
  councilKinds,
  type CouncilKind,
  councilLevels,
  type CouncilLevel,
  duties,
  type Duty,
  Id,
  sessionModes,
  type SessionMode,
} from "./model.ts";

const kinds = Object.keys(councilKinds) as [CouncilKind, ...CouncilKind[]];
const levels = Object.keys(councilLevels) as [CouncilLevel, ...CouncilLevel[]];
const dutyNames = Object.keys(duties) as [Duty, ...Duty[]];
const modes = Object.keys(sessionModes) as [SessionMode, ...SessionMode[]];

/** A day and time as forms send it (`2026-11-22T08:30`), in Vietnam; an instant afterwards. */
const moment = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, missing)
    .transform((text, context) => {
      const at = new Date(`${text.length === 16 ? `${text}:00` : text}+07:00`);
      if (Number.isNaN(at.getTime())) context.addIssue({ code: "custom", message: missing });
      return at;
    });

/** One or several, as a form with ticked boxes sends them. */
const listOf = <Schema extends z.ZodType>(item: Schema, most: number) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : [value].flat()),
    z.array(item).max(most),
  );

export const EstablishCouncil = z.strictObject({
  kind: z.enum(kinds, { error: "Hãy chọn hội đồng hoặc tổ tư vấn." }),
  level: z.enum(levels, { error: "Hãy chọn cấp." }),
  /** Code of the unit: `19` for a province of today, `164` for a district of before July 2025, `VN`. */
  unit: z.string({ error: "Hãy chọn đơn vị." }).regex(/^(\d{2,3}|VN)$/, "Hãy chọn đơn vị."),
  regime: z.string({ error: "Hãy chọn quyết định." }).min(1).max(40),
  name: requiredLine(200, "Hãy nhập tên hội đồng, tổ."),
  decisionNumber: requiredLine(60, "Hãy nhập số quyết định thành lập."),
  decisionOn: day,
});
export type EstablishCouncil = z.input<typeof EstablishCouncil>;

const seatFacts = {
  duty: z.enum(dutyNames, { error: "Hãy chọn nhiệm vụ." }),
  /** Whether the person fills in sheets. */
  scores: tick,
  agencyName: requiredLine(200, "Hãy nhập cơ quan, đơn vị."),
  position: optionalLine(120).optional(),
};

export const AddMember = z.strictObject({
  councilId: Id,
  userId: z.uuid("Hãy chọn tài khoản."),
  ...seatFacts,
  /** Codes of the sets that the person knows best. */
  fields: listOf(z.string().max(40), 40).optional(),
  joinedOn: optionalDay.optional(),
});
export type AddMember = z.input<typeof AddMember>;

export const RemoveMember = z.strictObject({
  councilId: Id,
  memberId: Id,
  reason: requiredText("Hãy ghi lý do thôi tham gia.", 1000),
});
export type RemoveMember = z.input<typeof RemoveMember>;

export const EndCouncil = z.strictObject({ councilId: Id, endedOn: day });
export type EndCouncil = z.input<typeof EndCouncil>;

export const AdoptRules = z.strictObject({
  councilId: Id,
  /** What differs from the default (`PartialCouncilRulesSchema`). */
  rules: z.unknown(),
  /** The Quy chế's own words, by setting. */
  texts: z.record(z.string().max(40), optionalText(4000)),
  effectiveOn: day,
});
export type AdoptRules = z.input<typeof AdoptRules>;

export const PlanSession = z.strictObject({
  councilId: Id,
  stage: z.string({ error: "Hãy chọn cấp đánh giá." }).min(1).max(40),
  roundId: optional(Id).optional(),
  title: requiredLine(200, "Hãy đặt tên phiên."),
  mode: z.enum(modes, { error: "Hãy chọn họp hoặc lấy ý kiến bằng văn bản." }),
  place: optionalLine(200).optional(),
  startsAt: moment("Hãy nhập ngày giờ bắt đầu."),
  /** Until when opinions in writing are taken. */
  dueAt: optional(moment("Hãy nhập hạn gửi phiếu.")).optional(),
  /** A session of the past entered as it was. */
  isRecorded: tick.optional(),
});
export type PlanSession = z.input<typeof PlanSession>;

export const OnSession = z.strictObject({
  sessionId: Id,
  expectedVersion: z.coerce.number().int().min(1).optional(),
});
export type OnSession = z.input<typeof OnSession>;

export const CancelSession = z.strictObject({
  sessionId: Id,
  reason: requiredText("Hãy ghi lý do hủy phiên.", 1000),
});
export type CancelSession = z.input<typeof CancelSession>;

export const ReplaceMember = z.strictObject({
  sessionId: Id,
  outUserId: z.uuid("Hãy chọn người thôi tham gia."),
  userId: z.uuid("Hãy chọn người thay."),
  agencyName: requiredLine(200, "Hãy nhập cơ quan, đơn vị."),
  position: optionalLine(120).optional(),
  reason: requiredText("Hãy ghi lý do, căn cứ thay thành viên.", 1000),
});
export type ReplaceMember = z.input<typeof ReplaceMember>;

export const AddItems = z.strictObject({
  sessionId: Id,
  dossierIds: listOf(z.uuid("Hồ sơ này không đúng."), 500).pipe(
    z.array(z.string()).min(1, "Hãy chọn ít nhất một hồ sơ."),
  ),
});
export type AddItems = z.input<typeof AddItems>;

export const OnItem = z.strictObject({ itemId: Id });
export type OnItem = z.input<typeof OnItem>;

export const Reorder = z.strictObject({ sessionId: Id, itemIds: z.array(Id).min(1).max(500) });
export type Reorder = z.input<typeof Reorder>;

export const RuleOnDoubt = z.strictObject({
  itemId: Id,
  ruling: requiredText("Hãy ghi cách hội đồng áp dụng.", 4000),
});
export type RuleOnDoubt = z.input<typeof RuleOnDoubt>;

const declared = {
  /** Null: no conflict. */
  conflict: optional(z.enum(conflictKindNames, { error: "Hãy chọn lý do." })),
  note: optionalText(1000).optional(),
};

export const Declare = z.strictObject({ itemId: Id, ...declared });
export type Declare = z.input<typeof Declare>;

export const DeclareMany = z.strictObject({
  sessionId: Id,
  declarations: z
    .array(z.strictObject({ itemId: Id, ...declared }))
    .min(1)
    .max(500),
});
export type DeclareMany = z.input<typeof DeclareMany>;
