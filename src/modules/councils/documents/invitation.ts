import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { duties } from "../model.ts";
import type { SessionFacts } from "./facts.ts";
import { banners, councilHead, momentWords, sessionPaper } from "./wording.ts";

/** The letter that asks the members to a session, or for their opinions in writing. */
export function invitation(facts: SessionFacts): PrintedDocument {
  const isWritten = facts.mode === "written";
  const chair = facts.seats.find(({ duty, endedReason }) => duty === "chair" && !endedReason);
  return sessionPaper(facts, isWritten ? "Đề nghị gửi phiếu đánh giá" : "Giấy mời", [
    councilHead(facts, isWritten ? "HĐ" : "GM-HĐ", null),
    {
      kind: "title",
      text: isWritten ? "Đề nghị gửi phiếu đánh giá" : "Giấy mời",
      about: facts.title,
    },
    ...banners({ isDemo: facts.isDemo }),
    { kind: "paragraph", style: "centre", text: "Kính gửi: các thành viên có tên dưới đây" },
    {
      kind: "paragraph",
      style: "body",
      text: isWritten
        ? `${facts.council.name} lấy ý kiến thành viên bằng văn bản về ${facts.items.length} sản phẩm đăng ký đánh giá, phân hạng OCOP. Đề nghị Ông (Bà) khai báo xung đột lợi ích, chấm và ký phiếu trên hệ thống trước hạn.`
        : `${facts.council.name} kính mời Ông (Bà) dự phiên đánh giá, phân hạng ${facts.items.length} sản phẩm OCOP. Trước phiên, đề nghị khai báo xung đột lợi ích với từng sản phẩm trên hệ thống; hồ sơ mở sau khi khai báo.`,
    },
    ...facing(facts, chair?.name ?? null),
    {
      kind: "table",
      columns: [
        { head: "TT", width: 10, align: "center" },
        { head: "Thành viên", width: 55 },
        { head: "Cơ quan, chức vụ", width: null },
        { head: "Nhiệm vụ", width: 30 },
      ],
      rows: facts.seats
        .filter(({ endedReason }) => endedReason === null)
        .map(({ name, agencyName, position, duty }, i): Row => ({
          cells: [
            { text: String(i + 1) },
            { text: name },
            { text: [agencyName, position].filter((part) => part !== null).join(", ") },
            { text: duties[duty] },
          ],
        })),
    },
    { kind: "heading", level: 2, text: "Sản phẩm đánh giá" },
    {
      kind: "table",
      columns: [
        { head: "TT", width: 10, align: "center" },
        { head: "Sản phẩm", width: 60 },
        { head: "Chủ thể", width: null },
        { head: "Bộ", width: 14, align: "center" },
      ],
      rows: facts.items.map(({ seq, productName, producerName, setCode }): Row => ({
        cells: [
          { text: String(seq) },
          { text: productName },
          { text: producerName },
          { text: setCode },
        ],
      })),
    },
    {
      kind: "closing",
      recipients: ["Như trên", "Lưu: VT"],
      signers: [
        {
          authority: "TM. Hội đồng",
          post: "Chủ tịch",
          hint: "(Ký, ghi rõ họ tên, đóng dấu)",
          name: chair?.name ?? null,
        },
      ],
    },
  ]);
}

function facing(facts: SessionFacts, chair: string | null): Block[] {
  return facts.mode === "written"
    ? [
        { kind: "field", label: "Bắt đầu nhận phiếu", value: momentWords(facts.startsAt) },
        { kind: "field", label: "Hạn gửi phiếu", value: facts.dueAt && momentWords(facts.dueAt) },
      ]
    : [
        { kind: "field", label: "Chủ trì", value: chair },
        { kind: "field", label: "Thời gian", value: momentWords(facts.startsAt) },
        { kind: "field", label: "Địa điểm", value: facts.place },
      ];
}
