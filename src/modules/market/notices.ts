/** What people are told of public pages. */
export type Words = { readonly subject: string; readonly body: string };

type Of = {
  /** Of the product, or of the producer itself. */
  readonly name: string;
  readonly producerName: string;
};

/** For the office: something waits. */
export function proposed({ name, producerName }: Of): Words {
  return {
    subject: `Nội dung công khai chờ duyệt: ${name}`,
    body: `${producerName} đề nghị công khai nội dung giới thiệu ${name}. Mở mục Nội dung công khai để duyệt hoặc trả lại kèm lý do.`,
  };
}

/** For the office: the producer took down what stood in public. */
export function takenDown({ name, producerName }: Of): Words {
  return {
    subject: `Chủ thể gỡ nội dung công khai: ${name}`,
    body: `${producerName} đã gỡ nội dung giới thiệu ${name} khỏi trang công khai.`,
  };
}

/** For the producer: it stands in public now. */
export function accepted({ name }: Of): Words {
  return {
    subject: `Đã công khai: ${name}`,
    body: `Nội dung giới thiệu ${name} đã được duyệt và đang hiện trên trang công khai. Cơ sở có thể sửa hoặc gỡ bất cứ lúc nào trong mục Trang công khai.`,
  };
}

/** For the producer: what to mend. */
export function returned({ name, reason }: Of & { reason: string }): Words {
  return {
    subject: `Cần sửa nội dung công khai: ${name}`,
    body: `Nội dung giới thiệu ${name} được trả lại để sửa. Lý do: ${reason}\nMở mục Trang công khai, sửa rồi gửi lại. Bản đã duyệt trước đây, nếu có, vẫn đang hiện.`,
  };
}

/** For the producer: the office took its page down. */
export function withdrawn({ name, reason }: Of & { reason: string }): Words {
  return {
    subject: `Đã gỡ nội dung công khai: ${name}`,
    body: `Cơ quan quản lý đã gỡ nội dung giới thiệu ${name} khỏi trang công khai. Lý do: ${reason}\nCơ sở có thể sửa và gửi lại trong mục Trang công khai.`,
  };
}
