/** Addresses of this module's pages; the routes and every link are made from them. */
export const rulebookPaths = {
  regimes: { vi: "/bo-tieu-chi", en: "/en/criteria" },
  regime: { vi: "/bo-tieu-chi/:regime", en: "/en/criteria/:regime" },
  set: { vi: "/bo-tieu-chi/:regime/:set", en: "/en/criteria/:regime/:set" },
} as const;

/** The blank official sheet of a set, as PDF; Vietnamese only. */
export const blankSheetPath = "/bo-tieu-chi/:regime/:set/phieu-danh-gia.pdf";

/** Addresses of "Tự chấm điểm". `:token` is the private link. */
export const selfScorePaths = {
  start: { vi: "/tu-cham-diem", en: "/en/self-score" },
  form: { vi: "/tu-cham-diem/bo/:regime/:set", en: "/en/self-score/set/:regime/:set" },
  result: { vi: "/tu-cham-diem/:token", en: "/en/self-score/:token" },
  edit: { vi: "/tu-cham-diem/:token/sua", en: "/en/self-score/:token/edit" },
  compare: {
    vi: "/tu-cham-diem/:token/so-sanh/:regime",
    en: "/en/self-score/:token/compare/:regime",
  },
} as const;

/** The filled sheet of a self-assessment, as PDF; Vietnamese only. */
export const filledSheetPath = "/tu-cham-diem/:token/phieu.pdf";
