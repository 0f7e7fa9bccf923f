import type { Role } from "#core/access/roles.ts";

/** One entry of the menu of signed-in work; `roles` null: for everyone signed in. */
export type MenuEntry = {
  readonly href: string;
  readonly name: string;
  readonly roles: readonly Role[] | null;
};

/**
 * The menu, in its order. Leaving an entry out hides it only: what a page may show and do is
 * decided by the page.
 */
export const officeMenu: readonly MenuEntry[] = [
  { href: "/tai-khoan", name: "Tài khoản của tôi", roles: null },
  {
    href: "/quan-tri/tai-khoan",
    name: "Quản lý tài khoản",
    roles: ["admin", "provinceOfficer", "communeOfficer", "auditor"],
  },
  { href: "/", name: "Trang công khai", roles: null },
];
