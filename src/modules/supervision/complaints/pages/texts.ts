import type { ComplaintKind, ComplaintState } from "../model.ts";
import { complaintKinds } from "../model.ts";

/** Texts of the pages on which anyone may tell, and ask what became of it. */
export const complaintTexts = {
  vi: {
    title: "Phản ánh về sản phẩm OCOP",
    lead: "Nhãn in sai hạng sao, nghi hàng giả, chất lượng có vấn đề? Hãy cho cơ quan quản lý OCOP của tỉnh biết. Không cần tài khoản, không cần để lại tên.",
    about: "Phản ánh về giấy chứng nhận",
    kind: "Phản ánh việc gì",
    kinds: complaintKinds as Readonly<Record<ComplaintKind, string>>,
    product: "Tên sản phẩm",
    productHint: "Ghi như in trên bao bì.",
    province: "Tỉnh, thành phố nơi làm ra sản phẩm",
    choose: "Hãy chọn",
    seen: "Thấy ở đâu (không bắt buộc)",
    seenHint: "Ví dụ: tên chợ, cửa hàng, trang bán hàng.",
    text: "Điều đã thấy",
    photo: "Ảnh nhãn hoặc bao bì (không bắt buộc)",
    photoHint:
      "Một ảnh, nhiều nhất 10 MB. Vị trí chụp và thông tin máy ảnh trong tệp bị bỏ đi trước khi lưu.",
    photoAgain: "Trình duyệt không giữ được ảnh: hãy chọn lại ảnh trước khi gửi.",
    contact: "Cách liên hệ (không bắt buộc)",
    contactHint: "Số điện thoại hoặc thư điện tử. Chỉ cơ quan xử lý thấy, không bao giờ công khai.",
    submit: "Gửi phản ánh",
    ask: "Đã gửi rồi? Tra cứu bằng mã",
    askTitle: "Tra cứu phản ánh",
    askLead: "Nhập mã nhận được khi gửi phản ánh.",
    code: "Mã phản ánh",
    askSubmit: "Tra cứu",
    thanks: "Đã nhận phản ánh",
    keep: "Hãy ghi lại hoặc chụp màn hình mã dưới đây. Chỉ mã này tra được phản ánh; cơ quan không gửi lại được mã.",
    none: "Không có phản ánh nào mang mã này",
    noneMore: "Hãy xem lại từng chữ của mã.",
    received: "Nhận lúc",
    state: "Tình trạng",
    settled: "Cập nhật lúc",
    answer: "Trả lời",
    other: "Gửi phản ánh khác",
    states: {
      received: "Đã nhận, chờ cơ quan xem",
      inCase: "Đã chuyển cơ quan có thẩm quyền xử lý",
      inInspection: "Đã chuyển cơ quan có thẩm quyền xử lý",
      dismissed: "Đã xem xét xong",
    } satisfies Record<ComplaintState, string>,
  },
  en: {
    title: "Report a problem with an OCOP product",
    lead: "Wrong stars on the label, a suspected fake, poor quality? Tell the OCOP office of the province. No account is needed, nor your name.",
    about: "About certificate",
    kind: "What is it about",
    kinds: {
      label: "Label, stars or OCOP mark printed wrongly",
      copy: "Suspected fake product or QR code",
      quality: "Quality or food safety",
      stopped: "The place of production no longer works",
      other: "Something else",
    } satisfies Record<ComplaintKind, string>,
    product: "Name of the product",
    productHint: "As printed on the package.",
    province: "Province where it is made",
    choose: "Please choose",
    seen: "Where you saw it (optional)",
    seenHint: "For example a market, a shop, a web page.",
    text: "What you saw",
    photo: "Photo of the label or package (optional)",
    photoHint:
      "One picture of at most 10 MB. Where and by which camera it was taken is removed before it is stored.",
    photoAgain: "Your browser could not keep the picture: please choose it again.",
    contact: "How to reach you (optional)",
    contactHint: "Telephone or e-mail. Seen by the office only, never published.",
    submit: "Send the report",
    ask: "Sent one before? Look it up by its code",
    askTitle: "Look up a report",
    askLead: "Enter the code that you were given when you sent the report.",
    code: "Code of the report",
    askSubmit: "Look up",
    thanks: "Your report was received",
    keep: "Write down the code below or take a picture of it. Only this code finds the report; the office cannot send it again.",
    none: "No report has this code",
    noneMore: "Please check every letter of the code.",
    received: "Received",
    state: "State",
    settled: "Updated",
    answer: "Answer",
    other: "Send another report",
    states: {
      received: "Received, waiting for the office",
      inCase: "Passed to the competent authority",
      inInspection: "Passed to the competent authority",
      dismissed: "Considered",
    } satisfies Record<ComplaintState, string>,
  },
} as const;

/** What to do about each field, in English; the service says it in Vietnamese. */
const fieldsInEnglish: Readonly<Record<string, string>> = {
  kind: "Please choose what it is about.",
  productName: "Please enter the name of the product, at most 200 letters.",
  provinceCode: "Please choose the province where it is made.",
  seenAt: "At most 300 letters, please.",
  text: "Please say what you saw, in at most 4,000 letters.",
  contact: "At most 200 letters, please.",
  photo: "This picture could not be taken: send one JPEG, PNG, WebP or HEIC of at most 10 MB.",
  formKey: "Please load the page again.",
};

/** The messages beside the fields of a form, in the language of its page. */
export function fieldErrors(
  errors: Readonly<Record<string, string>>,
  lang: "vi" | "en",
): Readonly<Record<string, string>> {
  if (lang === "vi") return errors;
  return Object.fromEntries(
    Object.keys(errors).map((name) => [name, fieldsInEnglish[name] ?? "Please check this field."]),
  );
}
