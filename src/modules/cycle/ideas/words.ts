import { formatDay } from "#core/input/day.ts";
import type { IdeaState } from "../model.ts";

/** What an idea's next step depends on. */
export type Asked = {
  readonly state: IdeaState;
  readonly year: number;
  readonly refileFrom: string | null;
  readonly mayRefile: boolean;
};

/** What an idea's state means to who registered it, and what comes next. */
export function whatNext({ state, year, refileFrom, mayRefile }: Asked): string {
  const words: Readonly<Record<IdeaState, string>> = {
    registered: "Cán bộ xã, phường sẽ xem và gọi lại nếu cần hỏi thêm.",
    underCommuneScreening:
      "Xã, phường đang xem sản phẩm và người đăng ký có phù hợp không, rồi chuyển lên văn phòng điều phối tỉnh.",
    underDistrictScreening: "Cấp huyện đang xem xét, lựa chọn.",
    forwarded: "Văn phòng điều phối tỉnh lựa chọn ý tưởng cho chu trình của năm.",
    chosen: `Đã vào chu trình OCOP năm ${year}. Việc tiếp theo: dự tập huấn và lập phương án sản xuất kinh doanh; cán bộ xã, phường hướng dẫn.`,
    returned: mayRefile
      ? "Hãy sửa theo lý do bên dưới rồi nộp lại."
      : `Hãy sửa theo lý do bên dưới. Nộp lại được từ ngày ${refileFrom === null ? "" : formatDay(refileFrom)}.`,
    nextYear: `Được chuyển sang danh sách năm ${year + 1}. Không phải đăng ký lại.`,
    withdrawn: "Ý tưởng đã được rút. Có thể đăng ký ý tưởng khác.",
  };
  return words[state];
}
