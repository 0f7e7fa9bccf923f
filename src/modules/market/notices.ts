import type { Day } from "#core/calendar/day.ts";
import { formatDay } from "#core/input/day.ts";
import { hostOf } from "./web-links.ts";

/** What people are told of public pages and of the market. */
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

type Fair = {
  readonly name: string;
  readonly place: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
};

const daysOf = ({ startsOn, endsOn }: Fair) => `từ ${formatDay(startsOn)} đến ${formatDay(endsOn)}`;

/** For the producer: a fair that it was to go to is not held. */
export function fairCancelled(fair: Fair): Words {
  return {
    subject: `Hủy hội chợ: ${fair.name}`,
    body: `${fair.name} tại ${fair.place}, ${daysOf(fair)}, không tổ chức nữa. Cơ sở không cần đưa hàng tới. Cần hỏi thêm, hãy liên hệ cơ quan đã lập danh sách tham gia.`,
  };
}

/** For the producer: a fair that had been cancelled is held after all. */
export function fairRestored(fair: Fair): Words {
  return {
    subject: `Hội chợ vẫn tổ chức: ${fair.name}`,
    body: `${fair.name} vẫn tổ chức tại ${fair.place}, ${daysOf(fair)}. Cơ sở vẫn có tên trong danh sách tham gia.`,
  };
}

/** For the producer: a fair is held elsewhere, or on other days, than it was told. */
export function fairChanged(before: Fair, now: Fair): Words {
  return {
    subject: `Hội chợ đổi lịch hoặc địa điểm: ${now.name}`,
    body: `${now.name} nay tổ chức tại ${now.place}, ${daysOf(now)}. Trước đây: tại ${before.place}, ${daysOf(before)}.`,
  };
}

/** For the producer: it is taken to a fair. */
export function invitedToFair(fair: Fair): Words {
  return {
    subject: `Tham gia hội chợ: ${fair.name}`,
    body: `Cơ sở có tên trong danh sách tham gia ${fair.name}, tại ${fair.place}, ${daysOf(fair)}. Sau hội chợ, hãy mở mục Hội chợ để ghi doanh số và hợp đồng.`,
  };
}

/** For the producer: a sales link does not answer any more, so that shoppers are not shown it. */
export function linkDied({ name, url }: { name: string; url: string }): Words {
  return {
    subject: `Đường dẫn bán hàng không truy cập được: ${name}`,
    body: `Đường dẫn tới ${hostOf(url)} trên trang ${name} không truy cập được trong nhiều ngày nên tạm không hiện cho người mua. Hãy kiểm tra gian hàng, rồi sửa đường dẫn trong mục Trang công khai nếu cần.`,
  };
}

/** For the producer: the figures of the year that ended are still to be told. */
export function figuresDue(year: number, isAgain: boolean): Words {
  return {
    subject: isAgain ? `Nhắc lại: số liệu năm ${year}` : `Đến kỳ ghi số liệu năm ${year}`,
    body: `Hãy mở mục Số liệu từng năm để ghi doanh thu, sản lượng, lao động năm ${year} của cơ sở. Ô nào chưa rõ thì để trống; số liệu không hiện trên trang công khai.`,
  };
}
