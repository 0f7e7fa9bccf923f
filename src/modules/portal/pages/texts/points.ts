const vi = {
  title: "Điểm bán sản phẩm OCOP",
  description:
    "Trung tâm, gian hàng, điểm và quầy giới thiệu sản phẩm OCOP: địa chỉ, giờ mở cửa, điện thoại, chỉ đường.",
  lead: "Nơi giới thiệu và bán sản phẩm OCOP do văn phòng điều phối ghi nhận.",
  kind: "Loại điểm bán",
  all: "Tất cả",
  found: (n: string) => `${n} điểm bán`,
  none: "Chưa ghi điểm bán nào",
  noneMore:
    "Văn phòng điều phối của tỉnh thêm điểm bán trong mục Quản lý điểm bán. Trong lúc chờ, trang của từng sản phẩm cho biết cách mua.",
  noneKind: "Chưa có điểm bán nào thuộc loại này.",
  products: "Xem sản phẩm",
  map: "Xem trên bản đồ",
};
const en: typeof vi = {
  title: "Where OCOP products are sold",
  description:
    "Centres, stalls, points and counters for OCOP products: address, opening hours, telephone, directions.",
  lead: "Places that show and sell OCOP products, as the coordination office has recorded them.",
  kind: "Kind",
  all: "All",
  found: (n: string) => (n === "1" ? "1 place" : `${n} places`),
  none: "No place has been recorded yet",
  noneMore:
    "The coordination office adds points of sale. Meanwhile each product’s page tells where to buy it.",
  noneKind: "There is no place of this kind yet.",
  products: "See the products",
  map: "See them on the map",
};

/** Texts of the points of sale. */
export const pointTexts = { vi, en };
