import type { RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import type { DossierKind } from "../model.ts";
import type { Field } from "./fields.ts";
import { registration } from "./registration.ts";
import { general, plan, results } from "./report.ts";
import { changes, updates } from "./supplements.ts";

/** The written parts of a dossier. The self-score (Mẫu 02, part III) is the answers and their evidence. */
export type SectionName = "registration" | "general" | "results" | "plan" | "changes" | "updates";

export type Section = {
  readonly name: SectionName;
  readonly title: string;
  /** The printed form that it belongs to. */
  readonly form: string;
  readonly about: string;
  readonly fields: readonly Field[];
};

/** Every written part, in the order in which a form shows them. */
export const sections: Readonly<Record<SectionName, Section>> = {
  registration: {
    name: "registration",
    form: "01",
    title: "Phiếu đăng ký",
    about: "Ai đăng ký, sản phẩm gì, đăng ký kiểu nào.",
    fields: registration,
  },
  general: {
    name: "general",
    form: "02",
    title: "Thông tin chung",
    about: "Mẫu 02, phần I: chủ thể và sản phẩm.",
    fields: general,
  },
  results: {
    name: "results",
    form: "02",
    title: "Kết quả phương án kinh doanh",
    about: "Mẫu 02, phần II: đã làm được gì.",
    fields: results,
  },
  plan: {
    name: "plan",
    form: "02",
    title: "Kế hoạch phát triển",
    about: "Mẫu 02, phần IV: định làm gì tiếp.",
    fields: plan,
  },
  changes: {
    name: "changes",
    form: "02",
    title: "Những thay đổi để nâng hạng",
    about: "Phần thêm của hồ sơ nâng hạng: nêu rõ và chứng minh thay đổi.",
    fields: changes,
  },
  updates: {
    name: "updates",
    form: "02",
    title: "Cập nhật sau ba năm",
    about: "Phần thêm của hồ sơ đánh giá lại: những gì phải cập nhật.",
    fields: updates,
  },
};

const report: readonly SectionName[] = ["general", "results", "plan"];

/** The written parts behind each form code of `data/procedures.json`. */
const sectionsByForm: Readonly<Record<string, readonly SectionName[]>> = {
  "01": ["registration"],
  "02": report,
  "02+changes": ["general", "results", "changes", "plan"],
  "02+updates": ["general", "results", "updates", "plan"],
  registration: ["registration"],
  selfReport: report,
  // Decision 1048/2019: registration by idea or product, then the business plan.
  "01or02": ["registration", "general"],
  "03": ["plan"],
};

/** The written parts that a regime asks of a kind of dossier; forms that are papers of the vault add none. */
export function sectionsOf(procedure: RegimeProcedure, kind: DossierKind): readonly Section[] {
  const forms = procedure.dossier[kind] ?? procedure.dossier.first;
  const names = new Set(forms.flatMap((form) => sectionsByForm[form] ?? []));
  return [...names].map((name) => sections[name]);
}

/** Parts that tell of a time, written anew in every dossier. */
const ofTheirTime: readonly SectionName[] = ["plan", "changes", "updates"];
/** Boxes whose content lasts: words, not figures and days. */
const lasting: readonly Field["kind"][] = ["line", "text", "choice", "ticks", "phone", "email"];

/** The boxes of a part that a later dossier of the product may take over from the one before. */
export function carriedFields(section: SectionName, fields: readonly Field[]): readonly Field[] {
  return ofTheirTime.includes(section) ? [] : fields.filter(({ kind }) => lasting.includes(kind));
}
