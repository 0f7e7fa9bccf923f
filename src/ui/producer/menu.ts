import type { Role } from "#core/access/roles.ts";

/** The producer's menu, in its order; `roles` null: for everyone signed in. */
export const producerMenu: readonly {
  readonly href: string;
  readonly name: string;
  readonly roles: readonly Role[] | null;
}[] = [
  { href: "/ho-so", name: "Hồ sơ", roles: null },
  { href: "/cong-nhan", name: "Giấy chứng nhận", roles: ["producerOwner", "producerStaff"] },
  { href: "/co-so", name: "Cơ sở, giấy tờ, sản phẩm", roles: ["producerOwner", "producerStaff"] },
];
