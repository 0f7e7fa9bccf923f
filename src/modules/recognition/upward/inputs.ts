import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { optionalLine, optionalText, requiredLine } from "#core/input/text.ts";
import { copyConfirmed } from "../inputs.ts";
import { Id } from "../model.ts";
import { mostItems, upwardFieldNames } from "./model.ts";

const Version = z.coerce.number().int().min(1);

const oneOrMore = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : [value].flat()),
  z
    .array(Id)
    .min(1, "Hãy chọn ít nhất một sản phẩm.")
    .max(mostItems, `Mỗi văn bản nhiều nhất ${mostItems} sản phẩm.`),
);

export const DraftUpward = z.strictObject({ dossierIds: oneOrMore });
export type DraftUpward = z.input<typeof DraftUpward>;

export const OnUpward = z.strictObject({ letterId: Id, expectedVersion: Version });
export type OnUpward = z.input<typeof OnUpward>;

export const SaveUpward = OnUpward.extend({
  subject: requiredLine(300, "Hãy nhập trích yếu."),
  texts: z.partialRecord(z.enum(upwardFieldNames), optionalText(10_000)),
});
export type SaveUpward = z.input<typeof SaveUpward>;

export const IssueUpward = OnUpward.extend({
  /** Today unless said. */
  signedOn: optionalDay.optional(),
  signerName: requiredLine(200, "Hãy nhập họ tên người ký."),
  signerTitle: requiredLine(200, "Hãy nhập chức vụ người ký."),
});
export type IssueUpward = z.input<typeof IssueUpward>;

/** The Ministry's decision over products of a letter. */
export const EnterRecognised = z.strictObject({
  letterId: Id,
  dossierIds: oneOrMore,
  numberText: requiredLine(60, "Hãy nhập số quyết định."),
  signedOn: day,
  signerName: optionalLine(200),
  /** Numbers of the paper certificates by dossier; empty where they are not known. */
  certificateNumbers: z.record(Id, optionalLine(60)),
  copyConfirmed,
});
export type EnterRecognised = z.input<typeof EnterRecognised>;

/** A result of the Ministry's council that is not enough for its own level. */
export const EnterBelow = z.strictObject({
  letterId: Id,
  dossierId: Id,
  /** As the letter writes it; a comma or a point, at most two decimals. */
  mean: z
    .string({ error: "Hãy nhập điểm." })
    .trim()
    .regex(/^(100([.,]0{1,2})?|\d{1,2}([.,]\d{1,2})?)$/, "Hãy nhập điểm từ 0 đến 100, ví dụ 86,5.")
    .transform((text) => text.replace(",", ".")),
  stars: z.coerce.number().int().min(1, "Hãy chọn hạng sao.").max(5, "Hãy chọn hạng sao."),
  sender: requiredLine(200, "Hãy nhập cơ quan thông báo kết quả."),
  letterNumber: requiredLine(60, "Hãy nhập số văn bản."),
  letterOn: day,
  remarks: optionalText(4000),
  copyConfirmed,
});
export type EnterBelow = z.input<typeof EnterBelow>;
