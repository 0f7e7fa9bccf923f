import type { MapTexts } from "../../map/setting.ts";

type PageTexts = {
  readonly title: string;
  readonly description: string;
  readonly lead: string;
  readonly open: string;
  readonly drawing: (place: string) => string;
  readonly country: string;
  readonly few: string;
  readonly many: string;
  readonly none: string;
  readonly indicative: string;
  readonly credit: (source: string, licence: string) => string;
  readonly list: Readonly<Record<"commune" | "province", string>>;
  readonly products: (count: string) => string;
  readonly points: (count: string) => string;
  readonly all: (count: string) => string;
  readonly nothing: string;
  readonly embed: string;
  readonly embedMore: string;
  readonly whole: string;
  readonly found: (count: string) => string;
  /** Of the small map of a commune. */
  readonly small: (commune: string, province: string) => string;
};

/** Texts of the map's page. */
export const mapTexts: Readonly<Record<"vi" | "en", PageTexts>> = {
  vi: {
    title: "Bản đồ sản phẩm OCOP",
    description:
      "Sản phẩm, chủ thể và điểm bán OCOP trên bản đồ, theo tỉnh và xã; lọc như danh mục sản phẩm.",
    lead: "Xem nơi làm ra sản phẩm OCOP và nơi bán. Lọc ở đây giống như trong danh mục sản phẩm.",
    open: "Mở bản đồ tương tác",
    drawing: (place) =>
      `Bản đồ ${place}: nơi càng nhiều sản phẩm càng đậm màu. Danh sách ở bên dưới.`,
    country: "cả nước",
    few: "ít",
    many: "nhiều",
    none: "chưa có sản phẩm",
    indicative: "Ranh giới minh họa, tính từ điểm giữa của xã; không phải ranh giới hành chính.",
    credit: (source, licence) => `Ranh giới: ${source}. ${licence}`,
    list: { commune: "Danh sách theo xã, phường", province: "Danh sách theo tỉnh, thành phố" },
    products: (count) => `${count} sản phẩm`,
    points: (count) => `${count} điểm bán`,
    all: (count) => `Xem cả ${count} sản phẩm`,
    nothing: "Chưa có sản phẩm hoặc điểm bán nào phù hợp với điều kiện đã chọn.",
    embed: "Đặt bản đồ này lên trang của bạn",
    embedMore: "Chép đoạn sau vào mã của trang. Bản đồ giữ nguyên điều kiện lọc đang chọn.",
    whole: "Xem bản đồ đầy đủ",
    found: (count) => `${count} sản phẩm`,
    small: (commune, province) => `Vị trí của ${commune} trong ${province}`,
  },
  en: {
    title: "Map of OCOP products",
    description:
      "OCOP products, producers and points of sale on a map, by province and commune, with the filters of the catalogue.",
    lead: "See where OCOP products are made and where they are sold. The filters are those of the catalogue.",
    open: "Open the interactive map",
    drawing: (place) => `Map of ${place}: the darker, the more products. The list is below.`,
    country: "the country",
    few: "few",
    many: "many",
    none: "no products yet",
    indicative:
      "Indicative areas, computed from the middle of each commune; no administrative boundaries.",
    credit: (source, licence) => `Boundaries: ${source}. ${licence}`,
    list: { commune: "List by commune", province: "List by province" },
    products: (count) => (count === "1" ? "1 product" : `${count} products`),
    points: (count) => (count === "1" ? "1 point of sale" : `${count} points of sale`),
    all: (count) => `See all ${count} products`,
    nothing: "No product or point of sale fits what you chose.",
    embed: "Put this map on your site",
    embedMore: "Copy this into the code of your page. The map keeps the filters chosen here.",
    whole: "See the whole map",
    found: (count) => (count === "1" ? "1 product" : `${count} products`),
    small: (commune, province) => `Where ${commune} lies in ${province}`,
  },
};

/** Words of the interactive map. */
export const atlasTexts: Readonly<Record<"vi" | "en", MapTexts>> = {
  vi: {
    map: "Bản đồ. Dùng phím mũi tên để di chuyển, phím cộng và trừ để phóng to, thu nhỏ. Danh sách những gì trong khung hình ở ngay dưới.",
    layers: "Hiện trên bản đồ",
    names: {
      products: "Sản phẩm",
      producers: "Chủ thể",
      points: "Điểm bán",
      growing: "Vùng nguyên liệu",
      areas: "Ranh giới",
    },
    near: "Gần tôi",
    nearFailed: "Không biết được vị trí của bạn. Hãy cho phép trang này dùng vị trí rồi thử lại.",
    here: "Bạn ở đây",
    close: "Đóng",
    closer: "Phóng to",
    many: {
      products: "{n} sản phẩm",
      producers: "{n} chủ thể",
      points: "{n} điểm bán",
      growing: "{n} vùng nguyên liệu",
    },
    inView: "Trong khung hình",
    noneInView: "Không có gì trong khung hình.",
    allHere: "Xem tất cả trong danh mục",
    stars: "{n} sao",
    over: "không còn hiệu lực",
    indicative: "ranh giới minh họa",
    failed: "Chưa mở được bản đồ. Hãy kiểm tra mạng rồi thử lại.",
    zoomIn: "Phóng to",
    zoomOut: "Thu nhỏ",
    whole: "Toàn cảnh",
  },
  en: {
    map: "Map. Use the arrow keys to move, plus and minus to zoom. What is in view is listed right below.",
    layers: "On the map",
    names: {
      products: "Products",
      producers: "Producers",
      points: "Points of sale",
      growing: "Growing areas",
      areas: "Boundaries",
    },
    near: "Near me",
    nearFailed: "Your position could not be found. Allow this page to use it and try again.",
    here: "You are here",
    close: "Close",
    closer: "Zoom in",
    many: {
      products: "{n} products",
      producers: "{n} producers",
      points: "{n} points of sale",
      growing: "{n} growing areas",
    },
    inView: "In view",
    noneInView: "Nothing is in view.",
    allHere: "See all in the catalogue",
    stars: "{n} stars",
    over: "no longer in force",
    indicative: "indicative areas",
    failed: "The map could not be opened. Check the network and try again.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    whole: "Whole view",
  },
};
