/** Which part of a checklist an answer belongs to; `data/point-checklist.json` has the parts. */
export const checkAnswers = {
  yes: "Đạt",
  no: "Chưa đạt",
  unclear: "Chưa rõ",
} as const satisfies Record<string, string>;
export type CheckAnswer = keyof typeof checkAnswers;

/** What an inspection of a point came to. */
export const inspectionResults = {
  passed: "Không phải khắc phục",
  toRemedy: "Phải khắc phục",
  remedied: "Đã khắc phục",
  notRemedied: "Chưa khắc phục, xem xét dừng điểm bán",
} as const satisfies Record<string, string>;
export type InspectionResult = keyof typeof inspectionResults;

/** Where the money that helps a point or a fair comes from, as the provinces' plans part it. */
export const moneySources = {
  centralBudget: "Ngân sách trung ương",
  localBudget: "Ngân sách địa phương",
  integrated: "Lồng ghép chương trình, dự án khác",
  oda: "Vốn ODA",
  mobilised: "Vốn huy động",
} as const satisfies Record<string, string>;
export type MoneySource = keyof typeof moneySources;
