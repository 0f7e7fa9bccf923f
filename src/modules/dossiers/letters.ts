import { type MessageKind, messageKinds } from "./model.ts";
import { filingPaths } from "./paths.ts";

/** What is sent outside of the platform; plain text. */
export type Letter = { readonly subject: string; readonly body: string };

/** What a letter says of a message, by its kind; any other kind says what it is called. */
const gist: Readonly<Partial<Record<MessageKind, string>>> = {
  received: "Hồ sơ đã được tiếp nhận.",
  returned: "Hồ sơ được trả lại để bổ sung; thời hạn xử lý tạm dừng cho đến khi nộp lại.",
  forwarded: "Hồ sơ đã được chuyển lên cấp trên.",
  moved: "Hồ sơ đã sang bước mới.",
  note: "Cơ quan xử lý hồ sơ vừa gửi một tin.",
  paperExpiring: "Một giấy tờ trong kho của chủ thể sắp hết hạn hoặc đã hết hạn.",
};

/**
 * A message as it may leave the platform: what it is about and where it is read. What people
 * wrote in it, such as the reasons of a return, may name others and stays inside; only a
 * confirmation code goes out in full, for it is of no use anywhere else. `origin`: the
 * platform's public address, null when the installation has not been given one.
 */
export function letterOf(
  message: { kind: MessageKind; subject: string; body: string; dossierId: string | null },
  origin: string | null,
): Letter {
  const { kind, subject, body, dossierId } = message;
  const says = kind === "code" ? body : (gist[kind] ?? `${messageKinds[kind]}.`);
  const where =
    origin === null
      ? "Xem nội dung đầy đủ: đăng nhập hệ thống OCOP, mục Tin nhắn."
      : `Xem nội dung đầy đủ sau khi đăng nhập:\n${new URL(dossierId === null ? filingPaths.messages : filingPaths.hub(dossierId), origin).href}`;
  const foot = "Thư tự động của hệ thống OCOP. Xin không trả lời thư này.";
  return { subject, body: ["Kính gửi chủ thể,", says, where, foot].join("\n\n") };
}
