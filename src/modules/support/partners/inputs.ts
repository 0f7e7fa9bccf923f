import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { wholeNumber } from "#core/input/number.ts";
import { optionalPhone } from "#core/input/phone.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
  tick,
} from "#core/input/text.ts";
import { optionalDong } from "#core/money.ts";
import { Id } from "../model.ts";
import {
  partnerKinds,
  type PartnerKind,
  type Sector,
  sectors,
  type Skill,
  skills,
} from "./model.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];
const version = z.coerce.number({ error: "Hãy tải lại trang." }).int();
const several = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(schema),
  );

export const SavePartner = z.strictObject({
  expectedVersion: version,
  name: requiredLine(200, "Hãy nhập tên tổ chức, chuyên gia."),
  kind: z.enum(keysOf<PartnerKind>(partnerKinds), { error: "Hãy chọn loại." }),
  skills: several(z.enum(keysOf<Skill>(skills))),
  sectors: several(z.enum(keysOf<Sector>(sectors))),
  areas: optionalLine(300),
  contact: optionalLine(120),
  phone: optionalPhone,
  /** The agency of the province that it is, or that its people work in. */
  agencyId: optional(Id).default(null),
  note: optionalText(2000),
  isActive: tick,
});
export type SavePartner = z.input<typeof SavePartner>;

/** A contract: a new one, or what came of one. `producerId` empty: the office's own. */
export const SaveContract = z.strictObject({
  partnerId: Id,
  number: requiredLine(60, "Hãy ghi số hợp đồng."),
  subject: requiredText("Hãy ghi việc phải làm.", 2000),
  amount: optionalDong(),
  signedOn: day,
  endsOn: optionalDay,
  producerId: optional(Id),
});
export type SaveContract = z.input<typeof SaveContract>;

export const SaveOutcome = z.strictObject({
  partnerId: Id,
  contractId: Id,
  expectedVersion: version,
  outcome: requiredText("Hãy ghi kết quả của hợp đồng.", 2000),
});
export type SaveOutcome = z.input<typeof SaveOutcome>;

export const AddAdvice = z.strictObject({
  partnerId: Id,
  producerId: z.uuid("Hãy tìm rồi chọn chủ thể."),
  productId: optional(Id),
  advisedOn: day,
  what: requiredText("Hãy ghi đã tư vấn việc gì.", 2000),
});
export type AddAdvice = z.input<typeof AddAdvice>;

export const SaveMeeting = z.strictObject({
  title: requiredLine(200, "Hãy nhập tên cuộc họp."),
  heldOn: day,
  place: requiredLine(200, "Hãy ghi nơi họp."),
  topics: optionalText(2000),
});
export type SaveMeeting = z.input<typeof SaveMeeting>;

/** Who came to a meeting, and what two of them agreed. */
export const AddMeetingLine = z.strictObject({
  meetingId: Id,
  partnerId: optional(Id),
  producerId: optional(Id),
  people: wholeNumber({ min: 1, max: 1000, unit: "người" }),
  agreement: optionalText(2000),
});
export type AddMeetingLine = z.input<typeof AddMeetingLine>;
