import type { PathPair, Texts } from "#ui/bilingual.ts";

/** Texts of the public shell. */
export const shellTexts: Texts<
  Record<
    | "name"
    | "skip"
    | "navigation"
    | "menu"
    | "close"
    | "search"
    | "searchButton"
    | "otherLanguage"
    | "signIn"
    | "account"
    | "demo"
    | "demoMore"
    | "about"
    | "source",
    string
  >
> = {
  vi: {
    name: "Mỗi xã một sản phẩm",
    skip: "Đến nội dung chính",
    navigation: "Mục chính",
    menu: "Danh mục",
    close: "Đóng",
    search: "Tìm sản phẩm, chủ thể",
    searchButton: "Tra cứu",
    otherLanguage: "English",
    signIn: "Đăng nhập",
    account: "Việc của tôi",
    demo: "Bản dùng thử.",
    demoMore: "Tỉnh, người dùng và sản phẩm ở đây là dữ liệu mẫu, không có giá trị pháp lý.",
    about: "Phần mềm mở để một tỉnh vận hành Chương trình Mỗi xã một sản phẩm (OCOP).",
    source:
      "Bộ tiêu chí được ghi lại từ các quyết định của Thủ tướng Chính phủ. Khi có khác biệt, văn bản gốc là căn cứ.",
  },
  en: {
    name: "One Commune One Product",
    skip: "Skip to main content",
    navigation: "Main sections",
    menu: "Menu",
    close: "Close",
    search: "Find a product or producer",
    searchButton: "Look up",
    otherLanguage: "Tiếng Việt",
    signIn: "Sign in",
    account: "My work",
    demo: "Trial installation.",
    demoMore: "The province, people and products shown here are sample data without legal effect.",
    about:
      "Open software for a province of Viet Nam to run the One Commune One Product (OCOP) programme.",
    source:
      "The criteria are transcribed from decisions of the Prime Minister of Viet Nam. Where they differ, the original text prevails.",
  },
};

/** Sections of the header. */
export const navigation: readonly { paths: PathPair; name: Texts<string> }[] = [
  { paths: { vi: "/san-pham", en: "/en/products" }, name: { vi: "Sản phẩm", en: "Products" } },
  { paths: { vi: "/ban-do", en: "/en/map" }, name: { vi: "Bản đồ", en: "Map" } },
  {
    paths: { vi: "/diem-ban", en: "/en/points-of-sale" },
    name: { vi: "Điểm bán", en: "Where to buy" },
  },
  { paths: { vi: "/tin", en: "/en/news" }, name: { vi: "Tin, bài", en: "News" } },
  { paths: { vi: "/gioi-thieu", en: "/en/about" }, name: { vi: "OCOP là gì", en: "What is OCOP" } },
  { paths: { vi: "/tham-gia", en: "/en/join" }, name: { vi: "Tham gia", en: "Take part" } },
  {
    paths: { vi: "/tu-cham-diem", en: "/en/self-score" },
    name: { vi: "Tự chấm điểm", en: "Self-score" },
  },
];

/** Where the search of the header is answered. */
export const searchPath: PathPair = { vi: "/san-pham", en: "/en/products" };

/** What the foot of every page leads to. */
export const footer: readonly {
  title: Texts<string>;
  links: readonly { paths: PathPair; name: Texts<string> }[];
}[] = [
  {
    title: { vi: "Người mua", en: "Shoppers" },
    links: [
      {
        paths: { vi: "/quet", en: "/en/scan" },
        name: { vi: "Quét mã trên bao bì", en: "Scan the code on a pack" },
      },
      {
        paths: { vi: "/phan-anh", en: "/en/report" },
        name: { vi: "Phản ánh về sản phẩm", en: "Report a product" },
      },
      {
        paths: { vi: "/phan-anh/tra-cuu", en: "/en/report/status" },
        name: { vi: "Kết quả phản ánh", en: "What became of a report" },
      },
    ],
  },
  {
    title: { vi: "Công khai", en: "Open to all" },
    links: [
      {
        paths: { vi: "/cong-khai", en: "/en/register" },
        name: { vi: "Mọi giấy chứng nhận", en: "Every certificate" },
      },
      {
        paths: { vi: "/cong-khai/quyet-dinh", en: "/en/register/decisions" },
        name: { vi: "Các quyết định", en: "Decisions" },
      },
      {
        paths: { vi: "/bo-tieu-chi", en: "/en/criteria" },
        name: { vi: "Bộ tiêu chí", en: "Criteria" },
      },
      {
        paths: { vi: "/du-lieu", en: "/en/open-data" },
        name: { vi: "Dữ liệu mở", en: "Open data" },
      },
      { paths: { vi: "/dia-danh", en: "/en/places" }, name: { vi: "Địa danh", en: "Places" } },
    ],
  },
  {
    title: { vi: "Người làm ra sản phẩm", en: "Producers" },
    links: [
      {
        paths: { vi: "/y-tuong", en: "/en/ideas" },
        name: { vi: "Đăng ký ý tưởng", en: "Register an idea" },
      },
      {
        paths: { vi: "/tu-cham-diem", en: "/en/self-score" },
        name: { vi: "Tự chấm điểm", en: "Self-score" },
      },
      {
        paths: { vi: "/dang-ky", en: "/dang-ky" },
        name: { vi: "Đăng ký tài khoản", en: "Sign up (in Vietnamese)" },
      },
      {
        paths: { vi: "/dang-nhap", en: "/dang-nhap" },
        name: { vi: "Đăng nhập", en: "Sign in (in Vietnamese)" },
      },
    ],
  },
];

/** Texts of the page that stands in for one that failed. */
export const errorTexts: Texts<
  Record<
    | "missing"
    | "missingMore"
    | "refused"
    | "unmet"
    | "fault"
    | "faultMore"
    | "home"
    | "search"
    | "work"
    | "publicPages",
    string
  >
> = {
  vi: {
    missing: "Không tìm thấy trang",
    missingMore: "Địa chỉ này không có nội dung. Hãy kiểm tra lại đường dẫn hoặc về trang chủ.",
    refused: "Trang này không dành cho tài khoản của bạn",
    unmet: "Chưa mở được trang này",
    fault: "Trang này đang gặp lỗi",
    faultMore: "Hãy thử tải lại trang. Nếu vẫn lỗi, xin báo cho văn phòng điều phối của tỉnh.",
    home: "Về trang chủ",
    search: "Tìm sản phẩm",
    work: "Về việc của tôi",
    publicPages: "Trang công khai",
  },
  en: {
    missing: "Page not found",
    missingMore: "There is nothing at this address. Check the link or go to the home page.",
    refused: "This page is not for your account",
    unmet: "This page cannot be opened now",
    fault: "This page has a problem",
    faultMore:
      "Please reload the page. If it happens again, tell the coordination office of the province.",
    home: "Go to the home page",
    search: "Find a product",
    work: "To my work",
    publicPages: "Public pages",
  },
};
