import { z } from "zod";
import { type Role, roles, roleTable } from "#core/access/roles.ts";
import { normalisePhone } from "#core/input/phone.ts";
import { optional, optionalLine, requiredLine } from "#core/input/text.ts";

/** What an official's office is. */
export const agencyKinds = {
  committee: "Ủy ban nhân dân",
  department: "Sở, ngành",
  office: "Văn phòng điều phối",
  other: "Đơn vị khác",
} as const satisfies Record<string, string>;
export type AgencyKind = keyof typeof agencyKinds;

/** A phone number as its digits from 0; everything else in lower case. */
export function normaliseUsername(typed: string): string {
  return normalisePhone(typed) ?? typed.trim().toLowerCase();
}

/** What a person signs in with: e-mail, phone number or account name. */
export function normaliseIdentifier(typed: string): string {
  return typed.includes("@") ? typed.trim().toLowerCase() : normaliseUsername(typed);
}

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
  identifier: requiredLine(120, "Hãy nhập thư điện tử, số điện thoại hoặc tên đăng nhập."),
  password: z
    .string({ error: "Hãy nhập mật khẩu." })
    .min(1, "Hãy nhập mật khẩu.")
    .max(256, "Mật khẩu quá dài."),
});
export type SignIn = z.infer<typeof SignIn>;

/** What a producer opens an account with: a mobile number, or an e-mail address. */
const Contact = z
  .string({ error: "Hãy nhập số điện thoại hoặc thư điện tử." })
  .trim()
  .min(1, "Hãy nhập số điện thoại hoặc thư điện tử.")
  .max(120, "Địa chỉ quá dài.")
  .transform((typed, context) => {
    const email = z.email().safeParse(typed.toLowerCase());
    if (email.success) return { phone: null, email: email.data };
    const phone = normalisePhone(typed);
    if (phone !== null) return { phone, email: null };
    context.addIssue({
      code: "custom",
      message: typed.includes("@")
        ? "Thư điện tử chưa đúng, ví dụ: ten@example.vn."
        : "Số điện thoại chưa đúng, ví dụ: 0912 345 678.",
    });
    return z.NEVER;
  });

/** An account that a producer opens for itself. `commune`: code of today's tree. */
export const SignUp = z
  .strictObject({
    commune: z.string({ error: "Hãy chọn xã, phường." }).trim(),
    name: requiredLine(120, "Hãy nhập họ tên."),
    contact: Contact,
    next: z.string({ error: "Hãy đặt mật khẩu." }).min(1, "Hãy đặt mật khẩu.").max(256),
    again: z.string({ error: "Hãy nhập lại mật khẩu." }).min(1, "Hãy nhập lại mật khẩu.").max(256),
  })
  .refine(({ next, again }) => next === again, {
    path: ["again"],
    message: "Hai lần nhập mật khẩu chưa giống nhau.",
  });
export type SignUp = z.infer<typeof SignUp>;

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

/** Who one is, shown again for a binding act: by password, or by a code where one is set up. */
export const Proof = z.union(
  [
    SecondFactor,
    z.strictObject({ password: password("Hãy nhập mật khẩu, hoặc mã xác thực nếu đã cài.") }),
  ],
  { error: "Hãy nhập mật khẩu, hoặc mã xác thực 6 chữ số nếu đã cài." },
);
export type Proof = z.infer<typeof Proof>;

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

/** The password, asked again before a change to how the account proves itself. */
export const OwnPassword = z.strictObject({ password: password("Hãy nhập mật khẩu đang dùng.") });
export type OwnPassword = z.infer<typeof OwnPassword>;

/** Which of one's own sign-ins to end: one by its id, or all others. */
export const EndSessions = z.strictObject({ which: z.union([z.literal("all"), z.uuid()]) });
export type EndSessions = z.infer<typeof EndSessions>;

/** A role to give, and the unit that it is over (or, for roles not over a unit, within). */
export const GrantRole = z.strictObject({
  role: z.enum(roles, { error: "Hãy chọn vai trò." }),
  unit: UnitChoice,
});
export type GrantRole = z.infer<typeof GrantRole>;

export const CreateAccount = z.strictObject({
  name: requiredLine(120, "Hãy nhập họ tên."),
  username: Username,
  email: optional(Email),
  title: optionalLine(120),
  role: z.enum(roles, { error: "Hãy chọn vai trò." }),
  unit: UnitChoice,
  /** The agency of the province that the person works in. */
  agencyId: optional(z.uuid("Hãy chọn cơ quan trong danh sách.")),
});
export type CreateAccount = z.infer<typeof CreateAccount>;

export const UpdateAccount = z.strictObject({
  name: requiredLine(120, "Hãy nhập họ tên."),
  username: Username,
  email: optional(Email),
  title: optionalLine(120),
  agencyId: optional(z.uuid("Hãy chọn cơ quan trong danh sách.")),
  version: z.coerce.number().int(),
});
export type UpdateAccount = z.infer<typeof UpdateAccount>;

/** The subject by which the national login knows a person; empty unties it. */
export const NationalSubject = z.strictObject({
  subject: optionalLine(255),
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
