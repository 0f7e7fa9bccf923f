import { z } from "zod";

/** Where a business plan stands. What follows what is in `states.ts`. */
export const planStates = {
  draft: "Đang soạn",
  filed: "Đã nộp, chờ xét chọn",
  returned: "Trả lại để hoàn thiện",
  chosen: "Được chọn, đang triển khai",
  notChosen: "Không được chọn",
  completed: "Đã triển khai xong",
  withdrawn: "Đã rút",
} as const satisfies Record<string, string>;
export type PlanState = keyof typeof planStates;
export const planStateNames = Object.keys(planStates) as [PlanState, ...PlanState[]];

/** The written parts of a plan, in the order in which a form asks for them. */
export const planParts = {
  production: "Sản xuất",
  market: "Thị trường",
  finance: "Tài chính",
  standards: "Tiêu chuẩn hướng tới",
  target: "Mục tiêu",
} as const satisfies Record<string, string>;
export type PlanPart = keyof typeof planParts;
export const planPartNames = Object.keys(planParts) as [PlanPart, ...PlanPart[]];

/** What an office looks at before it chooses; no act that we have read names the topics. */
export const evaluationTopics = {
  feasibility: {
    vi: "Tính khả thi",
    ask: "Nguyên liệu, quy trình, công suất và lộ trình có làm được không; việc phải làm có đủ để đạt hạng sao đã chọn không.",
  },
  market: {
    vi: "Thị trường",
    ask: "Đã rõ bán cho ai, qua đâu, giá nào; sản lượng có bán hết không.",
  },
  finance: {
    vi: "Tài chính",
    ask: "Vốn lấy từ đâu, dòng tiền, điểm hòa vốn và thời gian hoàn vốn có hợp lý không.",
  },
  staff: {
    vi: "Nhân lực, tổ chức",
    ask: "Người đứng đầu, người làm và tay nghề có đủ không; lao động địa phương ra sao.",
  },
} as const satisfies Record<string, { vi: string; ask: string }>;
export type EvaluationTopic = keyof typeof evaluationTopics;
export const evaluationTopicNames = Object.keys(evaluationTopics) as [
  EvaluationTopic,
  ...EvaluationTopic[],
];

/** What an office finds of a topic. */
export const evaluationMarks = {
  good: "Tốt",
  enough: "Đạt",
  weak: "Chưa đạt",
} as const satisfies Record<string, string>;
export type EvaluationMark = keyof typeof evaluationMarks;

export type Evaluation = Readonly<
  Record<EvaluationTopic, { readonly mark: EvaluationMark; readonly comment: string | null }>
>;

/** What an office may decide about a filed plan. */
export const planOutcomes = {
  chosen: "Chọn để triển khai",
  returned: "Trả lại để hoàn thiện, nộp lại",
  notChosen: "Không chọn năm nay",
} as const satisfies Record<string, string>;
export type PlanOutcome = keyof typeof planOutcomes;

/** Quality systems that a plan may aim at; names as they stand on certificates. */
export const planStandards = {
  vietgap: "VietGAP",
  globalgap: "GlobalG.A.P.",
  organic: "Hữu cơ",
  haccp: "HACCP",
  iso22000: "ISO 22000",
  gmp: "GMP",
  foodSafety: "Cơ sở đủ điều kiện an toàn thực phẩm",
  traceability: "Truy xuất nguồn gốc",
  trademark: "Bảo hộ nhãn hiệu, chỉ dẫn địa lý",
} as const satisfies Record<string, string>;
export type PlanStandard = keyof typeof planStandards;

/** Where the money of an investment comes from. */
export const fundSources = {
  own: "Vốn của chủ thể",
  members: "Thành viên góp",
  loan: "Vay",
  support: "Đề nghị Nhà nước hỗ trợ",
} as const satisfies Record<string, string>;
export type FundSource = keyof typeof fundSources;

/** The star levels that a plan may aim at: those that are recognised. */
export const targetStars = [3, 4, 5] as const;

export const Id = z.uuid("Mã này không đúng.");
export const Version = z.coerce.number().int().min(1);
