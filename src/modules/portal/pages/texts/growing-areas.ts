const vi = {
  title: "Vùng nguyên liệu",
  description:
    "Nơi trồng, nuôi nguyên liệu của sản phẩm OCOP: diện tích, mã số vùng trồng, tiêu chuẩn, sản phẩm.",
  lead: "Nơi trồng, nuôi nguyên liệu do chủ thể khai, cơ quan quản lý tỉnh duyệt và chủ thể cho công khai.",
  found: (n: string) => `${n} vùng`,
  none: "Chưa có vùng nguyên liệu nào được công khai",
  noneMore: "Chủ thể khai vùng trong mục Vùng nguyên liệu; vùng được duyệt sẽ hiện ở đây.",
  map: "Xem trên bản đồ",
  code: "Mã số vùng trồng",
  area: "Diện tích",
  standard: "Tiêu chuẩn",
  until: (day: string) => `đến ${day}`,
  lapsed: (day: string) => `chứng nhận đã hết hạn ngày ${day}`,
  grower: "Chủ thể",
  supplies: "Nguyên liệu cho",
  one: "Vùng nguyên liệu",
  all: "Các điều kiện đã chọn",
  clear: "Xem tất cả",
};
const en: typeof vi = {
  title: "Growing areas",
  description:
    "Where the raw material of OCOP products grows: area, official code, standard, products.",
  lead: "Where raw material grows, as told by the producer, accepted by the office of the province and made public by the producer.",
  found: (n) => (n === "1" ? "1 growing area" : `${n} growing areas`),
  none: "No growing area has been made public yet",
  noneMore: "Producers tell of their growing areas; those that are accepted stand here.",
  map: "See the map",
  code: "Official code",
  area: "Area",
  standard: "Standard",
  until: (day) => `until ${day}`,
  lapsed: (day) => `the certificate ended on ${day}`,
  grower: "Producer",
  supplies: "Raw material for",
  one: "Growing areas",
  all: "What was chosen",
  clear: "See all",
};

/** Texts of growing areas. */
export const growingAreaTexts = { vi, en };
