import { z } from "zod";
import { optionalPhone } from "#core/input/phone.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
} from "#core/input/text.ts";
import {
  Id,
  type NewsKind,
  newsKinds,
  type PointKind,
  pointKinds,
  type PointLevel,
  pointLevels,
} from "./model.ts";
import { optionalPosition } from "#core/input/position.ts";
import { type NewsStep, newsSteps, type PointStep, pointSteps } from "./states.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];

const expectedVersion = z.coerce.number({ error: "Hãy tải lại trang." }).int().min(0);

/** A point of sale; `expectedVersion` 0 for a new one. */
export const SavePoint = z.strictObject({
  expectedVersion,
  name: requiredLine(200, "Hãy nhập tên điểm bán."),
  kind: z.enum(keysOf<PointKind>(pointKinds), { error: "Hãy chọn loại điểm bán." }),
  level: z.enum(keysOf<PointLevel>(pointLevels), { error: "Hãy chọn cấp." }),
  address: requiredLine(300, "Hãy nhập địa chỉ: số nhà, đường, thôn, tổ."),
  communeCode: z
    .string({ error: "Hãy chọn xã, phường." })
    .regex(/^\d{5}$/, "Hãy chọn xã, phường trong danh sách."),
  position: optionalPosition,
  openingHours: optionalLine(200),
  phone: optionalPhone,
  runBy: optionalLine(200),
});
export type SavePoint = z.input<typeof SavePoint>;

export const MovePoint = z.strictObject({
  pointId: Id,
  expectedVersion,
  step: z.enum(keysOf<PointStep>(pointSteps)),
});
export type MovePoint = z.input<typeof MovePoint>;

/** A product that is sold at a point, or no more. */
export const PointProduct = z.strictObject({ pointId: Id, productId: Id });
export type PointProduct = z.input<typeof PointProduct>;

/** News or a story; the texts are plain, an empty line parts paragraphs. */
export const SaveNews = z
  .strictObject({
    /** Made by the form of a new one, so that sending it twice makes one. */
    newsId: Id,
    expectedVersion,
    kind: z.enum(keysOf<NewsKind>(newsKinds), { error: "Hãy chọn loại bài." }),
    title: requiredLine(200, "Hãy nhập tiêu đề."),
    lead: requiredText("Hãy viết đoạn mở đầu.", 600),
    body: requiredText("Hãy viết nội dung.", 20_000),
    titleEn: optionalLine(200),
    leadEn: optionalText(600),
    bodyEn: optionalText(20_000),
    pictureAlt: optionalLine(200),
    pictureAltEn: optionalLine(200),
    dropPicture: optional(z.literal("1")),
  })
  .superRefine(({ titleEn, leadEn, bodyEn }, context) => {
    const parts = { titleEn, leadEn, bodyEn };
    if (Object.values(parts).every((part) => part === null)) return;
    for (const [name, part] of Object.entries(parts))
      if (part === null)
        context.addIssue({
          code: "custom",
          path: [name],
          message: "Bài tiếng Anh cần đủ tiêu đề, mở đầu và nội dung, hoặc để trống cả ba.",
        });
  });
export type SaveNews = z.input<typeof SaveNews>;

export const MoveNews = z
  .strictObject({
    newsId: Id,
    expectedVersion,
    step: z.enum(keysOf<NewsStep>(newsSteps)),
    reason: optionalText(1_000),
  })
  .superRefine(({ step, reason }, context) => {
    if (step === "withdraw" && reason === null)
      context.addIssue({ code: "custom", path: ["reason"], message: "Hãy ghi lý do gỡ bài." });
  });
export type MoveNews = z.input<typeof MoveNews>;

/** What a piece of news is about: one of the two is named. */
export const NewsSubject = z
  .strictObject({ newsId: Id, productId: optional(Id), producerId: optional(Id) })
  .refine(({ productId, producerId }) => (productId === null) !== (producerId === null), {
    error: "Hãy chọn một sản phẩm hoặc một chủ thể.",
  });
export type NewsSubject = z.input<typeof NewsSubject>;
