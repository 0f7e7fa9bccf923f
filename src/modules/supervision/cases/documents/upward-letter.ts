import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { dayInWords } from "#core/documents/vietnamese.ts";

/** What the letter to the Ministry about a five-star product says. */
export type UpwardFacts = {
  /** `Tỉnh Thái Nguyên`. */
  readonly unitName: string;
  readonly productName: string;
  readonly producerName: string;
  readonly stars: number;
  readonly certificateNumber: string | null;
  readonly groundWords: string;
  readonly conclusion: string;
  readonly concludedOn: string;
  readonly answer: string | null;
  readonly isDemo: boolean;
  readonly openedAt: Date;
};

const body = (text: string): Block => ({ kind: "paragraph", style: "body", text });
const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

/**
 * The letter with which a province proposes to the Ministry that a recognition of five stars be
 * revoked (26/2026/QĐ-TTg, article 8), in the layout of Decree 30/2020. Number, day and signature
 * are left to fill in.
 */
export function upwardLetter(facts: UpwardFacts): PrintedDocument {
  const { unitName, productName, producerName, stars, certificateNumber, conclusion } = facts;
  const paper = certificateNumber === null ? "" : `, giấy chứng nhận số ${certificateNumber}`;
  return {
    title: `Văn bản đề nghị thu hồi – ${productName}`,
    footer: {
      left: `Đề nghị thu hồi: ${productName}`,
      right: facts.isDemo ? "Dữ liệu mẫu" : null,
    },
    createdAt: new Date(Math.floor(facts.openedAt.getTime() / 1000) * 1000),
    blocks: [
      {
        kind: "letterhead",
        parent: null,
        agency: `Ủy ban nhân dân\n${unitName}`,
        number: "........../UBND-OCOP",
        subject: `đề nghị thu hồi kết quả công nhận sản phẩm OCOP ${stars} sao`,
        dated: { place: unitName.replace(/^(Tỉnh|Thành phố)\s+/u, ""), day: null },
      },
      ...(facts.isDemo
        ? [
            {
              kind: "banner" as const,
              lines: ["Dữ liệu mẫu – con người và sản phẩm không có thật"],
            },
          ]
        : []),
      {
        kind: "paragraph",
        style: "centre",
        text: "Kính gửi: Bộ Nông nghiệp và Môi trường",
      },
      body(
        `Sản phẩm ${productName} của ${producerName} được công nhận sản phẩm OCOP ${stars} sao${paper}. Qua thẩm tra, cơ quan tham mưu của tỉnh kết luận ${dayInWords(facts.concludedOn)} như sau:`,
      ),
      ...linesOf(conclusion).map(body),
      ...(facts.answer === null
        ? []
        : [body("Chủ thể đã giải trình:"), ...linesOf(facts.answer).map(body)]),
      body(
        `Đối chiếu quy định về các trường hợp thu hồi, sản phẩm thuộc trường hợp: ${facts.groundWords}. Đề nghị Bộ trưởng Bộ Nông nghiệp và Môi trường xem xét, quyết định thu hồi kết quả công nhận và giấy chứng nhận đối với sản phẩm nêu trên./.`,
      ),
      {
        kind: "closing",
        recipients: ["Như trên", "Lưu: VT, hồ sơ"],
        signers: [{ authority: "TM. ỦY BAN NHÂN DÂN", post: "CHỦ TỊCH", name: null }],
      },
    ],
  };
}
