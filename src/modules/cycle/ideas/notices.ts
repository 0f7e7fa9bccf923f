import { formatDay } from "#core/input/day.ts";

/** What people are told of an idea. */
export type Words = { readonly subject: string; readonly body: string };

/** For the commune's office: a producer has registered one. */
export function registered(of: { title: string; producerName: string }): Words {
  return {
    subject: `Ý tưởng mới: ${of.title}`,
    body: `${of.producerName} đăng ký ý tưởng sản phẩm ${of.title}. Mở mục Ý tưởng sản phẩm để xem xét.`,
  };
}

/** For the producer: it is in the plan of the year. */
export function chosen(of: { title: string; year: number }): Words {
  return {
    subject: `Ý tưởng được chọn: ${of.title}`,
    body: `Ý tưởng ${of.title} được chọn vào chu trình OCOP năm ${of.year}. Việc tiếp theo: dự tập huấn và lập phương án sản xuất kinh doanh. Mở mục Ý tưởng để làm tiếp.`,
  };
}

/** For the producer: what to mend, and from when it may come again. */
export function returned(of: { title: string; reason: string; refileFrom: string }): Words {
  return {
    subject: `Cần hoàn thiện ý tưởng: ${of.title}`,
    body: `Ý tưởng ${of.title} được trả lại. Lý do: ${of.reason}\nCơ sở có thể sửa và nộp lại từ ngày ${formatDay(of.refileFrom)} trong mục Ý tưởng.`,
  };
}

/** For the producer: not this year. */
export function putOff(of: { title: string; reason: string; year: number }): Words {
  return {
    subject: `Ý tưởng chuyển sang năm sau: ${of.title}`,
    body: `Ý tưởng ${of.title} được chuyển sang danh sách năm ${of.year + 1}. Lý do: ${of.reason}\nCơ sở không phải đăng ký lại.`,
  };
}
