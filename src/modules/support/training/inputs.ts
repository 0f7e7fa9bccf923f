import { z } from "zod";
import { day } from "#core/input/day.ts";
import { wholeNumber, yearBetween } from "#core/input/number.ts";
import { optionalPhone } from "#core/input/phone.ts";
import { optional, optionalLine, optionalText, requiredLine } from "#core/input/text.ts";
import { type Sex, sexes } from "#modules/producers/model.ts";
import { Id } from "../model.ts";
import {
  type Audience,
  audiences,
  dayParts,
  type DayPart,
  traineeKinds,
  type TraineeKind,
} from "./model.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];
const version = z.coerce.number({ error: "Hãy tải lại trang." }).int();

export const SaveCourse = z.strictObject({
  expectedVersion: version,
  title: requiredLine(200, "Hãy nhập tên khóa."),
  year: yearBetween(2018, 2100),
  audience: z.enum(keysOf<Audience>(audiences), { error: "Hãy chọn đối tượng." }),
  topics: optionalText(2000),
  organiser: requiredLine(200, "Hãy ghi đơn vị tổ chức; giấy xác nhận ghi tên này."),
  sharePercent: wholeNumber({ min: 1, max: 100, unit: "%" }),
});
export type SaveCourse = z.input<typeof SaveCourse>;

export const MoveCourse = z.strictObject({
  courseId: Id,
  expectedVersion: version,
  step: z.enum(["open", "finish"]),
});
export type MoveCourse = z.input<typeof MoveCourse>;

export const OpenClass = z.strictObject({
  courseId: Id,
  name: requiredLine(120, "Hãy đặt tên lớp, ví dụ: Lớp 1."),
  place: requiredLine(200, "Hãy ghi nơi học."),
  trainer: optionalLine(200),
});
export type OpenClass = z.input<typeof OpenClass>;

export const AddSession = z.strictObject({
  classId: Id,
  heldOn: day,
  part: z.enum(keysOf<DayPart>(dayParts), { error: "Hãy chọn buổi." }),
  topic: optionalLine(300),
});
export type AddSession = z.input<typeof AddSession>;

/** A person of a class. Sex may stay empty: then nobody counts the person as either. */
export const AddTrainee = z.strictObject({
  classId: Id,
  kind: z.enum(keysOf<TraineeKind>(traineeKinds), { error: "Hãy chọn thành phần." }),
  fullName: requiredLine(120, "Hãy nhập họ tên."),
  sex: optional(z.enum(keysOf<Sex>(sexes))),
  phone: optionalPhone,
  producerId: optional(Id),
  belongsTo: optionalLine(200),
});
export type AddTrainee = z.input<typeof AddTrainee>;

/** Owners of chosen ideas for a class: those that are ticked, each under the name written beside. */
export const InviteOwners = z.strictObject({
  classId: Id,
  ideas: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(Id).min(1, "Hãy chọn ít nhất một người.").max(500),
  ),
  names: z.record(z.string(), z.string()),
});
export type InviteOwners = z.input<typeof InviteOwners>;

/** Who was there at a meeting of a class; whoever is not named was not. */
export const NoteAttendance = z.strictObject({
  sessionId: Id,
  present: z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(Id).max(2000),
  ),
});
export type NoteAttendance = z.input<typeof NoteAttendance>;

export const OnSession = z.strictObject({ sessionId: Id });
export type OnSession = z.input<typeof OnSession>;

export const OnTrainee = z.strictObject({ classId: Id, traineeId: Id });
export type OnTrainee = z.input<typeof OnTrainee>;

export const OnClass = z.strictObject({ classId: Id });
export type OnClass = z.input<typeof OnClass>;
