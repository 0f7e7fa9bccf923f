import { z } from "zod";
import { optionalText, tick } from "#core/input/text.ts";
import { Digest, Id } from "../model.ts";

const Criterion = z.string().min(1).max(40);
const Version = z.coerce.number().int().min(0);
const Round = z.coerce.number().int().min(1);

/** The sheet that a write is for: a round that is over takes nothing any more. */
const Place = { sessionId: Id, itemId: Id, round: Round };

/** A device's clock may say anything: what is no date is left out rather than refused. */
const DeviceTime = z
  .string()
  .max(40)
  .nullable()
  .default(null)
  .transform((text) => {
    const year = /^(\d{4})-/.exec(text ?? "")?.[1];
    const time = Date.parse(text ?? "");
    return year === undefined || Number.isNaN(time) ? null : new Date(time).toISOString();
  });

/** The longest note beside an answer, in characters. */
export const noteLimit = 2000;

/** One answer as a device writes it. */
export const SheetWrite = z.strictObject({
  criterion: Criterion,
  /** Option number, from 1; null takes the answer back. */
  option: z.number().int().min(1).max(1000).nullable(),
  note: optionalText(noteLimit),
  /** Version that the device last knew; 0 for a criterion never written. */
  baseVersion: Version,
  /** The device's own id of this write: however often it is sent, it is done once. */
  writeId: Id,
  deviceAt: DeviceTime,
});

const remarks = {
  comment: optionalText(4000),
  proposesRejection: tick,
  rejectionReason: optionalText(2000),
  stopAt: Criterion.nullable().default(null),
};

export const SheetRemarks = z.strictObject({ ...remarks, baseVersion: Version });
export type SheetRemarks = z.input<typeof SheetRemarks>;

/** Answers of one sheet, each criterion at most once, and with them its remarks if they changed. */
export const SaveAnswers = z.strictObject({
  ...Place,
  writes: z
    .array(SheetWrite)
    .max(200)
    .refine(
      (writes) => new Set(writes.map(({ criterion }) => criterion)).size === writes.length,
      "Mỗi tiêu chí chỉ gửi một lần.",
    ),
});
export type SaveAnswers = z.input<typeof SaveAnswers>;
/** As a device sends it: the answers that changed, and the remarks if they did. */
export const SaveSheet = SaveAnswers.extend({ remarks: SheetRemarks.optional() });
export type ParsedAnswers = z.output<typeof SaveAnswers>;
export type ParsedWrite = z.output<typeof SheetWrite>;

export const SaveRemarks = z.strictObject({ ...Place, ...SheetRemarks.shape });
export type SaveRemarks = z.input<typeof SaveRemarks>;

export const SignSheet = z.strictObject({
  ...Place,
  /** Digest of the sheet that the member was shown; another one is not signed. */
  digest: Digest,
  /** Unanswered criteria count 0 points, and the member says so. */
  leaveUnanswered: tick.default(false),
});
export type SignSheet = z.input<typeof SignSheet>;

/** A sheet filled in by hand, entered from its scan. */
export const EnterPaperSheet = z.strictObject({
  ...Place,
  memberId: Id,
  scanDigest: Digest,
  answers: z.record(Criterion, z.number().int().min(1).max(1000)),
  notes: z.record(Criterion, optionalText(noteLimit)).default({}),
  ...remarks,
  leaveUnanswered: tick.default(false),
});
export type EnterPaperSheet = z.input<typeof EnterPaperSheet>;

export const ConfirmPaperSheet = z.strictObject({
  ...Place,
  memberId: Id,
  /** Digest of the entered sheet that was compared with the scan. */
  digest: Digest,
});
export type ConfirmPaperSheet = z.input<typeof ConfirmPaperSheet>;

export const RefusePaperSheet = z.strictObject({ ...Place, memberId: Id });
export type RefusePaperSheet = z.input<typeof RefusePaperSheet>;
