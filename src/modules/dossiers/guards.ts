import type { GuardName } from "./transitions.ts";

/** What a person is told when a guard does not hold: what is missing, and what to do. */
export const guardTexts: Readonly<Record<GuardName, string>> = {
  complete: "Hồ sơ chưa đủ. Hãy hoàn thành các mục còn thiếu.",
  regimeInForce:
    "Bộ tiêu chí này không còn hiệu lực. Hãy chuyển hồ sơ sang bộ tiêu chí đang áp dụng.",
  windowOpen: "Chưa đến hoặc đã quá thời gian nộp hồ sơ đánh giá lại.",
  noTwin: "Chủ thể đang có một hồ sơ khác cho sản phẩm cùng tên. Hãy rút hồ sơ kia trước.",
  confirmedByProducer: "Hồ sơ nhập thay phải được chủ thể xác nhận bằng mã hoặc phiếu có chữ ký.",
  itemsAnswered: "Còn mục bị trả lại chưa bổ sung. Hãy đánh dấu từng mục sau khi sửa.",
  reviewComplete: "Báo cáo của cấp xã chưa đủ các nội dung.",
  samplesReceived: "Chưa nhận đủ mẫu sản phẩm.",
  reasonsGiven: "Hãy ghi rõ lý do.",
  roundSet: "Hãy chọn đợt đánh giá.",
  councilResult: "Chưa có kết quả của hội đồng.",
  recognisedHere: "Kết quả này không thuộc thẩm quyền công nhận của cấp này.",
  belowRecognition: "Kết quả đủ mức công nhận, không thể thông báo không đạt.",
  reachesNextStage: "Điểm chưa đủ để chuyển lên cấp trên.",
  belowThisStage: "Điểm đủ để công nhận ở cấp này.",
  rejectionConfirmed: "Chưa có xác nhận về căn cứ loại hồ sơ.",
  scoresReopened: "Chưa có yêu cầu chấm lại của hội đồng.",
  sentDown: "Chỉ đánh giá lại ở cấp này khi cấp trên đã có kết quả và chuyển hồ sơ về.",
};

/** Answers to guards; one that is not answered does not hold. */
export type Guards = Readonly<Partial<Record<GuardName, boolean>>>;
