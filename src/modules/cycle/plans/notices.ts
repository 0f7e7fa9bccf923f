import type { PlanOutcome } from "./model.ts";
import { planPaths } from "./paths.ts";

/** Something to tell the producer, or an office, of a plan. */
export type PlanNotice = {
  readonly to: "producer" | "commune" | "province";
  readonly subject: string;
  readonly body: string;
};

type Named = { readonly id: string; readonly productName: string; readonly producerName: string };

/** The offices learn that a plan waits for them. */
export function noticeOfFiling({ id, productName, producerName }: Named): readonly PlanNotice[] {
  const told = {
    subject: `Phương án kinh doanh mới: ${productName}`,
    body: `${producerName} đã nộp phương án sản xuất, kinh doanh cho sản phẩm ${productName}. Xem tại ${planPaths.one(id)}.`,
  };
  return [
    { to: "commune", ...told },
    { to: "province", ...told },
  ];
}

const decided: Readonly<Record<PlanOutcome, string>> = {
  chosen:
    "đã được chọn để triển khai. Các việc cần làm để đạt hạng sao đã chọn có trong trang phương án; mỗi việc xong, hãy ghi lại ở đó.",
  returned: "được trả lại để hoàn thiện. Hãy sửa theo ý kiến dưới đây rồi nộp lại.",
  notChosen:
    "không được chọn trong năm nay. Có thể hoàn thiện rồi nộp vào năm sau; phương án mới của sản phẩm này mở ra với nội dung đã viết.",
};

/** The producer learns what became of its plan, and why. */
export function noticeOfDecision(
  { id, productName }: Named,
  outcome: PlanOutcome,
  reason: string | null,
): readonly PlanNotice[] {
  return [
    {
      to: "producer",
      subject: `Kết quả xét phương án: ${productName}`,
      body: [
        `Phương án sản xuất, kinh doanh cho sản phẩm ${productName} ${decided[outcome]}`,
        ...(reason === null ? [] : [`Ý kiến: ${reason}`]),
        `Xem tại ${planPaths.own(id)}.`,
      ].join("\n\n"),
    },
  ];
}

/** The producer learns of a visit that was written down. */
export function noticeOfVisit(
  { id, productName }: Named,
  nextSteps: string | null,
): readonly PlanNotice[] {
  return [
    {
      to: "producer",
      subject: `Đã ghi một lần đến cơ sở: ${productName}`,
      body: `Ghi chép của lần đến cơ sở về phương án ${productName} đã có trong hệ thống.${nextSteps === null ? "" : `\n\nViệc tiếp theo: ${nextSteps}`}\n\nXem tại ${planPaths.own(id)}.`,
    },
  ];
}

/** Who must act learns of a task that cannot go on; a department and others are reached by people. */
export function noticeOfBlocker(
  { id, productName }: Named,
  { title, why, by }: { title: string; why: string; by: string },
): readonly PlanNotice[] {
  const to = by === "producer" || by === "commune" ? by : "province";
  return [
    {
      to,
      subject: `Việc đang vướng: ${productName}`,
      body: `Việc “${title}” của phương án ${productName} đang vướng: ${why}\n\nXem tại ${to === "producer" ? planPaths.own(id) : planPaths.one(id)}.`,
    },
  ];
}
