import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import {
  asPhrase,
  banners,
  headOf,
  linesOf,
  paper,
  paragraphs,
  placeName,
} from "../../documents/paper.ts";
import type { UpwardPaperFacts } from "./facts.ts";

/** The letter of the People's Committee that asks the Ministry to evaluate; Decree 30/2020's layout of a công văn. */
export function upwardLetter(facts: UpwardPaperFacts): PrintedDocument {
  const { numberText, enclosed, samples } = facts;
  return paper(facts, `Văn bản đề nghị ${numberText ?? "(dự thảo)"}`, [
    {
      kind: "letterhead",
      parent: null,
      agency: headOf(facts.unitName),
      number: numberText ?? ".........../UBND-OCOP",
      subject: `${facts.subject.charAt(0).toLowerCase()}${facts.subject.slice(1)}`,
      dated: { place: placeName(facts.unitName), day: facts.signedOn },
    },
    ...banners(facts),
    { kind: "paragraph", style: "centre", text: "Kính gửi: Bộ Nông nghiệp và Môi trường" },
    ...paragraphs(facts.words.body),
    productTable(facts),
    { kind: "paragraph", style: "body", text: "Hồ sơ gửi kèm theo gồm:" },
    ...enclosed.map((text, at): Block => ({
      kind: "paragraph",
      style: "body",
      text: `${at + 1}. ${text}${at === enclosed.length - 1 && samples === null ? "." : ";"}`,
    })),
    ...(samples === null
      ? []
      : [
          {
            kind: "paragraph" as const,
            style: "body" as const,
            text: `${enclosed.length + 1}. Mẫu sản phẩm: ${samples} đơn vị mỗi sản phẩm, trừ bộ sản phẩm không phải gửi mẫu.`,
          },
        ]),
    {
      kind: "paragraph",
      style: "body",
      text: "Đề nghị Bộ Nông nghiệp và Môi trường xem xét, tổ chức đánh giá và thông báo kết quả./.",
    },
    { kind: "closing", recipients: linesOf(facts.words.recipients), signers: [signer(facts)] },
  ]);
}

/** Who signs for the People's Committee: its chair, or a deputy for the chair. */
function signer({ signerName, signerTitle }: UpwardPaperFacts) {
  const post = signerTitle ?? "Chủ tịch";
  const isDeputy = post.startsWith("Phó");
  return {
    authority: `TM. ỦY BAN NHÂN DÂN${isDeputy ? "\nKT. CHỦ TỊCH" : ""}`,
    post,
    name: signerName,
  };
}

function productTable({ items }: UpwardPaperFacts): Block {
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 9, align: "center" },
      { head: "Sản phẩm", width: null },
      { head: "Chủ thể, địa bàn", width: 50 },
      { head: "Bộ sản phẩm", width: 40 },
      { head: "Điểm", width: 16, align: "center" },
    ],
    rows: items.map((item): Row => ({
      cells: [
        { text: String(item.seq) },
        { text: item.productName },
        { text: `${item.producerName}\n${item.communeName}` },
        { text: item.setTitle },
        { text: item.mean ?? "–" },
      ],
    })),
  };
}

/** The advising agency's report on dossiers of re-evaluation (article 6), with what was looked at of each. */
export function agencyReport(facts: UpwardPaperFacts): PrintedDocument {
  return paper(facts, "Báo cáo của cơ quan tham mưu", [
    {
      kind: "letterhead",
      parent: headOf(facts.unitName),
      agency: facts.agency.agency,
      number: `........../BC-${facts.agency.symbol}`,
      subject: null,
      dated: { place: placeName(facts.unitName), day: facts.signedOn },
    },
    {
      kind: "title",
      text: "Báo cáo",
      about: "Kết quả kiểm tra hồ sơ đánh giá lại sản phẩm OCOP đề nghị cấp trên đánh giá",
    },
    ...banners(facts),
    {
      kind: "paragraph",
      style: "centre",
      text: `Kính gửi: Ủy ban nhân dân ${asPhrase(facts.unitName)}`,
    },
    ...paragraphs(facts.words.report),
    {
      kind: "table",
      columns: [
        { head: "TT", width: 9, align: "center" },
        { head: "Sản phẩm, chủ thể", width: 56 },
        { head: "Nội dung kiểm tra", width: null },
      ],
      rows: facts.items.map((item): Row => ({
        cells: [
          { text: String(item.seq) },
          { text: `${item.productName}\n${item.producerName}\n${item.communeName}` },
          { text: item.checks.join("\n") },
        ],
      })),
    },
    {
      kind: "closing",
      recipients: ["Như trên", "Lưu: VT, hồ sơ"],
      signers: [{ post: "Thủ trưởng cơ quan", name: null }],
    },
  ]);
}
