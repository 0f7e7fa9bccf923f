import { z } from "zod";
import { day } from "#core/input/day.ts";
import { optionalWhole, wholeNumber } from "#core/input/number.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
} from "#core/input/text.ts";
import { Id, mediaKindNames } from "../model.ts";

/** Somebody at a meeting, by name and where from. */
export type MeetingGuest = { readonly name: string; readonly from: string };

const version = z.coerce.number({ error: "Hãy tải lại trang." }).int().min(0);
const Year = z.coerce.number({ error: "Hãy chọn năm." }).int().min(2018).max(2199);

/** Lines of a text, without the empty ones. */
function linesOf(text: string | null): string[] {
  return (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The campaign of a year; `expectedVersion` 0: none yet. Topics: one a line. */
export const SaveCampaign = z.strictObject({
  year: Year,
  expectedVersion: version,
  title: requiredLine(200, "Hãy ghi tên đợt tuyên truyền, vận động."),
  topics: requiredText("Hãy ghi nội dung tuyên truyền, mỗi dòng một nội dung.", 4_000).transform(
    linesOf,
  ),
  mediaPerMonth: wholeNumber({ min: 0, max: 500, unit: "tin, bài" }),
  basis: optionalLine(300),
});
export type SaveCampaign = z.input<typeof SaveCampaign>;

/** One guest a line: `Họ tên – đơn vị`. */
const guests = optionalText(20_000).transform((text) =>
  linesOf(text).map((line): MeetingGuest => {
    const [name = "", ...from] = line.split(/\s+[–-]\s+/);
    return { name: name.slice(0, 120), from: from.join(" – ").slice(0, 160) };
  }),
);

const meeting = {
  on: day,
  calledBy: requiredLine(200, "Hãy ghi cơ quan tổ chức."),
  place: requiredLine(200, "Hãy ghi địa điểm."),
  topics: requiredText("Hãy ghi nội dung.", 2_000),
  attendance: wholeNumber({ min: 0, max: 100_000, unit: "người" }),
  women: optionalWhole({ min: 0, max: 100_000, unit: "người" }),
  guests,
};

const womenFit = (
  { attendance, women }: { attendance: number; women: number | null },
  context: z.RefinementCtx,
) => {
  if (women !== null && women > attendance)
    context.addIssue({
      code: "custom",
      path: ["women"],
      message: "Số phụ nữ không thể nhiều hơn số người dự.",
    });
};

export const AddMeeting = z.strictObject(meeting).superRefine(womenFit);
export type AddMeeting = z.input<typeof AddMeeting>;

const on = { id: Id, expectedVersion: version };
export const ChangeMeeting = z.strictObject({ ...meeting, ...on }).superRefine(womenFit);
export type ChangeMeeting = z.input<typeof ChangeMeeting>;

const media = {
  on: day,
  kind: z.enum(mediaKindNames, { error: "Hãy chọn thể loại." }),
  outlet: requiredLine(200, "Hãy ghi báo, đài, trang đăng."),
  title: requiredLine(300, "Hãy ghi tên tin, bài."),
  url: optional(
    z
      .string()
      .trim()
      .pipe(
        z
          .url({
            protocol: /^https$/,
            hostname: z.regexes.domain,
            error: "Địa chỉ phải bắt đầu bằng https://, ví dụ: https://example.vn/bai",
          })
          .max(500),
      ),
  ),
};

export const AddMedia = z.strictObject(media);
export type AddMedia = z.input<typeof AddMedia>;
export const ChangeMedia = z.strictObject({ ...media, ...on });
export type ChangeMedia = z.input<typeof ChangeMedia>;

/** Takes a meeting or a piece out of the counts; the row stays, with why. */
export const DropRecord = z.strictObject({
  ...on,
  reason: requiredLine(300, "Hãy ghi lý do bỏ."),
});
export type DropRecord = z.input<typeof DropRecord>;
