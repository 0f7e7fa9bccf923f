import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { banners, bareName, dayWords } from "./wording.ts";

/** What the letter to a laboratory is printed from. */
export type LabRequestFacts = {
  readonly productName: string;
  readonly producerName: string;
  readonly dossierId: string;
  readonly receiptCode: string | null;
  readonly indicators: string;
  readonly reason: string;
  readonly lab: string | null;
  readonly askedOn: string;
  readonly dueOn: string | null;
  /** `Tỉnh Thái Nguyên`; null for the country's. */
  readonly unitName: string | null;
  readonly isDemo: boolean;
};

/** The letter that asks a laboratory for a test during the review of a dossier. */
export function labRequest(facts: LabRequestFacts): PrintedDocument {
  const { productName, producerName, lab, dueOn, unitName, askedOn } = facts;
  return {
    title: `Đề nghị kiểm nghiệm – ${productName}`,
    footer: {
      left: `Đề nghị kiểm nghiệm ${productName}. Hồ sơ ${facts.dossierId.slice(0, 8)}.`,
      right: facts.isDemo ? "Dữ liệu mẫu" : null,
    },
    createdAt: new Date(`${askedOn}T00:00:00Z`),
    blocks: [
      {
        kind: "letterhead",
        parent: null,
        agency: unitName === null ? "Bộ Nông nghiệp và Môi trường" : `Ủy ban nhân dân\n${unitName}`,
        number: "........./VPĐP",
        subject: "kiểm nghiệm mẫu sản phẩm OCOP",
        dated: { place: unitName === null ? "Hà Nội" : bareName(unitName), day: null },
      },
      ...banners(facts),
      {
        kind: "paragraph",
        style: "centre",
        text: `Kính gửi: ${lab ?? "................................................"}`,
      },
      {
        kind: "paragraph",
        style: "body",
        text: `Trong quá trình thẩm tra hồ sơ sản phẩm “${productName}” của ${producerName}${facts.receiptCode ? `, mã biên nhận ${facts.receiptCode}` : ""}, đề nghị quý đơn vị kiểm nghiệm mẫu sản phẩm gửi kèm theo các chỉ tiêu sau:`,
      },
      ...facts.indicators
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line): Block => ({ kind: "paragraph", style: "item", text: `- ${line}` })),
      { kind: "answer", label: "Lý do", value: facts.reason },
      {
        kind: "paragraph",
        style: "body",
        text:
          dueOn === null
            ? "Đề nghị gửi phiếu kết quả khi có."
            : `Đề nghị gửi phiếu kết quả trước ngày ${dayWords(dueOn)}.`,
      },
      { kind: "field", label: "Số lượng mẫu gửi", value: null },
      { kind: "field", label: "Tình trạng mẫu khi giao", value: null },
      { kind: "paragraph", style: "body", text: "Trân trọng./." },
      {
        kind: "closing",
        recipients: ["Như trên", "Tổ tư vấn", "Lưu: VT"],
        signers: [
          { post: "Người có thẩm quyền", hint: "(Ký, ghi rõ họ tên, đóng dấu)", name: null },
        ],
      },
    ],
  };
}
