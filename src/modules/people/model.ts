import { z } from "zod";
import { type Role, roles, roleTable } from "#core/access/roles.ts";

/** What an official's office is. */
export const agencyKinds = {
  committee: "Ủy ban nhân dân",
  department: "Sở, ngành",
  office: "Văn phòng điều phối",
  other: "Đơn vị khác",
} as const satisfies Record<string, string>;
export type AgencyKind = keyof typeof agencyKinds;

/** Phone numbers as ten digits from 0; everything in lower case. */
export function normaliseUsername(typed: string): string {
  const text = typed.trim().toLowerCase();
  const digits = text.replace(/[\s.()-]/g, "");
  if (/^(\+84|0084|84)\d{9}$/.test(digits)) return `0${digits.slice(-9)}`;
  return /^0\d{9}$/.test(digits) ? digits : text;
}

/** What a person signs in with: e-mail, phone number or account name. */
export function normaliseIdentifier(typed: string): string {
  return typed.includes("@") ? typed.trim().toLowerCase() : normaliseUsername(typed);
}

const text = (most: number, missing: string) =>
  z.string({ error: missing }).trim().min(1, missing).max(most, `Nhiều nhất ${most} ký tự.`);

/** A box of a form that may stay empty. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? null : (value ?? null)),
    schema.nullable(),
  );

const Username = z
  .string({ error: "Hãy nhập tên đăng nhập hoặc số điện thoại." })
  .transform(normaliseUsername)
  .pipe(
    z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9._-]{2,39}$/,
        "Tên đăng nhập gồm 3–40 chữ không dấu, chữ số, dấu chấm hoặc gạch; hoặc là số điện thoại 10 chữ số.",
      ),
  );

const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Thư điện tử chưa đúng, ví dụ: ten@tinh.gov.vn."));

/** A unit chosen from the search: its code in today's tree; `VN` for the whole country. */
const UnitChoice = z
  .string({ error: "Hãy chọn đơn vị." })
  .trim()
  .regex(/^(VN|\d{2}|\d{5})$/, "Hãy chọn đơn vị từ danh sách tìm được.");

export const SignIn = z.strictObject({
  identifier: text(120, "Hãy nhập thư điện tử, số điện thoại hoặc tên đăng nhập."),
  password: z
    .string({ error: "Hãy nhập mật khẩu." })
    .min(1, "Hãy nhập mật khẩu.")
    .max(256, "Mật khẩu quá dài."),
});
export type SignIn = z.infer<typeof SignIn>;

/** A six-digit code of an authenticator, or a backup code (`abcde-fghij`). */
export const SecondFactor = z.strictObject({
  code: z
    .string({ error: "Hãy nhập mã." })
    .transform((value) => value.replace(/\s/g, ""))
    .pipe(
      z
        .string()
        .regex(
          /^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/,
          "Mã gồm 6 chữ số, hoặc một mã dự phòng dạng abcde-fghij.",
        ),
    ),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

const password = (missing: string) =>
  z.string({ error: missing }).min(1, missing).max(256, "Mật khẩu quá dài.");

export const ChangePassword = z
  .strictObject({
    current: password("Hãy nhập mật khẩu đang dùng."),
    next: password("Hãy nhập mật khẩu mới."),
    again: password("Hãy nhập lại mật khẩu mới."),
  })
  .refine(({ next, again }) => next === again, {
    path: ["again"],
    message: "Hai lần nhập mật khẩu mới chưa giống nhau.",
  });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** A role to give, and the unit that it is over (or, for roles not over a unit, within). */
export const GrantRole = z.strictObject({
  role: z.enum(roles, { error: "Hãy chọn vai trò." }),
  unit: UnitChoice,
});
export type GrantRole = z.infer<typeof GrantRole>;

export const CreateAccount = z.strictObject({
  name: text(120, "Hãy nhập họ tên."),
  username: Username,
  email: optional(Email),
  title: optional(text(120, "Hãy nhập chức vụ.")),
  role: z.enum(roles, { error: "Hãy chọn vai trò." }),
  unit: UnitChoice,
});
export type CreateAccount = z.infer<typeof CreateAccount>;

export const UpdateAccount = z.strictObject({
  name: text(120, "Hãy nhập họ tên."),
  username: Username,
  email: optional(Email),
  title: optional(text(120, "Hãy nhập chức vụ.")),
  version: z.coerce.number().int(),
});
export type UpdateAccount = z.infer<typeof UpdateAccount>;

/** The subject by which the national login knows a person; empty unties it. */
export const NationalSubject = z.strictObject({
  subject: optional(text(255, "Hãy nhập mã định danh.")),
});
export type NationalSubject = z.infer<typeof NationalSubject>;

export const AccountSearch = z.object({
  text: z.string().trim().max(120).catch(""),
  role: z.enum(roles).optional().catch(undefined),
  unit: UnitChoice.optional().catch(undefined),
  state: z.enum(["active", "disabled", "all"]).catch("active"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type AccountSearch = z.infer<typeof AccountSearch>;

/** Where an account's role counts, for screens. */
export type AccountGrant = {
  id: string;
  role: Role;
  placeVersion: string;
  placePath: string;
};

/** `Cán bộ cấp xã`. */
export function roleName(role: Role): string {
  return roleTable[role].vi;
}
