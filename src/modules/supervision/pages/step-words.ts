import type { FindingStep } from "../states.ts";

/** What happened to a finding, as its history says it. */
export const stepWords = {
  answer: "Chủ thể trả lời",
  accept: "Xác nhận đã khắc phục",
  sendBack: "Chưa đạt, cho hạn mới",
  refer: "Chuyển đề nghị xử lý",
} as const satisfies Record<FindingStep, string>;
