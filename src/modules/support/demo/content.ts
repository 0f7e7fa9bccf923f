import type { SaveMeasure } from "../inputs.ts";

/** What everything in the demo says of itself. */
export const mark = "(dữ liệu minh họa)";

/** The voucher of the demo's one payment; its plan of the year records the same. */
export const demoVoucher = "UNC-MẪU-01";

/** A shipped measure that the demo's office has adapted and opened, with its budget of the year. */
type DemoMeasure = Omit<SaveMeasure, "expectedVersion"> & { readonly budget: string };

const common = {
  form: "money",
  legalBasis: `Quyết định mẫu của UBND tỉnh ${mark}`,
  source: "provinceBudget",
  minStars: "3",
  producerKinds: [],
  oncePer: "product",
  everyYears: "3",
  claimMonths: "",
  from: "2018-01-01",
  until: "",
  decideDays: "10",
  payDays: "15",
  papers: "Hợp đồng hoặc báo giá\nHóa đơn, chứng từ đã chi",
} as const satisfies Partial<SaveMeasure>;

/** Rates of the Đắk Lắk estimate; the ceilings are made up for the demo. */
export const demoMeasures: readonly DemoMeasure[] = [
  {
    ...common,
    code: "DL-5.2b",
    kind: "product",
    name: "Thiết kế nhận diện, bao bì, nhãn",
    what: `Bao bì, tem, nhãn, trang web, tờ rơi của sản phẩm ${mark}.`,
    ratePercent: "30",
    ceiling: "9.000.000",
    grantedFor: "recognised",
    budget: "60 triệu",
  },
  {
    ...common,
    code: "DL-5.2h",
    kind: "product",
    name: "Truy xuất nguồn gốc điện tử",
    what: `Mã vạch, mã QR hoặc tem điện tử ${mark}.`,
    ratePercent: "50",
    ceiling: "5.000.000",
    grantedFor: "recognised",
    budget: "20 triệu",
  },
  {
    ...common,
    code: "DL-5.2c",
    kind: "equipment",
    name: "Máy móc, thiết bị sản xuất, sơ chế, chế biến",
    what: `Máy, dây chuyền sản xuất, chế biến, đóng gói, bảo quản ${mark}.`,
    ratePercent: "30",
    ceiling: "90.000.000",
    grantedFor: "recognised",
    oncePer: "producer",
    budget: "270 triệu",
  },
];

/** A claim of the demo and how far it has come. */
export type DemoClaim = {
  readonly stop: "draft" | "filed" | "returned" | "approved" | "paid";
  readonly cost: string;
  readonly asked: string;
  readonly purpose: string;
};

/** One in each main state; the amounts fit every measure above. */
export const demoClaims: readonly DemoClaim[] = [
  { stop: "paid", cost: "16.000.000", asked: "4.800.000", purpose: "In tem, nhãn đợt đầu" },
  { stop: "filed", cost: "12.000.000", asked: "3.600.000", purpose: "Thiết kế bao bì mới" },
  { stop: "approved", cost: "10.000.000", asked: "3.000.000", purpose: "Mua máy hàn túi" },
  { stop: "returned", cost: "9.000.000", asked: "2.700.000", purpose: "Làm mã QR cho lô hàng" },
  { stop: "draft", cost: "8.000.000", asked: "2.400.000", purpose: "In hộp quà Tết" },
].map((one) => ({ ...one, purpose: `${one.purpose} ${mark}.` }) as DemoClaim);
