const vi = {
  title: "Dữ liệu mở",
  description:
    "Tải sổ đăng ký sản phẩm OCOP dạng CSV, JSON, GeoJSON; giao diện lập trình có mô tả OpenAPI; nguồn tin Atom. Không cần xin phép.",
  lead: "Mọi điều trang này cho thấy đều lấy được dưới dạng dữ liệu, không cần tài khoản.",
  files: "Tải về",
  filesMore:
    "Sản phẩm từng được công nhận, trạng thái hôm nay. Thêm điều kiện lọc của danh mục vào địa chỉ, ví dụ ?stars=5&province=19.",
  products: "Sản phẩm",
  certificates: "Giấy chứng nhận",
  interface: "Giao diện lập trình",
  interfaceMore:
    "Chỉ đọc, trả JSON, có ETag: gửi lại If-None-Match để biết có gì mới mà không phải tải lại. Mô tả đầy đủ bằng OpenAPI 3.1.",
  openapi: "Mô tả OpenAPI",
  try: "Thử trên dòng lệnh",
  keys: "Không cần khóa: ai cũng gọi được đến giới hạn chung mỗi phút (ghi ở tiêu đề RateLimit). Hệ thống cần nhiều hơn, hoặc muốn nhận tin có chữ ký mỗi khi có công nhận, thu hồi, xin văn phòng tỉnh cấp khóa hoặc đăng ký địa chỉ nhận.",
  dcat: "Danh mục dữ liệu (DCAT)",
  feeds: "Theo dõi cái mới",
  recognitions: "Sản phẩm mới được công nhận (Atom)",
  news: "Tin, bài (Atom)",
  sitemap: "Sơ đồ trang (sitemap)",
  personal: "Không có dữ liệu cá nhân, trừ cách liên hệ mà chủ thể tự chọn công khai.",
};
const en: typeof vi = {
  title: "Open data",
  description:
    "Download the register of OCOP products as CSV, JSON or GeoJSON; an interface described by OpenAPI; Atom feeds. No permission needed.",
  lead: "Everything that this site shows can be had as data, without an account.",
  files: "Downloads",
  filesMore:
    "Products that were ever recognised, with their state today. Add the catalogue’s filters to the address, such as ?stars=5&province=19.",
  products: "Products",
  certificates: "Certificates",
  interface: "Interface for programs",
  interfaceMore:
    "Read-only JSON with ETags: send If-None-Match to learn what is new without loading it again. Described by OpenAPI 3.1.",
  openapi: "OpenAPI description",
  try: "Try it on a command line",
  keys: "No key is needed up to a common limit per minute (see the RateLimit header). Systems that need more, or want signed messages about each recognition and revocation, ask the province’s office for a key or register an address.",
  dcat: "Data catalogue (DCAT)",
  feeds: "Follow what is new",
  recognitions: "Newly recognised products (Atom)",
  news: "News and stories (Atom)",
  sitemap: "Sitemap",
  personal: "There are no personal data in it but the contact that producers chose to publish.",
};

/** Texts of the page on open data. */
export const openDataTexts = { vi, en };
