import type { PrintedDocument, Row } from "#core/documents/blocks.ts";
import { signatures } from "../model.ts";
import type { SessionFacts } from "./facts.ts";
import { banners, councilHead, dayOf, digestWords, shortMoment, sessionPaper } from "./wording.ts";

/** The digests of every sheet of the revealed rounds, and of the closed results. */
export function digestList(facts: SessionFacts): PrintedDocument {
  return sessionPaper(facts, "Danh mục mã kiểm tra", [
    councilHead(facts, null, facts.closedAt ? dayOf(facts.closedAt) : null),
    { kind: "title", text: "Danh mục mã kiểm tra của phiếu", about: facts.title },
    ...banners({ isDemo: facts.isDemo }),
    {
      kind: "paragraph",
      style: "body",
      text: "Mỗi phiếu được niêm phong khi thành viên ký: mã dưới đây là SHA-256 của nội dung phiếu. Phiếu bị sửa dù một chữ sẽ có mã khác. Mã của kết quả tính từ toàn bộ căn cứ đã dùng, gồm mã của từng phiếu.",
    },
    {
      kind: "table",
      columns: [
        { head: "Thành viên", width: 46 },
        { head: "Lượt", width: 13, align: "center" },
        { head: "Ký lúc", width: 40 },
        { head: "Mã kiểm tra", width: null },
      ],
      rows: facts.items.flatMap(rowsOf),
    },
    {
      kind: "closing",
      recipients: ["Thành viên hội đồng", "Lưu: hồ sơ phiên"],
      signers: [{ post: "Thư ký", hint: "(Ký, ghi rõ họ tên)", name: null }],
    },
  ]);
}

function rowsOf(item: SessionFacts["items"][number]): Row[] {
  const head: Row = {
    tone: "group",
    cells: [
      { text: `${item.seq}. ${item.productName}, ${item.producerName}`, bold: true, span: 4 },
    ],
  };
  const sheets = item.rounds.flatMap(({ roundNo, sheets: signed }) =>
    signed.map(({ member, signedAt, signedWith, digest }): Row => ({
      cells: [
        { text: member },
        { text: String(roundNo) },
        { text: `${shortMoment(signedAt)}\n${signatures[signedWith]}` },
        { text: "", code: digestWords(digest) },
      ],
    })),
  );
  const results = item.results.map(({ version, round, closedAt, digest }): Row => ({
    tone: "total",
    cells: [
      { text: `Kết quả lần ${version}`, bold: true },
      { text: String(round) },
      { text: shortMoment(closedAt) },
      { text: "", code: digestWords(digest) },
    ],
  }));
  const rows = [...sheets, ...results];
  return rows.length > 0
    ? [head, ...rows]
    : [
        head,
        {
          cells: [
            {
              text: item.isWithheld ? "Không hiển thị" : "Chưa có phiếu nào được công bố.",
              span: 4,
            },
          ],
        },
      ];
}
