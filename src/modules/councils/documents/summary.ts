import type { PrintedDocument, Row } from "#core/documents/blocks.ts";
import type { ItemFacts, SessionFacts } from "./facts.ts";
import { resultWords } from "./minutes.ts";
import { gateWords } from "./outcome-words.ts";
import { banners, councilHead, dayOf, decimalWords, sessionPaper } from "./wording.ts";

/** The results of a session on one table. */
export function summaryTable(facts: SessionFacts): PrintedDocument {
  const isDraft = facts.state !== "closed" && facts.state !== "converted";
  return sessionPaper(facts, "Bảng tổng hợp kết quả", [
    councilHead(facts, null, facts.closedAt ? dayOf(facts.closedAt) : null),
    {
      kind: "title",
      text: "Bảng tổng hợp kết quả đánh giá, phân hạng",
      about: facts.title,
    },
    ...banners({ isDemo: facts.isDemo, isDraft }),
    {
      kind: "table",
      columns: [
        { head: "TT", width: 10, align: "center" },
        { head: "Sản phẩm, chủ thể, nơi sản xuất", width: null },
        { head: "Bộ", width: 12, align: "center" },
        { head: "Phiếu hợp lệ", width: 17, align: "center" },
        { head: "Cao nhất – thấp nhất", width: 21, align: "center" },
        { head: "Điểm TB", width: 18, align: "center" },
        { head: "Kết quả", width: 38 },
      ],
      rows: facts.items.map(rowOf),
    },
    {
      kind: "paragraph",
      style: "note",
      text: "Điểm trung bình tính từ tổng điểm của các phiếu hợp lệ; phiếu của người đứng ngoài do xung đột lợi ích không được tính.",
    },
    {
      kind: "closing",
      recipients: ["Thành viên hội đồng", "Lưu: hồ sơ phiên"],
      signers: [
        { post: "Thư ký", hint: "(Ký, ghi rõ họ tên)", name: null },
        { post: "Chủ trì", hint: "(Ký, ghi rõ họ tên)", name: null },
      ],
    },
  ]);
}

function rowOf(item: ItemFacts): Row {
  const result = item.isWithheld ? undefined : item.results.at(-1);
  const totals = result?.outcome.totals ?? [];
  return {
    cells: [
      { text: String(item.seq) },
      { text: `${item.productName}\n${item.producerName}\n${item.communeName}` },
      { text: item.setCode },
      { text: result && !result.rejected ? String(result.outcome.counted) : "–" },
      { text: totals.length > 0 ? `${Math.max(...totals)} – ${Math.min(...totals)}` : "–" },
      { text: result && !result.rejected ? decimalWords(result.outcome.mean) : "–", bold: true },
      { text: `${resultWords(item)}${result ? gateWords(result) : ""}` },
    ],
  };
}
