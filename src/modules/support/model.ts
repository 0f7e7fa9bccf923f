import { z } from "zod";

/** An identifier as forms and addresses bring it. */
export const Id = z.uuid("Mã này không đúng.");

/**
 * Kinds of support: the seven of table 3 of the Bắc Kạn programme 2018–2020, and the product
 * itself, which the Đắk Lắk scheme 2021–2025 sets apart.
 */
export const measureKinds = {
  organisation: "Hình thành, sắp xếp tổ chức kinh tế",
  resources: "Huy động nguồn lực",
  equipment: "Xây dựng, trang thiết bị",
  production: "Sản xuất sản phẩm",
  technology: "Hoàn thiện quy trình công nghệ",
  promotion: "Xúc tiến thương mại",
  capacity: "Nâng cao năng lực",
  product: "Hoàn thiện, phát triển sản phẩm",
} as const satisfies Record<string, string>;
export type MeasureKind = keyof typeof measureKinds;

/** What a producer gets: money against a cost, or a service (training, advice) without a claim. */
export const measureForms = {
  money: "Hỗ trợ kinh phí",
  service: "Hỗ trợ bằng dịch vụ (tập huấn, tư vấn)",
} as const satisfies Record<string, string>;
export type MeasureForm = keyof typeof measureForms;

/** Where the money comes from, as the programmes of the provinces part it. */
export const fundSources = {
  provinceBudget: "Ngân sách tỉnh",
  ruralProgramme: "Chương trình MTQG xây dựng nông thôn mới",
  science: "Vốn khoa học công nghệ",
  extension: "Khuyến nông, khuyến công",
  tradePromotion: "Xúc tiến thương mại",
  communeBudget: "Ngân sách xã",
  oda: "Vốn ODA, tài trợ",
  other: "Nguồn hợp pháp khác",
} as const satisfies Record<string, string>;
export type FundSource = keyof typeof fundSources;
export const fundSourceNames = Object.keys(fundSources) as [FundSource, ...FundSource[]];

/** A measure is worked out, open to claims, or taken out of use. */
export const measureStates = {
  draft: "Đang soạn, chưa áp dụng",
  open: "Đang áp dụng",
  closed: "Đã ngừng",
} as const satisfies Record<string, string>;
export type MeasureState = keyof typeof measureStates;

/** What brings about an entitlement. */
export const grounds = {
  known: "Mọi chủ thể đã đăng ký",
  ideaChosen: "Ý tưởng được chọn",
  planChosen: "Phương án sản xuất, kinh doanh được chọn",
  recognisedFirst: "Sản phẩm được công nhận lần đầu",
  recognised: "Sản phẩm được công nhận (mọi lần)",
  renewed: "Sản phẩm được công nhận lại hoặc nâng hạng",
} as const satisfies Record<string, string>;
export type Ground = keyof typeof grounds;

/** What a measure is given once for. */
export const onceFor = {
  product: "Mỗi sản phẩm",
  producer: "Mỗi chủ thể",
} as const satisfies Record<string, string>;
export type OncePer = keyof typeof onceFor;

/** Where a claim has come to; what follows what is in `states.ts`. */
export const claimStates = {
  draft: "Đang soạn",
  filed: "Chờ duyệt",
  returned: "Trả lại để bổ sung",
  approved: "Đã duyệt, chờ chi trả",
  partPaid: "Đã chi một phần",
  paid: "Đã chi đủ",
  refused: "Không được duyệt",
  withdrawn: "Đã rút",
} as const satisfies Record<string, string>;
export type ClaimState = keyof typeof claimStates;
export const claimStateNames = Object.keys(claimStates) as [ClaimState, ...ClaimState[]];

/** Whether a text names a state of claims. */
export function isClaimState(text: string): text is ClaimState {
  return Object.hasOwn(claimStates, text);
}
