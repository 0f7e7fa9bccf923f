import { formatDay } from "#core/input/day.ts";
import type { Day } from "#core/calendar/day.ts";
import type { MessageKind } from "./model.ts";
import type { DossierAction } from "./transitions.ts";

/** What a notice can tell of. */
export type NoticeFacts = {
  readonly productName: string;
  readonly producerName: string;
  readonly reason: string | null;
  readonly due: Day | null;
  readonly number: string | null;
};

export type Notice = {
  /** `producer`: its people; `desk`: the office that the dossier has come to. */
  readonly to: "producer" | "desk";
  readonly kind: MessageKind;
  readonly subject: string;
  readonly body: string;
};

type Texts = Readonly<Partial<Record<DossierAction, (facts: NoticeFacts) => readonly Notice[]>>>;

const until = ({ due }: NoticeFacts) => (due === null ? "" : ` Hạn xử lý: ngày ${formatDay(due)}.`);
const because = ({ reason }: NoticeFacts) => (reason === null ? "" : ` Lý do: ${reason}`);

const toProducer = (kind: MessageKind, subject: string, body: string): Notice => ({
  to: "producer",
  kind,
  subject,
  body,
});
const toDesk = (kind: MessageKind, subject: string, body: string): Notice => ({
  to: "desk",
  kind,
  subject,
  body,
});

const texts: Texts = {
  file: (f) => [
    toDesk(
      "filed",
      `Hồ sơ mới: ${f.productName}`,
      `${f.producerName} nộp hồ sơ sản phẩm ${f.productName}.${until(f)}`,
    ),
  ],
  resubmit: (f) => [
    toDesk(
      "resubmitted",
      `Đã bổ sung: ${f.productName}`,
      `${f.producerName} đã bổ sung hồ sơ sản phẩm ${f.productName}.${until(f)}`,
    ),
  ],
  receive: (f) => [
    toProducer(
      "received",
      `Đã tiếp nhận hồ sơ ${f.productName}`,
      `Ủy ban nhân dân cấp xã đã tiếp nhận hồ sơ. ${f.number ?? ""}.${until(f)}`,
    ),
  ],
  intake: (f) => [
    toProducer(
      "received",
      `Đã tiếp nhận hồ sơ ${f.productName}`,
      `Cơ quan tổ chức đánh giá đã tiếp nhận hồ sơ. ${f.number ?? ""}.`,
    ),
  ],
  return: (f) => [
    toProducer(
      "returned",
      `Cần bổ sung hồ sơ ${f.productName}`,
      `Hồ sơ được trả lại để bổ sung; thời hạn xử lý tạm dừng cho đến khi nộp lại.${because(f)}`,
    ),
  ],
  forward: (f) => [
    toProducer(
      "forwarded",
      `Hồ sơ ${f.productName} đã chuyển lên cấp trên`,
      "Cấp xã đã có báo cáo và chuyển hồ sơ lên cấp trên.",
    ),
    toDesk(
      "forwarded",
      `Hồ sơ chuyển đến: ${f.productName}`,
      `Cấp xã chuyển hồ sơ sản phẩm ${f.productName} của ${f.producerName}.`,
    ),
  ],
  passToAdvice: (f) => [
    toProducer(
      "moved",
      `Hồ sơ ${f.productName} đang được thẩm tra`,
      "Hồ sơ đã đủ và được chuyển cho tổ tư vấn.",
    ),
  ],
  reject: (f) => [
    toProducer("moved", `Hồ sơ ${f.productName} bị loại`, `Hồ sơ bị loại.${because(f)}`),
  ],
  forwardUp: (f) => [
    toProducer(
      "forwarded",
      `Hồ sơ ${f.productName} được chuyển lên hội đồng cấp trên`,
      "Kết quả đạt mức chuyển lên hội đồng cấp trên.",
    ),
    toDesk(
      "forwarded",
      `Hồ sơ chuyển đến: ${f.productName}`,
      `Hồ sơ sản phẩm ${f.productName} được chuyển lên để đánh giá.`,
    ),
  ],
  decide: (f) => [
    toProducer(
      "moved",
      `Sản phẩm ${f.productName} được công nhận`,
      "Đã có quyết định công nhận. Hãy xem kết quả trong hồ sơ.",
    ),
  ],
  refuse: (f) => [
    toProducer(
      "moved",
      `Kết quả đánh giá ${f.productName}`,
      `Sản phẩm chưa được công nhận ở đợt này.${because(f)}`,
    ),
  ],
  decideAbove: (f) => [
    toProducer(
      "moved",
      `Sản phẩm ${f.productName} được công nhận`,
      "Cấp trên đã có quyết định công nhận. Hãy xem giấy chứng nhận trên hệ thống.",
    ),
  ],
  comeDown: (f) => [
    toProducer(
      "moved",
      `Kết quả của hội đồng cấp trên về ${f.productName}`,
      `Kết quả chưa tới mức công nhận của cấp trên; hồ sơ được chuyển về cấp dưới xem xét.${because(f)}`,
    ),
  ],
  reevaluate: (f) => [
    toProducer(
      "moved",
      `Đánh giá lại sản phẩm ${f.productName}`,
      `Sản phẩm được tổ chức đánh giá lại ở cấp này.${because(f)}`,
    ),
  ],
  withdraw: (f) => [
    toDesk(
      "withdrawn",
      `Đã rút hồ sơ: ${f.productName}`,
      `${f.producerName} rút hồ sơ sản phẩm ${f.productName}.${because(f)}`,
    ),
  ],
};

/** Who is told what when a step has been taken; most inner steps tell nobody. */
export function noticesOf(action: DossierAction, facts: NoticeFacts): readonly Notice[] {
  return texts[action]?.(facts) ?? [];
}
