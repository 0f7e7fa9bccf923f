import type { Day } from "#core/calendar/day.ts";
import { cleanLine } from "#core/input/text.ts";
import {
  type CompanyForm,
  type CooperativeGrade,
  type ProducerKind,
  producerKinds,
  type Sex,
} from "./model.ts";

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** The tenth digit that nine digits of a tax code call for; null when none can (no such code is given out). */
export function taxCheckDigit(nine: string): string | null {
  const sum = taxWeights.reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  const digit = 10 - (sum % 11);
  return digit === 10 ? null : String(digit);
}

/** Households and farms pay under the owner's personal identification number since 1 July 2025. */
const mayUsePersonalNumber: ReadonlySet<ProducerKind> = new Set(["household", "farm"]);

/**
 * A tax code as it is kept: `0100109106`, or `0100109106-001` for a branch, or a personal
 * identification number of twelve digits for a household or farm. Null when it is none, the
 * check digit included.
 */
export function normaliseTaxCode(typed: string, kind: ProducerKind): string | null {
  const digits = cleanLine(typed).replace(/[\s.-]/g, "");
  if (/^0\d{11}$/.test(digits)) return mayUsePersonalNumber.has(kind) ? digits : null;
  if (!/^\d{10}(\d{3})?$/.test(digits)) return null;
  if (taxCheckDigit(digits.slice(0, 9)) !== digits[9]) return null;
  const branch = digits.slice(10);
  if (branch === "000") return null;
  return branch === "" ? digits : `${digits.slice(0, 10)}-${branch}`;
}

/** What a legal form says of a producer, as far as rules go. */
export type FormFacts = {
  kind: ProducerKind;
  companyForm: CompanyForm | null;
  isTourism: boolean;
  taxCode: string | null;
  communityCapitalPercent: string | null;
};

/**
 * What is wrong with a legal form, in Vietnamese by field. Associations and operating centres
 * may file for tourism services only (26/2026/QĐ-TTg, article 2.3).
 */
export function formFaults(form: FormFacts): Record<string, string> {
  const faults: Record<string, string> = {};
  if (producerKinds[form.kind].tourismOnly && !form.isTourism)
    faults["kind"] =
      "Hội, hiệp hội và trung tâm điều hành chỉ được đăng ký cho dịch vụ du lịch (Quyết định 26/2026/QĐ-TTg, Điều 2).";
  if (form.kind === "company" && form.companyForm === null)
    faults["companyForm"] = "Hãy chọn công ty trách nhiệm hữu hạn hay cổ phần.";
  if (form.kind !== "company" && form.companyForm !== null)
    faults["companyForm"] = "Chỉ công ty mới có mục này. Hãy bỏ chọn.";
  if (form.taxCode !== null && normaliseTaxCode(form.taxCode, form.kind) === null)
    faults["taxCode"] = mayUsePersonalNumber.has(form.kind)
      ? "Mã số thuế chưa đúng: 10 hoặc 13 chữ số có số kiểm tra, hoặc số định danh cá nhân 12 chữ số. Hãy xem lại giấy đăng ký."
      : "Mã số thuế chưa đúng: gồm 10 hoặc 13 chữ số, có số kiểm tra. Hãy xem lại giấy đăng ký.";
  return faults;
}

/** Why a day cannot be meant, or null: what has happened cannot lie after today. */
export function futureFault(day: Day | null, today: Day): string | null {
  return day !== null && day > today ? "Ngày này còn ở tương lai. Hãy xem lại." : null;
}

/** What criterion 3.2 asks of a representative. */
export type RepresentativeFacts = {
  sex: Sex | null;
  ethnicity: string | null;
  isDisabled: boolean | null;
};

/**
 * Whether the representative counts for criterion 3.2: a woman, of an ethnic minority, or
 * disabled. Null while what was declared does not settle it; undeclared is not "no".
 */
export function countsForRepresentative(facts: RepresentativeFacts): boolean | null {
  const minority = facts.ethnicity === null ? null : !/^(kinh|việt)$/i.test(facts.ethnicity);
  const claims = [facts.sex === null ? null : facts.sex === "female", minority, facts.isDisabled];
  if (claims.includes(true)) return true;
  return claims.includes(null) ? null : false;
}

/** Figures of a year as far as rules go; shares are exact decimals. */
export type YearFacts = {
  year: number;
  labour: number | null;
  localLabour: number | null;
  communeMaterialPercent: string | null;
  provinceMaterialPercent: string | null;
  profit: number | null;
  cooperativeGrade: CooperativeGrade | null;
  womenLabour?: number | null;
  minorityLabour?: number | null;
  revenue?: number | null;
  exportRevenue?: number | null;
  materialArea?: string | null;
  standardArea?: string | null;
};

/** What contradicts itself in a year's figures, in Vietnamese by field. */
export function yearFaults(facts: YearFacts, today: Day): Record<string, string> {
  const faults: Record<string, string> = {};
  if (facts.year > Number(today.slice(0, 4))) faults["year"] = "Năm này chưa tới.";
  if (facts.localLabour !== null && facts.labour === null)
    faults["labour"] = "Hãy nhập tổng số lao động.";
  else if ((facts.localLabour ?? 0) > (facts.labour ?? 0))
    faults["localLabour"] = "Lao động tại địa phương không thể nhiều hơn tổng số lao động.";
  const people = [
    ["womenLabour", facts.womenLabour, "Lao động nữ"],
    ["minorityLabour", facts.minorityLabour, "Lao động người dân tộc thiểu số"],
  ] as const;
  for (const [name, count, label] of people)
    if ((count ?? 0) > (facts.labour ?? 0))
      faults[name] = `${label} không thể nhiều hơn tổng số lao động.`;
  if ((facts.exportRevenue ?? 0) > (facts.revenue ?? 0))
    faults["exportRevenue"] =
      "Doanh thu xuất khẩu là một phần của doanh thu, nên không thể lớn hơn.";
  if (Number(facts.standardArea ?? 0) > Number(facts.materialArea ?? 0))
    faults["standardArea"] =
      "Diện tích đạt tiêu chuẩn là một phần của vùng nguyên liệu, nên không thể lớn hơn.";
  const { communeMaterialPercent: commune, provinceMaterialPercent: province } = facts;
  if (commune !== null && province !== null && Number(commune) > Number(province))
    faults["communeMaterialPercent"] =
      "Nguyên liệu trong xã là một phần của nguyên liệu trong tỉnh, nên không thể lớn hơn.";
  return faults;
}

/** Share of the workers who live in the commune in per cent with two decimals; null when not known. */
export function localLabourPercent(year: Pick<YearFacts, "labour" | "localLabour">): string | null {
  const { labour, localLabour } = year;
  if (labour === null || localLabour === null || labour === 0) return null;
  const hundredths = Math.floor((localLabour * 10_000) / labour);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

/**
 * In how many of the last two full years before `year` the profit grew over the year before it
 * (criterion 3.4): 0, 1 (the last year) or 2 (both); null when the last two years are not known.
 */
export function profitGrowth(years: readonly YearFacts[], year: number): 0 | 1 | 2 | null {
  const profit = (of: number) => years.find((one) => one.year === of)?.profit ?? null;
  const [last, before, first] = [profit(year - 1), profit(year - 2), profit(year - 3)];
  if (last === null || before === null) return null;
  if (last <= before) return 0;
  return first !== null && before > first ? 2 : 1;
}
