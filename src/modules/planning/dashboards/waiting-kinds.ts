/** Kinds of waiting work, with their words and the page that has them. */
export const waitingKinds = {
  dossiers: { vi: "Hồ sơ đang xử lý", href: "/van-phong/bang" },
  ideas: { vi: "Ý tưởng chờ xem xét", href: "/chu-trinh/y-tuong" },
  claims: { vi: "Đề nghị hỗ trợ chờ duyệt, chờ chi", href: "/ho-tro/de-nghi" },
  findings: { vi: "Tồn tại sau kiểm tra chờ khắc phục", href: "/kiem-tra" },
  cases: { vi: "Vụ việc thu hồi chờ quyết định", href: "/thu-hoi" },
  complaints: { vi: "Phản ánh về sản phẩm chờ trả lời", href: "/phan-anh-san-pham" },
  tasks: { vi: "Việc giao sở, ngành, xã chờ trả lời", href: "/ke-hoach/nhiem-vu" },
  reports: { vi: "Báo cáo đã gửi không còn như khi gửi, cần kiểm tra ngay", href: "/bao-cao" },
} as const satisfies Record<string, { vi: string; href: string }>;
export type WaitingKind = keyof typeof waitingKinds;
