import { formatDay } from "#core/input/day.ts";
import { formatDong } from "#core/money.ts";
import { type DayPart, dayParts } from "./training/model.ts";

/** What people are told of support. */
export type Words = { readonly subject: string; readonly body: string };

const where = "Mở mục Hỗ trợ để xem.";

/** For the producer: it has rights that it did not have before. */
export function rightsMet(names: readonly string[]): Words {
  const [first = ""] = names;
  const more = names.length > 1 ? ` và ${names.length - 1} biện pháp khác` : "";
  return {
    subject: `Cơ sở đủ điều kiện được hỗ trợ: ${first}${more}`,
    body: `${names.map((name) => `– ${name}`).join("\n")}\nMở mục Hỗ trợ để xem lý do, mức hỗ trợ và lập đề nghị.`,
  };
}

/** For the producer: one of its people has a place in a class. */
export function invited(of: {
  person: string;
  course: string;
  place: string;
  sessions: readonly { readonly heldOn: string; readonly part: DayPart }[];
}): Words {
  const when = of.sessions.map(
    ({ heldOn, part }) => `${formatDay(heldOn)} (${dayParts[part].toLowerCase()})`,
  );
  return {
    subject: `Mời dự tập huấn: ${of.course}`,
    body: `Mời ${of.person} dự khóa ${of.course}.\nNơi học: ${of.place}.\nThời gian: ${when.length > 0 ? when.join(", ") : "văn phòng sẽ báo"}.\n${where}`,
  };
}

/** For the producer: the place was a mistake of the office. */
export function leftOut({ person, course }: { person: string; course: string }): Words {
  return {
    subject: `Bỏ tên khỏi lớp tập huấn: ${course}`,
    body: `${person} không còn trong danh sách lớp của khóa ${course}: văn phòng đã ghi nhầm hoặc đổi người dự. ${where}`,
  };
}

type Of = { readonly measure: string; readonly producerName: string };

/** For the agency: a claim waits. */
export function filed({ measure, producerName, asked }: Of & { asked: bigint }): Words {
  return {
    subject: `Đề nghị hỗ trợ chờ duyệt: ${producerName}`,
    body: `${producerName} đề nghị hỗ trợ ${formatDong(asked)} đồng cho “${measure}”. Mở mục Hỗ trợ, Đề nghị để xem giấy tờ và quyết định.`,
  };
}

/** For the agency: it need not look any more. */
export function withdrawn({ measure, producerName }: Of): Words {
  return {
    subject: `Chủ thể rút đề nghị hỗ trợ: ${producerName}`,
    body: `${producerName} đã rút đề nghị “${measure}”.`,
  };
}

/** For the producer: what to add. */
export function returned({ measure, reason }: Of & { reason: string }): Words {
  return {
    subject: `Cần bổ sung đề nghị hỗ trợ: ${measure}`,
    body: `Đề nghị được trả lại để bổ sung. Lý do: ${reason}\nSửa rồi nộp lại trong mục Hỗ trợ.`,
  };
}

/** For the producer: no, and why. */
export function refused({ measure, reason }: Of & { reason: string }): Words {
  return {
    subject: `Đề nghị hỗ trợ không được duyệt: ${measure}`,
    body: `Lý do: ${reason}\n${where}`,
  };
}

/** For the producer: yes, and how much. */
export function approved({ measure, amount }: Of & { amount: bigint }): Words {
  return {
    subject: `Đã duyệt hỗ trợ: ${measure}`,
    body: `Mức được duyệt: ${formatDong(amount)} đồng. Văn phòng sẽ làm thủ tục chi trả. ${where}`,
  };
}

/** For the office that pays: an approved claim waits for money. */
export function toPay({ measure, producerName, amount }: Of & { amount: bigint }): Words {
  return {
    subject: `Đã duyệt, chờ chi trả: ${producerName}`,
    body: `Đề nghị “${measure}” của ${producerName} được duyệt ${formatDong(amount)} đồng. Người chi trả phải khác người duyệt.`,
  };
}

/** For the producer: money has been paid. */
export function paid({
  measure,
  amount,
  voucher,
  paidOn,
}: Of & { amount: bigint; voucher: string; paidOn: string }): Words {
  return {
    subject: `Đã chi hỗ trợ: ${measure}`,
    body: `Số tiền: ${formatDong(amount)} đồng, chứng từ ${voucher}, ngày ${paidOn}. ${where}`,
  };
}

/** For the producer: a line that was told before was wrong. */
export function voided({
  measure,
  amount,
  voucher,
}: Of & { amount: bigint; voucher: string }): Words {
  return {
    subject: `Đính chính chi trả: ${measure}`,
    body: `Dòng chi ${formatDong(amount)} đồng, chứng từ ${voucher}, ghi nhầm và đã hủy. ${where}`,
  };
}
