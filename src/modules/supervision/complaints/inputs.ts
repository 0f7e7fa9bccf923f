import { z } from "zod";
import { day } from "#core/input/day.ts";
import { optionalLine, requiredLine, requiredText } from "#core/input/text.ts";
import { type RevocationGround, revocationGrounds } from "#modules/recognition/model.ts";
import { complaintKindNames, Id } from "./model.ts";

const grounds = Object.keys(revocationGrounds) as [RevocationGround, ...RevocationGround[]];

/** What somebody without an account tells. */
export const TellComplaint = z.strictObject({
  formKey: z.uuid("Hãy tải lại trang rồi gửi lại."),
  /** Token of the certificate whose page led here. */
  token: optionalLine(60),
  kind: z.enum(complaintKindNames, { error: "Hãy chọn việc cần phản ánh." }),
  productName: requiredLine(200, "Hãy ghi tên sản phẩm in trên bao bì."),
  /** Needed where no certificate is named: whose office reads it. */
  provinceCode: optionalLine(2),
  seenAt: optionalLine(300),
  text: requiredText("Hãy ghi điều đã thấy.", 4_000),
  contact: optionalLine(200),
});
export type TellComplaint = z.input<typeof TellComplaint>;

const OnComplaint = z.strictObject({
  complaintId: Id,
  expectedVersion: z.coerce.number().int().min(1),
});

/** The certificate by its number, where the complaint names none itself. */
const certificateNumber = optionalLine(60);

export const ToCase = OnComplaint.extend({
  certificateNumber,
  ground: z.enum(grounds, { error: "Hãy chọn căn cứ thu hồi." }),
  facts: requiredText("Hãy ghi sự việc.", 4_000),
});
export type ToCase = z.input<typeof ToCase>;

export const ToInspection = OnComplaint.extend({
  certificateNumber,
  plannedOn: day,
  leadId: z.uuid("Hãy chọn người phụ trách."),
});
export type ToInspection = z.input<typeof ToInspection>;

export const EndComplaint = OnComplaint.extend({
  answer: requiredText("Hãy ghi lý do; người phản ánh đọc được.", 2_000),
});
export type EndComplaint = z.input<typeof EndComplaint>;
