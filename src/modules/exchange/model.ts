import { z } from "zod";
import { cleanLine } from "#core/input/text.ts";

/** How many failures in a row end the sending to a webhook, until somebody looks at it. */
export const mostFailures = 20;

export const webhookStates = {
  active: "Đang gửi",
  paused: "Tạm dừng",
  ended: "Đã gỡ",
} as const satisfies Record<string, string>;
export type WebhookState = keyof typeof webhookStates;

export const Id = z.uuid("Mã này không đúng.");

const name = z
  .string()
  .transform(cleanLine)
  .pipe(
    z.string().min(2, "Hãy ghi tên đơn vị, hệ thống sử dụng.").max(120, "Nhiều nhất 120 ký tự."),
  );

/** A key as it is asked for: who gets it, and how much it allows. */
export const NewKey = z.object({
  name,
  contact: z.email("Hãy ghi thư điện tử của người phụ trách."),
  perMinute: z.coerce
    .number("Số lượt mỗi phút là một số.")
    .int()
    .min(10, "Ít nhất 10 lượt mỗi phút.")
    .max(6_000, "Nhiều nhất 6.000 lượt mỗi phút."),
});
export type NewKey = z.infer<typeof NewKey>;

/** Where changes are sent to. */
export const NewWebhook = z.object({
  name,
  url: z
    .url({ protocol: /^https$/, error: "Địa chỉ nhận phải bắt đầu bằng https://." })
    .max(500, "Địa chỉ quá dài."),
});
export type NewWebhook = z.infer<typeof NewWebhook>;
