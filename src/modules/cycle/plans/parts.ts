import type { Finance } from "./finance.ts";
import {
  type FundSource,
  planPartNames,
  type PlanPart,
  planParts,
  planStandards,
} from "./model.ts";

/** What a box of a written part holds. */
export type TextData = Readonly<Record<string, string | readonly string[] | null>>;

/** A named amount as it is kept: whole đồng as decimal text. */
export type NamedAmount = { readonly name: string; readonly amount: string };

/** The finance of a plan as it is kept; may still lack things. */
export type FinanceData = {
  readonly firstYear: number | null;
  /** What is sold by: packet, kilogram, guest. */
  readonly unit: string | null;
  readonly price: string | null;
  /** Units sold, year by year, whole numbers as text. */
  readonly volumes: readonly string[];
  readonly unitCosts: readonly NamedAmount[];
  readonly yearlyCosts: readonly NamedAmount[];
  readonly otherIncome: readonly NamedAmount[];
  readonly investments: readonly (NamedAmount & {
    readonly year: number;
    readonly source: FundSource;
  })[];
};

export type PartData = TextData | FinanceData;

/** Everything written so far. */
export type PlanContent = Readonly<Record<Exclude<PlanPart, "finance">, TextData>> & {
  readonly finance: FinanceData;
};

export const emptyFinance: FinanceData = {
  firstYear: null,
  unit: null,
  price: null,
  volumes: [],
  unitCosts: [],
  yearlyCosts: [],
  otherIncome: [],
  investments: [],
};

/** As many years as a plan may look ahead. */
export const mostYears = 5;
/** As many lines as each list of costs, income or investments may have. */
export const mostLines = 12;

/** One question of a written part; the words are our own. */
export type PlanField = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly kind: "line" | "text" | "ticks" | "stars";
  readonly required: boolean;
  readonly choices?: Readonly<Record<string, string>>;
};

const text = "text";
const line = "line";

/**
 * The questions of the written parts, in words for a telephone: our own, after what the programmes
 * of Bắc Kạn 2018–2020 and Đắk Lắk 2021–2025 (6.3) say of plans. Form 03 of decision 1048/2019, which
 * they name, was not at hand.
 */
export const planFields: Readonly<Record<Exclude<PlanPart, "finance">, readonly PlanField[]>> = {
  production: [
    {
      name: "materials",
      label: "Nguyên liệu",
      hint: "Nguyên liệu chính là gì, lấy ở đâu, ai cung cấp, có đủ quanh năm không.",
      kind: text,
      required: true,
    },
    {
      name: "area",
      label: "Vùng nguyên liệu",
      hint: "Diện tích hoặc quy mô đàn, nơi trồng, nơi nuôi. Ví dụ: 3 ha tại xóm Khe Vai.",
      kind: line,
      required: false,
    },
    {
      name: "process",
      label: "Quy trình làm ra sản phẩm",
      hint: "Các bước từ nguyên liệu đến khi đóng gói; khâu nào giữ chất lượng.",
      kind: text,
      required: true,
    },
    {
      name: "capacity",
      label: "Công suất",
      hint: "Làm được bao nhiêu một tháng hoặc một năm, ghi cả đơn vị. Ví dụ: 12 tấn một năm.",
      kind: line,
      required: true,
    },
    {
      name: "facilities",
      label: "Nhà xưởng, máy móc",
      hint: "Đang có gì, cần thêm gì.",
      kind: text,
      required: false,
    },
    {
      name: "staff",
      label: "Người làm",
      hint: "Bao nhiêu người, trong đó bao nhiêu người trong xã; ai phụ trách, tay nghề ra sao.",
      kind: text,
      required: true,
    },
  ],
  market: [
    {
      name: "customers",
      label: "Bán cho ai",
      hint: "Khách mua là ai, ở đâu, vì sao họ chọn sản phẩm này.",
      kind: text,
      required: true,
    },
    {
      name: "channels",
      label: "Bán qua đâu",
      hint: "Chợ, cửa hàng, siêu thị, sàn điện tử, đại lý, xuất khẩu.",
      kind: text,
      required: true,
    },
    {
      name: "competitors",
      label: "Sản phẩm tương tự",
      hint: "Ai đang bán sản phẩm giống như vậy, giá bao nhiêu; mình khác ở điểm nào.",
      kind: text,
      required: false,
    },
    {
      name: "pricing",
      label: "Cách định giá",
      hint: "Vì sao chọn giá đó; giá bán lẻ, giá cho đại lý.",
      kind: text,
      required: false,
    },
    {
      name: "promotion",
      label: "Quảng bá",
      hint: "Bao bì, nhãn hiệu, hội chợ, mạng xã hội, câu chuyện sản phẩm.",
      kind: text,
      required: false,
    },
  ],
  standards: [
    {
      name: "aimed",
      label: "Muốn đạt những tiêu chuẩn, chứng nhận nào",
      hint: "Đánh dấu những gì sẽ làm trong phương án này; đã có rồi cũng đánh dấu.",
      kind: "ticks",
      required: false,
      choices: planStandards,
    },
    {
      name: "other",
      label: "Tiêu chuẩn khác",
      hint: "Để trống nếu không có.",
      kind: line,
      required: false,
    },
    {
      name: "roadmap",
      label: "Làm thế nào, khi nào xong",
      hint: "Đơn vị chứng nhận, thời gian, việc phải chuẩn bị.",
      kind: text,
      required: false,
    },
  ],
  target: [
    {
      name: "stars",
      label: "Muốn đạt mấy sao",
      hint: "Hệ thống tính những việc cần làm để đạt hạng này.",
      kind: "stars",
      required: true,
    },
    {
      name: "goal",
      label: "Mục tiêu",
      hint: "Trong thời gian của phương án muốn đạt điều gì: sản lượng, thị trường, việc làm.",
      kind: text,
      required: true,
    },
    {
      name: "support",
      label: "Đề nghị hỗ trợ",
      hint: "Cần Nhà nước giúp gì: tập huấn, bao bì, kiểm nghiệm, máy móc, kết nối.",
      kind: text,
      required: false,
    },
  ],
};

function isBlank(value: string | readonly string[] | null | undefined): boolean {
  return value === undefined || value === null || value.length === 0;
}

/** What must be there before a plan is filed and is not yet, part by part. */
export function missingIn(content: PlanContent): readonly { part: PlanPart; label: string }[] {
  return planPartNames.flatMap((part): { part: PlanPart; label: string }[] => {
    if (part === "finance")
      return missingInFinance(content.finance).map((label) => ({ part, label }));
    return planFields[part]
      .filter(({ name, required }) => required && isBlank(content[part][name]))
      .map(({ label }) => ({ part, label }));
  });
}

function missingInFinance(data: FinanceData): string[] {
  return [
    ...(data.firstYear === null ? ["Năm bắt đầu"] : []),
    ...(data.unit === null ? ["Đơn vị bán"] : []),
    ...(data.price === null ? ["Giá bán"] : []),
    ...(data.volumes.length === 0 ? ["Sản lượng bán năm thứ nhất"] : []),
    ...(data.unitCosts.length + data.yearlyCosts.length === 0 ? ["Ít nhất một khoản chi phí"] : []),
  ];
}

/** The finance as it is reckoned with; null while something is missing. */
export function financeOf(data: FinanceData): Finance | null {
  if (missingInFinance(data).length > 0) return null;
  const read = ({ name, amount }: NamedAmount) => ({ name, amount: BigInt(amount) });
  return {
    firstYear: data.firstYear ?? 0,
    price: BigInt(data.price ?? "0"),
    volumes: data.volumes.map(BigInt),
    unitCosts: data.unitCosts.map(read),
    yearlyCosts: data.yearlyCosts.map(read),
    otherIncome: data.otherIncome.map(read),
    investments: data.investments.map((one) => ({ ...read(one), year: one.year })),
  };
}

/** Kept rows as content; a part that nobody has written is empty. */
export function contentOf(
  rows: readonly { readonly part: PlanPart; readonly data: PartData }[],
): PlanContent {
  const of = (part: PlanPart) => rows.find((row) => row.part === part)?.data;
  const written = (part: Exclude<PlanPart, "finance">) => (of(part) ?? {}) as TextData;
  return {
    production: written("production"),
    market: written("market"),
    finance: (of("finance") ?? emptyFinance) as FinanceData,
    standards: written("standards"),
    target: written("target"),
  };
}

/** Whether a text names a part. */
export function isPart(name: string): name is PlanPart {
  return Object.hasOwn(planParts, name);
}
