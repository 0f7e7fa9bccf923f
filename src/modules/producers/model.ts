import { z } from "zod";
import { optionalDay, day } from "#core/input/day.ts";
import {
  optionalPercent,
  optionalProfit,
  optionalQuantity,
  optionalWhole,
  yearBetween,
} from "#core/input/number.ts";
import { optionalPhone } from "#core/input/phone.ts";
import { optional, optionalLine, optionalText, requiredLine, tick } from "#core/input/text.ts";
import { optionalDong } from "#core/money.ts";

/**
 * Who may file (Decision 26/2026/QĐ-TTg, article 2.3). `tourismOnly`: only for tourism services.
 */
export const producerKinds = {
  cooperative: { vi: "Hợp tác xã", tourismOnly: false },
  cooperativeGroup: { vi: "Tổ hợp tác", tourismOnly: false },
  company: { vi: "Công ty (TNHH, cổ phần)", tourismOnly: false },
  privateFirm: { vi: "Doanh nghiệp tư nhân", tourismOnly: false },
  farm: { vi: "Trang trại", tourismOnly: false },
  household: { vi: "Hộ sản xuất, hộ gia đình có đăng ký kinh doanh", tourismOnly: false },
  association: { vi: "Hội, hiệp hội (chỉ dịch vụ du lịch)", tourismOnly: true },
  operatingCentre: {
    vi: "Trung tâm điều hành hoặc tổ chức tương đương (chỉ dịch vụ du lịch)",
    tourismOnly: true,
  },
} as const satisfies Record<string, { vi: string; tourismOnly: boolean }>;
export type ProducerKind = keyof typeof producerKinds;
export const ProducerKind = z.enum(
  Object.keys(producerKinds) as [ProducerKind, ...ProducerKind[]],
  { error: "Hãy chọn loại hình tổ chức." },
);

/** What kind of company: criterion 3.1 tells them apart. */
export const companyForms = {
  limited: "Trách nhiệm hữu hạn",
  jointStock: "Cổ phần",
} as const satisfies Record<string, string>;
export type CompanyForm = keyof typeof companyForms;

/** Yearly grade of a cooperative, as criterion 3.4 asks. */
export const cooperativeGrades = {
  good: "Tốt",
  fair: "Khá",
  average: "Trung bình",
  weak: "Yếu",
} as const satisfies Record<string, string>;
export type CooperativeGrade = keyof typeof cooperativeGrades;

/** A commune chosen from the search of places, in today's tree. */
const CommuneCode = z
  .string({ error: "Hãy chọn xã, phường, đặc khu." })
  .trim()
  .regex(/^\d{5}$/, "Hãy chọn xã, phường, đặc khu từ danh sách tìm được.");

const version = z.coerce.number({ error: "Hãy tải lại trang." }).int();

const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Thư điện tử chưa đúng, ví dụ: htx@example.vn.").max(120));

const Website = z
  .string()
  .trim()
  .transform((typed) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`))
  .pipe(
    z
      .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: "Địa chỉ trang chưa đúng." })
      .max(300),
  );

/** What the law calls the producer: changes of it are kept as history. */
const formFields = {
  kind: ProducerKind,
  companyForm: optional(z.enum(Object.keys(companyForms) as [CompanyForm, ...CompanyForm[]])),
  name: requiredLine(200, "Hãy nhập tên chủ thể đúng như trong giấy đăng ký."),
  taxCode: optionalLine(20),
  registrationNumber: optionalLine(60),
  communityCapitalPercent: optionalPercent,
};

const contactFields = {
  isTourism: tick,
  address: requiredLine(300, "Hãy nhập địa chỉ: số nhà, thôn, bản, tổ dân phố."),
  phone: optionalPhone,
  email: optional(Email),
  website: optional(Website),
  foundedOn: optionalDay,
  mainActivity: optionalText(2000),
};

/** A producer as it is first entered, by its owner or by an officer for someone without a phone. */
export const OpenProducer = z.strictObject({
  ...formFields,
  ...contactFields,
  communeCode: CommuneCode,
});
export type OpenProducer = z.input<typeof OpenProducer>;

/** What may be corrected without being a change of legal form. */
export const UpdateProducer = z.strictObject({
  ...contactFields,
  registrationNumber: optionalLine(60),
  communityCapitalPercent: optionalPercent,
  version,
});
export type UpdateProducer = z.input<typeof UpdateProducer>;

/** A change of kind, name or tax code from a day on; the producer stays the same one. */
export const ChangeForm = z.strictObject({
  ...formFields,
  from: day,
  basis: requiredLine(300, "Hãy ghi văn bản làm căn cứ thay đổi: số, ngày, nơi cấp."),
  version,
});
export type ChangeForm = z.input<typeof ChangeForm>;

export const sexes = { female: "Nữ", male: "Nam" } as const satisfies Record<string, string>;
export type Sex = keyof typeof sexes;

/**
 * The legal representative. Sex, ethnicity and disability are asked because criterion 3.2 gives a
 * point for a representative who is a woman, of an ethnic minority or disabled; leaving them
 * empty is allowed and claims no point.
 */
export const SaveRepresentative = z.strictObject({
  fullName: requiredLine(120, "Hãy nhập họ tên người đại diện theo pháp luật."),
  position: optionalLine(120),
  phone: optionalPhone,
  sex: optional(z.enum(Object.keys(sexes) as [Sex, ...Sex[]])),
  ethnicity: optionalLine(60),
  isDisabled: optional(tick),
  version,
});
export type SaveRepresentative = z.input<typeof SaveRepresentative>;

const head = { min: 0, max: 1_000_000, unit: "người" };

const hectares = { max: 1_000_000, decimals: 2, unit: "ha" };

/** Đồng as people type it: `1.250.000.000`, `1,25 tỷ`; exact, since none is above 9 million billion. */
const yearMoney = optionalDong().transform((dong) => (dong === null ? null : Number(dong)));

/** Figures of one year; the criteria on labour, material and growth and Mẫu 02 read them. */
export const SaveYear = z.strictObject({
  year: yearBetween(2000, 2100),
  labour: optionalWhole(head),
  /** Of them, people who live in the commune (criterion 3.3). */
  localLabour: optionalWhole(head),
  /** Of them, women, and people of ethnic minorities. */
  womenLabour: optionalWhole(head),
  minorityLabour: optionalWhole(head),
  /** Share of raw material from the commune, and from the province, per cent. */
  communeMaterialPercent: optionalPercent,
  provinceMaterialPercent: optionalPercent,
  revenue: yearMoney,
  /** Of the revenue, what was sold abroad. */
  exportRevenue: yearMoney,
  /** Where raw material grows, and where of it to a standard. */
  materialArea: optionalQuantity(hectares),
  standardArea: optionalQuantity(hectares),
  materialStandard: optionalLine(120),
  profit: optionalProfit,
  /** How an officer who enters them knows; the producer itself is its own source. */
  source: optional(z.enum(["told", "papers"])),
  sourceNote: optionalLine(300),
  cooperativeGrade: optional(
    z.enum(Object.keys(cooperativeGrades) as [CooperativeGrade, ...CooperativeGrade[]]),
  ),
  capacity: optionalText(2000),
  markets: optionalText(2000),
  /** Version of the year's row as it was shown; 0 for a year not yet entered. */
  version,
});
export type SaveYear = z.input<typeof SaveYear>;

export const ProducerSearch = z.object({
  text: z.string().trim().max(120).catch(""),
  kind: ProducerKind.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ProducerSearch = z.input<typeof ProducerSearch>;

/** A member to add: the account that already exists, or a new one for the person. */
export const AddMember = z.strictObject({
  role: z.enum(["producerOwner", "producerStaff"], { error: "Hãy chọn vai trò." }),
  username: requiredLine(40, "Hãy nhập tên đăng nhập hoặc số điện thoại."),
  /** Given: a new account is opened under this name. Empty: the account exists. */
  name: optionalLine(120),
});
export type AddMember = z.input<typeof AddMember>;

/** The 54 ethnic groups of Vietnam, the largest first; a form suggests them, free text is allowed. */
export const ethnicGroups = [
  "Kinh",
  "Tày",
  "Thái",
  "Mường",
  "Khmer",
  "Nùng",
  "Mông",
  "Dao",
  "Hoa",
  "Gia Rai",
  "Ê Đê",
  "Ba Na",
  "Xơ Đăng",
  "Sán Chay",
  "Cơ Ho",
  "Chăm",
  "Sán Dìu",
  "Hrê",
  "Ra Glai",
  "Mnông",
  "Thổ",
  "Xtiêng",
  "Khơ Mú",
  "Bru - Vân Kiều",
  "Cơ Tu",
  "Giáy",
  "Tà Ôi",
  "Mạ",
  "Gié - Triêng",
  "Co",
  "Chơ Ro",
  "Xinh Mun",
  "Hà Nhì",
  "Chu Ru",
  "Lào",
  "La Chí",
  "Kháng",
  "Phù Lá",
  "La Hủ",
  "La Ha",
  "Pà Thẻn",
  "Lự",
  "Ngái",
  "Chứt",
  "Lô Lô",
  "Mảng",
  "Cơ Lao",
  "Bố Y",
  "Cống",
  "Si La",
  "Pu Péo",
  "Rơ Măm",
  "Brâu",
  "Ơ Đu",
] as const;
