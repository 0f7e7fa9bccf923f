import type { PathPair, Texts } from "#ui/bilingual.ts";

/** Texts of the public shell. */
export const shellTexts: Texts<
  Record<
    | "name"
    | "skip"
    | "navigation"
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
  {
    paths: { vi: "/tu-cham-diem", en: "/en/self-score" },
    name: { vi: "Tự chấm điểm", en: "Self-score" },
  },
  {
    paths: { vi: "/bo-tieu-chi", en: "/en/criteria" },
    name: { vi: "Bộ tiêu chí", en: "Criteria" },
  },
  {
    paths: { vi: "/cong-khai", en: "/en/register" },
    name: { vi: "Giấy chứng nhận", en: "Certificates" },
  },
  { paths: { vi: "/dia-danh", en: "/en/places" }, name: { vi: "Địa danh", en: "Places" } },
];

/** Texts of the page that stands in for one that failed. */
export const errorTexts: Texts<
  Record<"missing" | "missingMore" | "fault" | "faultMore" | "home", string>
> = {
  vi: {
    missing: "Không tìm thấy trang",
    missingMore: "Địa chỉ này không có nội dung. Hãy kiểm tra lại đường dẫn hoặc về trang chủ.",
    fault: "Trang này đang gặp lỗi",
    faultMore: "Hãy thử tải lại trang. Nếu vẫn lỗi, xin báo cho văn phòng điều phối của tỉnh.",
    home: "Về trang chủ",
  },
  en: {
    missing: "Page not found",
    missingMore: "There is nothing at this address. Check the link or go to the home page.",
    fault: "This page has a problem",
    faultMore:
      "Please reload the page. If it happens again, tell the coordination office of the province.",
    home: "Go to the home page",
  },
};
