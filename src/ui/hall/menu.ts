import type { Role } from "#core/access/roles.ts";

/** Ways out of the hall, in their order; `roles` null: for everyone signed in. */
export const hallMenu: readonly {
  readonly href: string;
  readonly name: string;
  readonly roles: readonly Role[] | null;
}[] = [
  { href: "/phien", name: "Các phiên của tôi", roles: null },
  {
    href: "/hoi-dong",
    name: "Hội đồng",
    roles: ["councilSecretary", "councilChair", "councilMember", "provinceOfficer"],
  },
  { href: "/tai-khoan", name: "Tài khoản của tôi", roles: null },
  { href: "/", name: "Trang công khai", roles: null },
];
