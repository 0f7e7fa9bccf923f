import type { QrShape } from "#core/documents/qr.server.ts";
import { dayInWords } from "#core/documents/vietnamese.ts";
import { formatDay } from "#core/input/day.ts";
import type { CertificateFacts } from "../schema.server.ts";
import { signerOf } from "./paper.ts";

/** What the sheet of a certificate is printed from. */
export type CertificateSheet = {
  readonly facts: CertificateFacts;
  readonly setTitle: string;
  /** `26/2026/QĐ-TTg`. */
  readonly regimeDecision: string;
  /** `Thái Nguyên`; null where no place is known. */
  readonly place: string | null;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  readonly isDemo: boolean;
  /** Entered from the paper of another authority: this sheet is no original. */
  readonly isCopy: boolean;
  /** The address of the certificate's page, as it stands under the code. */
  readonly address: string;
  /** The two codes. */
  readonly page: QrShape;
  readonly offline: QrShape;
};

/** The data of `certificate.typ`: every word that is on the sheet. */
export function certificateData(sheet: CertificateSheet) {
  const { facts, isDemo, isCopy } = sheet;
  const banners = [
    ...(isDemo ? ["DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ"] : []),
    ...(isCopy ? ["BẢN ĐIỆN TỬ NHẬP TỪ GIẤY CHỨNG NHẬN ĐÃ CẤP"] : []),
  ];
  return {
    issuer: facts.issuer,
    number: facts.number,
    stars: facts.stars,
    starRow: Array.from({ length: 5 }, (_one, at) => (at < facts.stars ? "★" : "☆")).join(" "),
    banner: banners.length > 0 ? banners.join(" · ") : null,
    productName: facts.productName,
    producerName: facts.producerName,
    address: `Địa chỉ: ${facts.address}`,
    rows: [
      ...(facts.productCode ? [{ label: "Mã sản phẩm", value: facts.productCode }] : []),
      { label: "Bộ sản phẩm", value: `${facts.setCode}. ${sheet.setTitle}` },
      {
        label: "Theo Quyết định số",
        value: `${facts.decisionNumber} ngày ${formatDay(facts.decisionOn)}`,
      },
      {
        label: "Có giá trị",
        value: `từ ngày ${formatDay(facts.issuedOn)} đến hết ngày ${formatDay(facts.expiresOn)}`,
      },
    ],
    notes: [
      `Mã nhỏ: xem tình trạng hôm nay của giấy này tại ${sheet.address}`,
      "Mã lớn: chữ ký điện tử của giấy, kiểm tra được khi không có mạng.",
      `Đánh giá, phân hạng theo Quyết định ${sheet.regimeDecision}. Giấy có thể bị thu hồi hoặc thay thế trước hạn; hãy quét mã để biết.`,
    ],
    dated: `${sheet.place === null ? "" : `${sheet.place}, `}${dayInWords(facts.issuedOn)}`,
    /** Whom a deputy signs for, as on the decision. */
    signerAuthority: signerOf(null, sheet.signerTitle, "").authority ?? null,
    signerTitle: sheet.signerTitle ?? "",
    signerName: sheet.signerName ?? "",
    page: sheet.page,
    offline: sheet.offline,
  };
}
