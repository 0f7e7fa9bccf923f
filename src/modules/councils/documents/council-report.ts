import type { PrintedDocument, Row } from "#core/documents/blocks.ts";
import type { ItemFacts, SessionFacts } from "./facts.ts";
import { outcomeLines, rulesWords } from "./outcome-words.ts";
import {
  banners,
  councilHead,
  dayOf,
  dayWords,
  decimalWords,
  sessionPaper,
  starWords,
} from "./wording.ts";

/**
 * The council's report on products of a session that the level above is asked to evaluate: how
 * it worked, and what came of each, as of the day its last result was closed. `facts.items` holds
 * those products only.
 */
export function councilReport(facts: SessionFacts): PrintedDocument {
  const { council, items } = facts;
  const closed = items
    .flatMap(({ results }) => results.at(-1)?.closedAt ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())
    .at(-1);
  return sessionPaper(facts, "Báo cáo của hội đồng", [
    councilHead(facts, "BC-HĐ", closed ? dayOf(closed) : null),
    {
      kind: "title",
      text: "Báo cáo",
      about: "Kết quả đánh giá, phân hạng sản phẩm OCOP đề nghị cấp trên đánh giá, công nhận",
    },
    ...banners({ isDemo: facts.isDemo }),
    {
      kind: "paragraph",
      style: "centre",
      text: `Kính gửi: ${council.unitName === null ? "Bộ Nông nghiệp và Môi trường" : `Chủ tịch Ủy ban nhân dân ${council.unitName.charAt(0).toLowerCase()}${council.unitName.slice(1)}`}`,
    },
    {
      kind: "paragraph",
      style: "body",
      text: `${council.name} được thành lập theo Quyết định số ${council.decisionNumber} ngày ${dayWords(council.decisionOn)}, đã đánh giá các sản phẩm nêu dưới đây tại ${facts.mode === "written" ? "đợt lấy ý kiến bằng văn bản" : "phiên họp"} “${facts.title}”.`,
    },
    { kind: "heading", level: 2, text: "1. Cách làm việc" },
    { kind: "paragraph", style: "body", text: rulesWords(facts) },
    { kind: "heading", level: 2, text: "2. Kết quả" },
    { kind: "table", columns, rows: items.map(resultRow) },
    { kind: "heading", level: 2, text: "3. Từng sản phẩm" },
    ...items.flatMap((item, at) => [
      {
        kind: "paragraph" as const,
        style: "body" as const,
        text: `${at + 1}. ${item.productName}, ${item.producerName} (${item.communeName}), bộ ${item.setCode} ${item.set.title}. ${recusedWords(item)}`,
      },
      ...outcomeLines(item).map((text) => ({
        kind: "paragraph" as const,
        style: "item" as const,
        text,
      })),
    ]),
    {
      kind: "paragraph",
      style: "body",
      text: "Hội đồng kính báo cáo và đề nghị trình cấp trên đánh giá, công nhận các sản phẩm trên.",
    },
    {
      kind: "closing",
      recipients: ["Như trên", "Lưu: hồ sơ phiên"],
      signers: [{ post: "Chủ tịch Hội đồng", name: chairOf(facts) }],
    },
  ]);
}

const columns = [
  { head: "TT", width: 10, align: "center" as const },
  { head: "Sản phẩm", width: null },
  { head: "Chủ thể", width: 46 },
  { head: "Số phiếu", width: 18, align: "center" as const },
  { head: "Điểm", width: 18, align: "center" as const },
  { head: "Hạng", width: 18, align: "center" as const },
];

function resultRow(item: ItemFacts, at: number): Row {
  const last = item.results.at(-1);
  return {
    cells: [
      { text: String(at + 1) },
      { text: item.productName },
      { text: item.producerName },
      { text: last ? String(last.outcome.counted) : "–" },
      { text: decimalWords(last?.outcome.mean ?? null) },
      { text: last ? starWords(last.stars) : "–" },
    ],
  };
}

function recusedWords({ recused }: ItemFacts): string {
  return recused.length === 0
    ? "Không có thành viên đứng ngoài vì xung đột lợi ích."
    : `Đứng ngoài vì xung đột lợi ích: ${recused.map(({ name }) => name).join(", ")}.`;
}

function chairOf({ seats }: SessionFacts): string | null {
  const there = seats.filter((seat) => seat.endedReason === null && seat.attendance !== "absent");
  const [chair, deputy] = [
    there.find(({ duty }) => duty === "chair"),
    there.find(({ duty }) => duty === "deputy"),
  ];
  return (chair ?? deputy)?.name ?? null;
}
