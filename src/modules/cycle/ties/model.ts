import { z } from "zod";
import { optionalText, tick } from "#core/input/text.ts";
import { Id } from "../model.ts";

/** What bars somebody from deciding on an idea or a business plan. */
export const tieKinds = {
  own: "Tôi là chủ, thành viên góp vốn hoặc người đại diện",
  work: "Tôi làm việc cho người đăng ký",
  relative: "Người thân của tôi là chủ, người quản lý",
  paid: "Tôi hoặc cơ quan tôi đã nhận tiền, làm thuê tư vấn cho họ",
  other: "Quan hệ khác ảnh hưởng đến việc xem xét khách quan",
} as const satisfies Record<string, string>;
export type TieKind = keyof typeof tieKinds;
export const tieKindNames = Object.keys(tieKinds) as [TieKind, ...TieKind[]];

/** A declared tie, as a colleague reads it. */
export const tieWords = {
  own: "là chủ, thành viên góp vốn hoặc người đại diện",
  work: "làm việc cho người đăng ký",
  relative: "có người thân là chủ, người quản lý",
  paid: "đã nhận tiền hoặc làm tư vấn cho người đăng ký",
  other: "có quan hệ khác ảnh hưởng đến việc xem xét",
} as const satisfies Record<TieKind, string>;

/** The word of whoever decides that nothing ties them to the applicant; asked with every decision. */
export const NoTies = tick.refine(
  (said) => said,
  "Hãy xác nhận không có quan hệ lợi ích; nếu có, hãy khai ở mục bên dưới để người khác xem xét.",
);

/** What the box of `NoTies` says. */
export const noTiesLabel =
  "Tôi không là chủ, người làm, người thân và không nhận lợi ích của người đăng ký";

/** That there is a tie: it bars for good. */
export const DeclareTie = z.strictObject({
  about: z.enum(["idea", "plan"]),
  id: Id,
  kind: z.enum(tieKindNames, { error: "Hãy chọn quan hệ." }),
  note: optionalText(1_000),
});
export type DeclareTie = z.input<typeof DeclareTie>;
