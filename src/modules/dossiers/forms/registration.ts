import { dossierKinds } from "../model.ts";
import type { Field } from "./fields.ts";

const line = "line";
const text = "text";

/** Mẫu 01: who registers which product, and for what. */
export const registration: readonly Field[] = [
  {
    name: "ownerName",
    label: "Tên chủ thể",
    kind: line,
    required: true,
    hint: "Đúng như trong giấy đăng ký kinh doanh hoặc đăng ký hợp tác xã.",
    prefill: ({ producer }) => producer.name,
  },
  {
    name: "representativeName",
    label: "Người đại diện theo pháp luật",
    kind: line,
    required: true,
    hint: "Họ và tên đầy đủ.",
    prefill: ({ representative }) => representative?.fullName ?? null,
  },
  {
    name: "representativeRole",
    label: "Chức vụ",
    kind: line,
    required: true,
    hint: "Ví dụ: Giám đốc hợp tác xã, chủ hộ.",
    prefill: ({ representative }) => representative?.position ?? null,
  },
  {
    name: "address",
    label: "Địa chỉ",
    kind: line,
    required: true,
    hint: "Nơi sản xuất hoặc trụ sở, ghi đến thôn, bản, tổ dân phố.",
    prefill: ({ producer }) => `${producer.address}, ${producer.unitName}`,
  },
  {
    name: "phone",
    label: "Điện thoại",
    kind: "phone",
    required: true,
    hint: "Số để cán bộ gọi khi hồ sơ cần bổ sung.",
    prefill: ({ producer }) => producer.phone,
  },
  {
    name: "email",
    label: "Thư điện tử",
    kind: "email",
    required: false,
    hint: "Để trống nếu không dùng.",
    prefill: ({ producer }) => producer.email,
  },
  {
    name: "productName",
    label: "Tên sản phẩm đăng ký",
    kind: line,
    required: true,
    hint: "Đúng như trên nhãn hàng hóa.",
    prefill: ({ product }) => product.name,
  },
  {
    name: "sector",
    label: "Ngành",
    kind: line,
    required: true,
    hint: "Theo danh mục sản phẩm của quyết định.",
    prefill: ({ set }) => set.sector,
  },
  {
    name: "group",
    label: "Nhóm",
    kind: line,
    required: false,
    hint: "Để trống nếu danh mục không chia nhóm.",
    prefill: ({ set }) => set.group,
  },
  {
    name: "subgroup",
    label: "Phân nhóm (bộ sản phẩm)",
    kind: line,
    required: true,
    hint: "Bộ tiêu chí dùng để chấm sản phẩm.",
    prefill: ({ set }) => `${set.code}. ${set.title}`,
  },
  {
    name: "kind",
    label: "Đăng ký",
    kind: "choice",
    required: true,
    hint: "Lần đầu, nâng hạng hoặc đánh giá lại khi giấy chứng nhận sắp hết hạn.",
    choices: dossierKinds,
    prefill: ({ kind }) => kind,
  },
  {
    name: "attachments",
    label: "Tài liệu kèm theo",
    kind: text,
    required: false,
    hint: "Danh mục minh chứng được lập tự động; chỉ ghi thêm những gì nộp bằng bản giấy.",
  },
];
