import type { ProposalState } from "#core/proposals.ts";
import { z } from "zod";

/** Ways of growing that a paper can vouch for; `none`: no paper is said to do so. */
export const standards = {
  none: { vi: "Chưa có chứng nhận", en: "Not certified" },
  vietgap: { vi: "VietGAP", en: "VietGAP" },
  globalgap: { vi: "GlobalG.A.P.", en: "GlobalG.A.P." },
  organic: { vi: "Hữu cơ", en: "Organic" },
  gacpWho: { vi: "GACP-WHO (dược liệu)", en: "GACP-WHO (medicinal plants)" },
  other: { vi: "Tiêu chuẩn khác", en: "Another standard" },
} as const satisfies Record<string, { vi: string; en: string }>;
export type Standard = keyof typeof standards;

/** Where a version of a growing area has come to. */
export const versionStates = {
  pending: "Chờ duyệt",
  returned: "Trả lại để sửa",
  dropped: "Chủ thể rút lại",
  accepted: "Đang dùng",
  replaced: "Đã có bản mới hơn",
  withdrawn: "Đã ngừng",
} as const satisfies Record<ProposalState, string>;

export const Id = z.uuid("Mã này không đúng.");

/** Square metres of a hectare. */
export const hectare = 10_000;
