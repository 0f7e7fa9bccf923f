import type { ProposalState } from "#core/proposals.ts";
import { z } from "zod";

/** A text for the public: Vietnamese, and English where somebody wrote it. */
export type Bilingual = { readonly vi: string | null; readonly en: string | null };

/** What a profile is of. */
export const profileKinds = {
  product: "Sản phẩm",
  producer: "Chủ thể",
} as const satisfies Record<string, string>;
export type ProfileKind = keyof typeof profileKinds;

/** What a product's page says beside the legal facts; nothing of it is a star, a day or a decision. */
export type ProductContent = {
  readonly kind: "product";
  readonly shortLine: Bilingual;
  readonly description: Bilingual;
  readonly story: Bilingual;
  /** How to use or prepare it. */
  readonly usage: Bilingual;
  /** How to keep it. */
  readonly keeping: Bilingual;
  readonly packaging: Bilingual;
  /** Prices in words: `120.000–150.000 đồng/hộp 250 g`. */
  readonly price: Bilingual;
  /** Where it is sold: https addresses. */
  readonly buyLinks: readonly string[];
  /** Where its lots can be traced: an https address. */
  readonly traceLink: string | null;
};

/** What a producer's page says. What the producer did not tick is not in here at all. */
export type ProducerContent = {
  readonly kind: "producer";
  readonly intro: Bilingual;
  readonly story: Bilingual;
  /** When visitors are welcome. */
  readonly openingHours: Bilingual;
  readonly address: string | null;
  /** Digits from 0. */
  readonly phone: string | null;
  readonly email: string | null;
  /** An https address, as are the links of social networks. */
  readonly website: string | null;
  readonly socialLinks: readonly string[];
};

export type ProfileContent = ProductContent | ProducerContent;

/** Where a version of a profile has come to. */
export const versionStates = {
  pending: "Chờ duyệt",
  returned: "Trả lại để sửa",
  dropped: "Chủ thể rút lại",
  accepted: "Đang công khai",
  replaced: "Đã có bản mới hơn",
  withdrawn: "Đã gỡ xuống",
} as const satisfies Record<ProposalState, string>;

/**
 * Kinds of points of sale, as the provinces' schemes of the programme name them: centres; stalls in
 * supermarkets, markets and quarters; points at sights, hotels and restaurants; counters in seats
 * of administration.
 */
export const pointKinds = {
  centre: { vi: "Trung tâm OCOP", en: "OCOP centre" },
  corner: { vi: "Gian hàng OCOP (siêu thị, chợ, khu dân cư)", en: "OCOP stall" },
  point: { vi: "Điểm giới thiệu, bán sản phẩm OCOP", en: "OCOP point of sale" },
  counter: { vi: "Quầy giới thiệu sản phẩm OCOP", en: "OCOP display counter" },
} as const satisfies Record<string, { vi: string; en: string }>;
export type PointKind = keyof typeof pointKinds;

/**
 * Whose level a point of sale is; `outside` is one that the province keeps in another, such as in a
 * city. Districts ended on 30 June 2025; their centres still stand.
 */
export const pointLevels = {
  region: { vi: "Cấp vùng", en: "Region" },
  province: { vi: "Cấp tỉnh", en: "Province" },
  district: { vi: "Cấp huyện (lập trước 7/2025)", en: "District (before July 2025)" },
  commune: { vi: "Cấp xã", en: "Commune" },
  outside: { vi: "Ngoài tỉnh", en: "Outside the province" },
} as const satisfies Record<string, { vi: string; en: string }>;
export type PointLevel = keyof typeof pointLevels;

export const pointStates = {
  open: { vi: "Đang mở", en: "Open" },
  closed: { vi: "Đã đóng", en: "Closed" },
} as const satisfies Record<string, { vi: string; en: string }>;
export type PointState = keyof typeof pointStates;

export const newsKinds = {
  news: { vi: "Tin", en: "News" },
  story: { vi: "Câu chuyện", en: "Story" },
} as const satisfies Record<string, { vi: string; en: string }>;
export type NewsKind = keyof typeof newsKinds;

export const newsStates = {
  draft: "Bản nháp",
  published: "Đã đăng",
  withdrawn: "Đã gỡ",
} as const satisfies Record<string, string>;
export type NewsState = keyof typeof newsStates;

/** Widths in pixels in which an accepted picture is served, and the formats. */
export const pictureWidths = [480, 960] as const;
export type PictureWidth = (typeof pictureWidths)[number];
export const pictureFormats = { webp: "image/webp", jpg: "image/jpeg" } as const;
export type PictureFormat = keyof typeof pictureFormats;

export const Id = z.uuid("Mã này không đúng.");
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);
