/** What people are told of growing areas. */
export type Words = { readonly subject: string; readonly body: string };

type Of = { readonly name: string; readonly producerName: string };

/** For the office: one waits. */
export function proposed({ name, producerName }: Of): Words {
  return {
    subject: `Vùng nguyên liệu chờ duyệt: ${name}`,
    body: `${producerName} khai vùng nguyên liệu ${name}. Mở mục Vùng nguyên liệu để duyệt hoặc trả lại kèm lý do.`,
  };
}

/** For the producer: it holds now. */
export function accepted({ name }: Of): Words {
  return {
    subject: `Đã duyệt vùng nguyên liệu: ${name}`,
    body: `Vùng nguyên liệu ${name} đã được duyệt. Nếu cơ sở cho công khai, vùng này hiện trên bản đồ và trang sản phẩm.`,
  };
}

/** For the producer: what to mend. */
export function returned({ name, reason }: Of & { reason: string }): Words {
  return {
    subject: `Cần sửa vùng nguyên liệu: ${name}`,
    body: `Vùng nguyên liệu ${name} được trả lại để sửa. Lý do: ${reason}\nMở mục Vùng nguyên liệu, sửa rồi gửi lại.`,
  };
}

/** For the producer: the office ended it. */
export function ended({ name, reason }: Of & { reason: string }): Words {
  return {
    subject: `Đã ngừng vùng nguyên liệu: ${name}`,
    body: `Cơ quan quản lý đã ngừng vùng nguyên liệu ${name}. Lý do: ${reason}`,
  };
}
