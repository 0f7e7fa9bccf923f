import { z } from "zod";
import { optionalDay } from "#core/input/day.ts";
import { parseNumber, wholeNumber } from "#core/input/number.ts";
import { optionalPosition } from "#core/input/position.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
  tick,
} from "#core/input/text.ts";
import { hectare, Id, type Standard, standards } from "./model.ts";

/** The most that a growing area is taken for: 100,000 ha. */
const mostM2 = 1_000_000_000;

export const areaUnits = { ha: "ha", m2: "m²" } as const;
const Unit = z.enum(Object.keys(areaUnits) as (keyof typeof areaUnits)[]);

/** An area as typed, in whole square metres; null when it is none. */
export function parseArea(typed: string, unit: keyof typeof areaUnits): number | null {
  const value = parseNumber(typed);
  const [, whole = "", decimals = ""] = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(value ?? "") ?? [];
  if (whole === "" || (unit === "m2" && decimals !== "")) return null;
  const m2 =
    unit === "m2" ? Number(whole) : Number(whole) * hectare + Number(decimals.padEnd(4, "0"));
  return m2 > 0 && m2 <= mostM2 ? m2 : null;
}

const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(200, "Nhiều nhất 200 sản phẩm."),
  );

/** What the form of a growing area sends; the file comes beside it. */
export const ProposeArea = z
  .strictObject({
    producerId: Id,
    /** Null for a new one. */
    areaId: Id.nullable(),
    /** The newest version that was shown; 0: none. */
    expectedSeq: wholeNumber({ min: 0, max: 1_000_000 }),
    name: requiredLine(160, "Hãy đặt tên vùng, ví dụ: Vùng chè xóm Khe Vai."),
    crop: requiredLine(120, "Hãy ghi cây trồng, vật nuôi, ví dụ: chè trung du."),
    areaCode: optional(
      z
        .string()
        .transform((typed) => typed.trim().toUpperCase())
        .pipe(
          z
            .string()
            .regex(
              /^[A-Z0-9][A-Z0-9./_-]{2,39}$/,
              "Mã số chỉ gồm chữ không dấu, số và dấu . - / _",
            ),
        ),
    ),
    area: requiredLine(30, "Hãy nhập diện tích."),
    areaUnit: Unit,
    areaNote: optionalText(500),
    standard: z.enum(Object.keys(standards) as Standard[], "Hãy chọn tiêu chuẩn."),
    standardName: optionalLine(120),
    paperId: optional(Id),
    standardUntil: optionalDay,
    /** A commune of today; null: the one that the lines or the point lie in. */
    communeCode: optional(z.string().regex(/^\d{5}$/, "Hãy chọn xã trong danh sách.")),
    products: list(Id),
    position: optionalPosition,
    /** Lines drawn in the browser: GeoJSON. */
    drawn: optional(z.string().max(1_000_000, "Hình vẽ có quá nhiều điểm.")),
    /** Of the file; null: as the file says itself. */
    epsg: optional(wholeNumber({ min: 1000, max: 99_999 })),
    isPublic: tick,
  })
  .transform(({ area, areaUnit, ...rest }, context) => {
    const areaM2 = parseArea(area, areaUnit);
    if (areaM2 === null)
      context.addIssue({
        code: "custom",
        path: ["area"],
        message: "Diện tích chưa đúng: nhập số, ví dụ 1,25 ha hoặc 12.500 m².",
      });
    if (rest.standard === "other" && rest.standardName === null)
      context.addIssue({
        code: "custom",
        path: ["standardName"],
        message: "Hãy ghi tên tiêu chuẩn.",
      });
    if (rest.standard !== "none" && rest.paperId === null)
      context.addIssue({
        code: "custom",
        path: ["paperId"],
        message: "Hãy chọn giấy chứng nhận trong kho giấy tờ của cơ sở.",
      });
    return { ...rest, areaM2: areaM2 ?? 0 };
  });
export type ProposeArea = z.input<typeof ProposeArea>;
export type Proposal = z.output<typeof ProposeArea>;

export const OnVersion = z.strictObject({ versionId: Id });
export type OnVersion = z.input<typeof OnVersion>;

export const ReturnVersion = z.strictObject({
  versionId: Id,
  reason: requiredText("Hãy ghi lý do để cơ sở biết cần sửa gì.", 2000),
});
export type ReturnVersion = z.input<typeof ReturnVersion>;

export const EndArea = z.strictObject({ versionId: Id, reason: optionalText(2000) });
export type EndArea = z.input<typeof EndArea>;
