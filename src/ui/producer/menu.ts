import type { MenuEntry } from "#ui/light/menu.server.ts";

/** The producer's menu, in its order; `roles` null: for everyone signed in. */
export const producerMenu: readonly MenuEntry[] = [
  { href: "/ho-so", name: "Hồ sơ", roles: null },
  { href: "/y-tuong-cua-toi", name: "Ý tưởng", roles: ["producerOwner", "producerStaff"] },
  {
    href: "/phuong-an-cua-toi",
    name: "Phương án kinh doanh",
    roles: ["producerOwner", "producerStaff"],
  },
  { href: "/cong-nhan", name: "Giấy chứng nhận", roles: ["producerOwner", "producerStaff"] },
  { href: "/trang-cong-khai", name: "Trang công khai", roles: ["producerOwner", "producerStaff"] },
  { href: "/hoi-cho", name: "Hội chợ", roles: ["producerOwner", "producerStaff"] },
  { href: "/so-lieu", name: "Số liệu từng năm", roles: ["producerOwner", "producerStaff"] },
  {
    href: "/vung-nguyen-lieu-cua-toi",
    name: "Vùng nguyên liệu",
    roles: ["producerOwner", "producerStaff"],
  },
  { href: "/ho-tro-cua-toi", name: "Hỗ trợ", roles: ["producerOwner", "producerStaff"] },
  { href: "/khac-phuc", name: "Kiểm tra, khắc phục", roles: ["producerOwner", "producerStaff"] },
  { href: "/giai-trinh", name: "Giải trình", roles: ["producerOwner", "producerStaff"] },
  {
    href: "/chung-nhan",
    name: "Giấy, mã QR, dấu sao để in",
    roles: ["producerOwner", "producerStaff"],
  },
  { href: "/co-so", name: "Cơ sở, giấy tờ, sản phẩm", roles: ["producerOwner", "producerStaff"] },
];
