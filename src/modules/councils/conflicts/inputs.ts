import { z } from "zod";
import { optionalDay } from "#core/input/day.ts";
import { optionalMoney } from "#core/input/number.ts";
import { optional, optionalLine, optionalText, requiredLine } from "#core/input/text.ts";
import { conflictKindNames, Id } from "../model.ts";

const organisation = (missing: string) => requiredLine(200, missing);

export const AddTie = z
  .strictObject({
    userId: z.uuid("Hãy chọn người."),
    kind: z.enum(conflictKindNames, { error: "Hãy chọn loại quan hệ." }),
    producerId: optional(z.uuid("Hãy chọn chủ thể.")),
    organisation: optionalLine(200),
    detail: optionalText(1000),
    since: optionalDay,
    until: optionalDay,
  })
  .refine(({ producerId, organisation: name }) => producerId !== null || name !== null, {
    path: ["producerId"],
    message: "Hãy chọn chủ thể hoặc nhập tên tổ chức.",
  })
  .refine(({ since, until }) => since === null || until === null || since <= until, {
    path: ["until"],
    message: "Ngày cuối phải sau ngày đầu.",
  });
export type AddTie = z.input<typeof AddTie>;

export const EndTie = z.strictObject({ tieId: Id });
export type EndTie = z.input<typeof EndTie>;

export const AddConsultancy = z.strictObject({
  organisation: organisation("Hãy nhập tên tổ chức tư vấn."),
  producerId: z.uuid("Hãy chọn chủ thể."),
  subject: requiredLine(300, "Hãy ghi việc đã làm."),
  since: optionalDay,
  until: optionalDay,
  amount: optionalMoney,
});
export type AddConsultancy = z.input<typeof AddConsultancy>;

export const AddAlias = z.strictObject({
  name: organisation("Hãy nhập tên gọi."),
  sameAs: organisation("Hãy nhập tên tổ chức mà tên gọi này chỉ."),
});
export type AddAlias = z.input<typeof AddAlias>;

export const RemoveAlias = z.strictObject({ folded: z.string().min(1).max(200) });
export type RemoveAlias = z.input<typeof RemoveAlias>;

export const SetHome = z.strictObject({
  userId: z.uuid("Hãy chọn người."),
  /** Code of a commune of today. */
  commune: z.string().regex(/^\d{5}$/, "Hãy chọn xã, phường."),
});
export type SetHome = z.input<typeof SetHome>;
