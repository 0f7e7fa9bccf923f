import type { MenuEntry } from "#ui/light/menu.server.ts";
import type { Role } from "#core/access/roles.ts";

const owners: readonly Role[] = ["producerOwner", "producerStaff"];

/**
 * The producer's menu: groups in the order of a year, entries in theirs; `roles` null: for everyone
 * signed in.
 */
export const producerMenu: readonly MenuEntry[] = [
  { group: "Làm sản phẩm", href: "/ho-so", name: "Hồ sơ", roles: null },
  { group: "Làm sản phẩm", href: "/y-tuong-cua-toi", name: "Ý tưởng", roles: owners },
  {
    group: "Làm sản phẩm",
    href: "/phuong-an-cua-toi",
    name: "Phương án kinh doanh",
    roles: owners,
  },
  { group: "Làm sản phẩm", href: "/ho-tro-cua-toi", name: "Hỗ trợ", roles: owners },
  { group: "Sau công nhận", href: "/cong-nhan", name: "Giấy chứng nhận", roles: owners },
  {
    group: "Sau công nhận",
    href: "/chung-nhan",
    name: "Giấy, mã QR, dấu sao để in",
    roles: owners,
  },
  { group: "Sau công nhận", href: "/khac-phuc", name: "Kiểm tra, khắc phục", roles: owners },
  { group: "Sau công nhận", href: "/giai-trinh", name: "Giải trình", roles: owners },
  { group: "Bán hàng", href: "/trang-cong-khai", name: "Trang công khai", roles: owners },
  { group: "Bán hàng", href: "/hoi-cho", name: "Hội chợ", roles: owners },
  { group: "Bán hàng", href: "/so-lieu", name: "Số liệu từng năm", roles: owners },
  { group: "Cơ sở", href: "/co-so", name: "Cơ sở, giấy tờ, sản phẩm", roles: owners },
  {
    group: "Cơ sở",
    href: "/vung-nguyen-lieu-cua-toi",
    name: "Vùng nguyên liệu",
    roles: owners,
  },
];
