import type { MenuEntry } from "#ui/light/menu.server.ts";

/** Ways out of the hall, in their order; `roles` null: for everyone signed in. */
export const hallMenu: readonly MenuEntry[] = [
  { href: "/phien", name: "Các phiên của tôi", roles: null },
  {
    href: "/hoi-dong",
    name: "Hội đồng",
    roles: ["councilSecretary", "councilChair", "councilMember", "provinceOfficer"],
  },
  {
    href: "/xung-dot",
    name: "Quan hệ lợi ích",
    roles: ["councilSecretary", "councilChair", "councilMember"],
  },
  {
    href: "/tap-cham",
    name: "Tập chấm",
    roles: ["councilSecretary", "councilChair", "councilMember"],
  },
  { href: "/tai-khoan", name: "Tài khoản của tôi", roles: null },
  { href: "/", name: "Trang công khai", roles: null },
];
