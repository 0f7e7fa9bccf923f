import type { Field } from "./fields.ts";
import type { FormFacts } from "./facts.ts";

const line = "line";
const text = "text";

/** Mẫu 02, part I: the producer and the product. */
export const general: readonly Field[] = [
  {
    name: "legalForm",
    label: "Loại hình tổ chức",
    kind: line,
    required: true,
    hint: "Hợp tác xã, tổ hợp tác, công ty, hộ kinh doanh…",
    prefill: ({ producer }) => producer.kindName,
  },
  {
    name: "registrationNumber",
    label: "Số giấy đăng ký",
    kind: line,
    required: false,
    hint: "Số giấy đăng ký kinh doanh, đăng ký hợp tác xã.",
    prefill: ({ producer }) => producer.registrationNumber,
  },
  {
    name: "taxCode",
    label: "Mã số thuế",
    kind: line,
    required: false,
    hint: "Để trống nếu chưa có.",
    prefill: ({ producer }) => producer.taxCode,
  },
  {
    name: "foundedOn",
    label: "Ngày thành lập",
    kind: "day",
    required: false,
    hint: "Ngày ghi trên giấy đăng ký lần đầu.",
    prefill: ({ producer }) => producer.foundedOn,
  },
  {
    name: "mainActivity",
    label: "Hoạt động chính",
    kind: text,
    required: true,
    hint: "Làm gì, ở đâu, quy mô ra sao; vài câu là đủ.",
    prefill: ({ producer }) => producer.mainActivity,
  },
  {
    name: "representativeTraits",
    label: "Người đại diện là",
    kind: "ticks",
    required: false,
    hint: "Đánh dấu nếu đúng; để trống thì không tính điểm ở tiêu chí này.",
    choices: { female: "Nữ", minority: "Người dân tộc thiểu số", disabled: "Người khuyết tật" },
    prefill: ({ representative }) => traitsOf(representative),
  },
  {
    name: "representativeEthnicity",
    label: "Dân tộc của người đại diện",
    kind: line,
    required: false,
    hint: "Để trống nếu không muốn khai.",
    prefill: ({ representative }) => representative?.ethnicity ?? null,
  },
  {
    name: "communityCapital",
    label: "Vốn góp của cộng đồng địa phương",
    kind: "percent",
    unit: "%",
    required: false,
    hint: "Phần vốn do người trong xã góp.",
    prefill: ({ producer }) => producer.communityCapitalPercent,
  },
  {
    name: "labour",
    label: "Số lao động",
    kind: "whole",
    unit: "người",
    required: true,
    hint: "Người làm thường xuyên, tính cả thành viên.",
    prefill: ({ years }) => years[0]?.labour ?? null,
  },
  {
    name: "localLabour",
    label: "Trong đó, lao động tại địa phương",
    kind: "whole",
    unit: "người",
    required: true,
    hint: "Người sống trong xã.",
    prefill: ({ years }) => years[0]?.localLabour ?? null,
  },
  {
    name: "productDescription",
    label: "Mô tả sản phẩm",
    kind: text,
    required: true,
    hint: "Sản phẩm là gì, khác sản phẩm cùng loại ở điểm nào.",
    prefill: ({ product }) => product.description,
  },
  {
    name: "ingredients",
    label: "Nguyên liệu, thành phần và nơi lấy",
    kind: text,
    required: false,
    hint: "Ghi từng nguyên liệu chính và nơi trồng, nơi mua. Dịch vụ du lịch để trống.",
    prefill: ({ product }) => product.ingredients,
  },
  {
    name: "packaging",
    label: "Quy cách đóng gói",
    kind: text,
    required: false,
    hint: "Ví dụ: hộp giấy 500 g, túi hút chân không 200 g.",
    prefill: ({ product }) => product.packaging,
  },
  {
    name: "standard",
    label: "Tiêu chuẩn, công bố chất lượng",
    kind: text,
    required: false,
    hint: "Số tiêu chuẩn cơ sở, số bản công bố.",
    prefill: ({ product }) => product.standard,
  },
  {
    name: "intellectualProperty",
    label: "Sở hữu trí tuệ",
    kind: "ticks",
    required: false,
    hint: "Đánh dấu những gì đã có giấy và gắn giấy đó ở tiêu chí Sở hữu trí tuệ.",
    choices: {
      trademark: "Nhãn hiệu",
      geographicalIndication: "Chỉ dẫn địa lý",
      collectiveMark: "Nhãn hiệu tập thể",
      certificationMark: "Nhãn hiệu chứng nhận",
      design: "Kiểu dáng công nghiệp",
      patent: "Sáng chế, giải pháp hữu ích",
      copyright: "Quyền tác giả",
    },
  },
];

/** Mẫu 02, part II: what came of the business plan. */
export const results: readonly Field[] = [
  {
    name: "year",
    label: "Năm báo cáo",
    kind: "whole",
    required: true,
    hint: "Năm gần nhất đã có đủ số liệu.",
    prefill: ({ years }) => years[0]?.year ?? null,
  },
  {
    name: "output",
    label: "Sản lượng",
    kind: line,
    required: true,
    hint: "Ghi cả đơn vị, ví dụ: 12 tấn; với du lịch: số lượt khách.",
    prefill: ({ product }) => product.output,
  },
  {
    name: "revenue",
    label: "Doanh thu",
    kind: "money",
    unit: "đồng",
    required: true,
    hint: "Của cả chủ thể trong năm báo cáo.",
    prefill: ({ years }) => years[0]?.revenue ?? null,
  },
  {
    name: "profit",
    label: "Lợi nhuận",
    kind: "profit",
    unit: "đồng",
    required: false,
    hint: "Lỗ ghi số âm.",
    prefill: ({ years }) => years[0]?.profit ?? null,
  },
  {
    name: "localMaterial",
    label: "Nguyên liệu trong xã",
    kind: "percent",
    unit: "%",
    required: false,
    hint: "Phần nguyên liệu lấy trong xã.",
    prefill: ({ years }) => years[0]?.communeMaterialPercent ?? null,
  },
  {
    name: "provinceMaterial",
    label: "Nguyên liệu trong tỉnh",
    kind: "percent",
    unit: "%",
    required: false,
    hint: "Tính cả phần trong xã.",
    prefill: ({ years }) => years[0]?.provinceMaterialPercent ?? null,
  },
  {
    name: "capacity",
    label: "Năng lực sản xuất",
    kind: text,
    required: false,
    hint: "Nhà xưởng, máy móc, vùng nguyên liệu, mùa vụ.",
    prefill: ({ years }) => years[0]?.capacity ?? null,
  },
  {
    name: "markets",
    label: "Thị trường, kênh bán",
    kind: text,
    required: true,
    hint: "Bán ở đâu, qua ai: chợ, siêu thị, sàn điện tử, xuất khẩu.",
    prefill: ({ years }) => years[0]?.markets ?? null,
  },
  {
    name: "planDone",
    label: "Việc đã làm theo phương án kinh doanh",
    kind: text,
    required: true,
    hint: "Đã đầu tư gì, làm được gì so với phương án; số liệu nếu có.",
  },
  {
    name: "difficulties",
    label: "Khó khăn, vướng mắc",
    kind: text,
    required: false,
    hint: "Ghi điều muốn được giúp; không bị trừ điểm.",
  },
];

/** Mẫu 02, part IV: what comes next. */
export const plan: readonly Field[] = [
  {
    name: "goal",
    label: "Mục tiêu sắp tới",
    kind: text,
    required: true,
    hint: "Muốn đạt mấy sao, bán được bao nhiêu, trong mấy năm.",
  },
  {
    name: "production",
    label: "Kế hoạch sản xuất",
    kind: text,
    required: true,
    hint: "Vùng nguyên liệu, sản lượng, máy móc, người làm.",
  },
  {
    name: "quality",
    label: "Kế hoạch chất lượng, bao bì",
    kind: text,
    required: false,
    hint: "Chứng nhận định làm, nhãn và bao bì định đổi.",
  },
  {
    name: "market",
    label: "Kế hoạch thị trường",
    kind: text,
    required: true,
    hint: "Kênh bán mới, hội chợ, quảng bá.",
  },
  {
    name: "community",
    label: "Lợi ích cho cộng đồng",
    kind: text,
    required: false,
    hint: "Việc làm, bao tiêu nguyên liệu, giữ nghề, môi trường.",
  },
  {
    name: "support",
    label: "Đề nghị hỗ trợ",
    kind: text,
    required: false,
    hint: "Vốn, tập huấn, tem nhãn, kết nối…",
  },
];

function traitsOf(representative: FormFacts["representative"]): string[] {
  if (representative === null) return [];
  const { sex, ethnicity, isDisabled } = representative;
  return [
    ...(sex === "female" ? ["female"] : []),
    ...(ethnicity !== null && !/^(kinh|việt)$/i.test(ethnicity) ? ["minority"] : []),
    ...(isDisabled === true ? ["disabled"] : []),
  ];
}
