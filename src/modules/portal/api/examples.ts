/** A request that the page on open data shows, with the words beside it; the tests send every one. */
export type Example = {
  readonly path: string;
  readonly vi: string;
  readonly en: string;
  /** Sent with it. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** In the order of the page: from the plainest to what programs need. */
export const examples: readonly Example[] = [
  {
    path: "/api/v1/products?q=che&stars=4&count=true",
    vi: "Tìm “chè”, hạng 4 sao, có đếm tổng số",
    en: "Search for “chè” (tea) with 4 stars, counted",
  },
  {
    path: "/api/v1/products?province=19&state=current&sort=stars&limit=50",
    vi: "Sản phẩm còn hiệu lực của một tỉnh, nhiều sao trước",
    en: "Products in force of one province, most stars first",
  },
  {
    path: "/api/v1/products.csv?state=expired",
    vi: "Sản phẩm đã hết hiệu lực, mở được bằng bảng tính",
    en: "Products whose recognition has ended, for a spreadsheet",
  },
  {
    path: "/api/v1/products.geojson?province=19",
    vi: "Sản phẩm của một tỉnh trên bản đồ",
    en: "Products of one province for a map",
  },
  {
    path: "/api/v1/producers?kind=cooperative",
    vi: "Các hợp tác xã có sản phẩm được công nhận",
    en: "Cooperatives with recognised products",
  },
  {
    path: "/api/v1/recognitions?year=2026&count=true",
    vi: "Các lần công nhận trong một năm, có quyết định và giấy chứng nhận",
    en: "Recognitions of one year with their decisions and certificates",
  },
  {
    path: "/api/v1/places?text=bac%20kan",
    vi: "Một địa danh cũ và đơn vị hiện nay",
    en: "A former place and what it is today",
  },
  {
    path: "/api/v1/suggestions?q=mat%20o",
    vi: "Gợi ý khi đang gõ",
    en: "Suggestions while typing",
  },
  {
    path: "/api/v1/points-of-sale",
    vi: "Các điểm bán sản phẩm OCOP đang mở",
    en: "Open points of sale",
  },
  {
    path: "/api/v1/growing-areas?standard=vietgap&count=true",
    vi: "Vùng nguyên liệu có chứng nhận VietGAP còn hạn",
    en: "Growing areas with a VietGAP certificate in force",
  },
  {
    path: "/api/v1/growing-areas.geojson",
    vi: "Vùng nguyên liệu với ranh giới, mở được bằng phần mềm bản đồ",
    en: "Growing areas with their lines, for map software",
  },
];

/** The same as one types it on a command line. */
export function curlOf(origin: string, { path, headers = {} }: Example): string {
  const given = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${value}'`);
  return `curl${given.join("")} '${origin}${path}'`;
}
