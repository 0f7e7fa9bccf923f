import type { DossierKind, DossierState } from "../model.ts";

/** How a state is told to the producer: a short word with its colour, and what happens now. */
export type StateWords = {
  readonly tag: "good" | "warning" | "past" | "error";
  readonly now: string;
};

/** What each state means to the one who filed, and what to do. */
export const stateWords: Readonly<Record<DossierState, StateWords>> = {
  draft: {
    tag: "warning",
    now: "Bạn đang soạn hồ sơ này. Làm dở lúc nào cũng được, hệ thống giữ lại cho lần sau.",
  },
  filed: { tag: "good", now: "Hồ sơ đã nộp, đang chờ cán bộ tiếp nhận. Bạn chưa phải làm gì." },
  returned: {
    tag: "error",
    now: "Hồ sơ cần bổ sung. Hãy sửa từng mục dưới đây rồi nộp lại; thời hạn xử lý tạm dừng cho đến khi bạn nộp lại.",
  },
  underCommuneReview: {
    tag: "good",
    now: "Ủy ban nhân dân xã đang xem xét hồ sơ. Cán bộ có thể gọi điện hoặc đến thăm cơ sở.",
  },
  forwarded: { tag: "good", now: "Hồ sơ đã được chuyển lên cấp trên và đang chờ tiếp nhận." },
  checking: { tag: "good", now: "Cơ quan tổ chức đánh giá đang kiểm tra hồ sơ." },
  underAdvice: { tag: "good", now: "Tổ tư vấn đang thẩm tra hồ sơ." },
  inSession: { tag: "good", now: "Hội đồng đang đánh giá sản phẩm." },
  scored: { tag: "good", now: "Hội đồng đã chấm xong. Kết quả được báo khi có quyết định." },
  rescoring: { tag: "good", now: "Hội đồng đang chấm lại sản phẩm." },
  decided: { tag: "good", now: "Sản phẩm đã được công nhận." },
  notRecognised: {
    tag: "past",
    now: "Sản phẩm chưa được công nhận ở đợt này. Bạn có thể mở hồ sơ mới khi đã khắc phục.",
  },
  forwardedUp: { tag: "good", now: "Hồ sơ đã được chuyển lên hội đồng cấp trên." },
  rejected: {
    tag: "error",
    now: "Hồ sơ bị loại. Hãy xem lý do dưới đây, khắc phục rồi mở hồ sơ mới.",
  },
  withdrawn: { tag: "past", now: "Hồ sơ đã được rút." },
};

/** What each kind of dossier is for, and what it asks. */
export const kindWords: Readonly<Record<DossierKind, { title: string; about: string }>> = {
  first: {
    title: "Lần đầu",
    about: "Sản phẩm chưa từng được công nhận OCOP, hoặc giấy chứng nhận cũ đã hết hạn.",
  },
  upgrade: {
    title: "Nâng hạng",
    about:
      "Giấy chứng nhận còn hạn, sản phẩm đã tốt hơn và muốn thêm sao. Cần nêu rõ đã thay đổi những gì.",
  },
  renewal: {
    title: "Đánh giá lại",
    about:
      "Giấy chứng nhận sắp hết hạn, muốn giữ hạng. Thông tin lần trước được điền sẵn, bạn cập nhật những gì đã thay đổi.",
  },
};

/** States in which the producer writes. */
export function isOpenToWriting(state: DossierState): boolean {
  return state === "draft" || state === "returned";
}

/** The office of a commune in the middle of a sentence: `Ủy ban nhân dân xã Đồng Hỷ`. */
export function communeOffice(unitName: string): string {
  return `Ủy ban nhân dân ${unitName.charAt(0).toLowerCase()}${unitName.slice(1)}`;
}
