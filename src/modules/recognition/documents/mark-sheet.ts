import { formatDay } from "#core/input/day.ts";
import { markRule } from "../mark.ts";

/** What the sheet with a product's mark is printed from. */
export type MarkSheet = {
  /** The artwork, as SVG. */
  readonly mark: string;
  /** Supplied by the installation; else our own stand-in. */
  readonly isOfficial: boolean;
  readonly stars: number;
  readonly productName: string;
  readonly producerName: string;
  readonly number: string;
  readonly decision: string;
  /** The last day on which the mark may be used. */
  readonly until: string;
  readonly isDemo: boolean;
  /** The address of the certificate's page, and its code to print beside the mark, as SVG. */
  readonly address: string;
  readonly code: string;
  readonly madeOn: string;
};

/** A picture as bytes: printed text may be broken or mended, a picture may not. */
const bytesOf = (svg: string) => [...new TextEncoder().encode(svg)];

/** The data of `mark-sheet.typ`: every word that is on the sheet. */
export function markSheetData(sheet: MarkSheet) {
  const { stars, isOfficial, until, address } = sheet;
  return {
    title: `NHÃN HIỆU OCOP ${stars} SAO`,
    about: "Bản giao cho chủ thể để in bao bì",
    banner: sheet.isDemo ? "DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ" : null,
    mark: bytesOf(sheet.mark),
    code: bytesOf(sheet.code),
    caption: isOfficial
      ? "Tệp nhãn hiệu do tỉnh cung cấp"
      : "Hình do hệ thống vẽ tạm, không phải nhãn hiệu chính thức",
    codeCaption: "Mã tra cứu giấy chứng nhận",
    rows: [
      { label: "Sản phẩm", value: sheet.productName },
      { label: "Chủ thể", value: sheet.producerName },
      { label: "Giấy chứng nhận", value: `số ${sheet.number}` },
      { label: "Quyết định công nhận", value: sheet.decision },
      { label: "Được dùng đến", value: `hết ngày ${formatDay(until)}` },
    ],
    rules: [
      `Mẫu nhãn hiệu chính thức (hình, màu, kích thước, khoảng trống) là mẫu do ${markRule.owner}, chủ sở hữu nhãn hiệu, ban hành theo ${markRule.decision}. Khi khác với bản này thì theo mẫu chính thức; hãy nhận tệp chính thức từ văn phòng điều phối của tỉnh trước khi in.`,
      `Chỉ dùng cho đúng sản phẩm nêu trên, đúng hạng ${stars} sao, cùng với nhãn hiệu riêng của chủ thể: trên bao bì, phương tiện kinh doanh và trong quảng cáo.`,
      "Không dùng theo cách làm người mua hiểu nhầm về sản phẩm hoặc hạng sao.",
      `Thôi dùng từ ngày giấy chứng nhận hết hiệu lực hoặc bị thu hồi. Tình trạng hôm nay xem tại ${address}`,
    ],
    foot: `Bản lập ngày ${formatDay(sheet.madeOn)}.`,
  };
}
