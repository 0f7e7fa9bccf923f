import { foldText } from "#core/text.ts";
import type { PaperKind } from "#modules/producers/model/papers.ts";

/** Kinds of paper that can back a criterion, and a word on what to look for. */
export type EvidenceHint = {
  readonly kinds: readonly PaperKind[];
  readonly hint: string;
  /** Judged on the sample or on the spot: a paper may help, none is missed. */
  readonly onSample: boolean;
};

type Row = EvidenceHint & { readonly title: RegExp };

const row = (title: RegExp, kinds: readonly PaperKind[], hint: string): Row => ({
  title,
  kinds,
  hint,
  onSample: false,
});

/**
 * Our own guide, by what the title of a criterion speaks of: the codes differ from set to set.
 * It suggests; what a council accepts is the council's to say. The first row that fits counts.
 */
const rows: readonly Row[] = [
  row(
    /co hoi thi truong toan cau/,
    ["exportProof", "salesContract", "iso", "haccp", "organic", "otherQualitySystem"],
    "Hợp đồng xuất khẩu đã thực hiện, chứng nhận được thị trường đó thừa nhận, kết quả xúc tiến.",
  ),
  row(
    /vung (nguyen lieu|san xuat) duoc chung nhan/,
    ["vietGap", "organic", "growingAreaCode"],
    "Chứng nhận VietGAP, hữu cơ, mã số vùng trồng của đúng vùng nguyên liệu.",
  ),
  row(
    /nguyen lieu|nguon goc san pham/,
    ["materialOrigin", "linkageContract", "growingAreaCode"],
    "Hợp đồng, sổ mua nguyên liệu, xác nhận vùng trồng cho thấy lấy từ đâu, bao nhiêu.",
  ),
  row(
    /gia tang gia tri/,
    ["productStandard", "qualityControlPlan", "photo"],
    "Quy trình sơ chế, chế biến; ảnh máy móc, nhà xưởng.",
  ),
  row(
    /nang luc san xuat/,
    ["financialReport", "qualityControlPlan", "salesContract", "photo"],
    "Sổ sản xuất, hóa đơn, ảnh nhà xưởng cho thấy làm được bao nhiêu.",
  ),
  row(
    /lien ket/,
    ["linkageContract", "salesContract"],
    "Hợp đồng liên kết còn hiệu lực, có chữ ký các bên.",
  ),
  row(
    /bao ve moi truong|nang luong|bao ton di san/,
    ["environmentFile", "wasteTreatmentProof", "photo"],
    "Hồ sơ môi trường theo quy mô; ảnh, hợp đồng thu gom chất thải.",
  ),
  row(
    /cong nghe/,
    ["photo", "productStandard", "otherQualitySystem"],
    "Ảnh và mô tả công nghệ, máy móc đang dùng.",
  ),
  row(
    /y tuong/,
    ["storyDocument", "award", "photo"],
    "Câu chuyện ra đời của sản phẩm, tài liệu về nghề, giống, công thức.",
  ),
  row(
    /song ngu|ghi nhan|dong goi|bao bi|chau trong|phu kien/,
    ["label", "barcodeRight", "tracingLink"],
    "Ảnh đủ các mặt của nhãn và bao bì; mã vạch, mã truy xuất.",
  ),
  row(
    /so huu tri tue/,
    [
      "trademark",
      "trademarkApplication",
      "geographicalIndicationRight",
      "collectiveMarkRight",
      "designPatent",
      "copyright",
    ],
    "Giấy chứng nhận, hoặc đơn đã được chấp nhận hợp lệ.",
  ),
  row(
    /loai hinh to chuc/,
    ["businessRegistration", "groupContract", "capitalProof"],
    "Giấy đăng ký; với vốn cộng đồng: xác nhận phần vốn góp.",
  ),
  row(
    /dai dien phap luat/,
    ["representativeProof", "businessRegistration"],
    "Giấy tờ của người đại diện; chỉ nộp khi muốn tính điểm.",
  ),
  row(/lao dong/, ["labourList"], "Danh sách lao động có nơi ở, hợp đồng hoặc bảng công."),
  row(
    /tang truong/,
    ["financialReport", "cooperativeGrading"],
    "Báo cáo tài chính các năm gần đây; với hợp tác xã: kết quả xếp loại.",
  ),
  row(
    /bo phan dieu phoi|co che quan ly|quan ly va nhan vien/,
    ["operatingLicence", "labourList", "other"],
    "Quyết định thành lập, quy chế, danh sách và chứng chỉ nhân viên.",
  ),
  row(
    /khu vuc phan phoi|to chuc phan phoi|ban hang|thi truong muc tieu/,
    ["salesContract", "exportProof", "shopLink"],
    "Hợp đồng, hóa đơn với đại lý, siêu thị; đường dẫn gian hàng.",
  ),
  row(
    /quang ba|bo nhan dien/,
    ["webLink", "shopLink", "fairProof", "videoLink"],
    "Trang mạng, hội chợ, tờ rơi, đường dẫn video.",
  ),
  row(
    /cau chuyen|tri tue ban sac/,
    ["storyDocument", "videoLink", "photo"],
    "Bài viết, tờ rơi, video kể câu chuyện; nơi đã đăng.",
  ),
  row(
    /cong bo/,
    ["qualityDeclaration", "productStandard", "testReport"],
    "Bản công bố kèm phiếu kiểm nghiệm đủ chỉ tiêu.",
  ),
  row(
    /dinh duong|kiem tra dinh ky|tinh an toan|chat luong attp|tap chat|tieu chuan cong bo/,
    ["testReport", "productStandard"],
    "Phiếu kiểm nghiệm của nơi được công nhận.",
  ),
  row(
    /dam bao chat luong|an toan chat luong|dieu kien kinh doanh|an ninh/,
    [
      "foodSafetyCertificate",
      "foodSafetyPledge",
      "haccp",
      "iso",
      "qualityControlPlan",
      "operatingLicence",
    ],
    "Giấy chứng nhận đủ điều kiện, hệ thống chất lượng, hồ sơ kiểm soát.",
  ),
  row(
    /huong dan su dung|tien loi/,
    ["label", "storyDocument"],
    "Phần hướng dẫn trên nhãn hoặc tờ kèm theo.",
  ),
  row(
    /doc dao|tinh xao|hieu qua su dung/,
    ["award", "testReport", "storyDocument"],
    "Giải thưởng, kết quả so sánh, bài viết.",
  ),
];

const onSample: EvidenceHint = {
  kinds: ["photo", "testReport"],
  hint: "Hội đồng chấm trên mẫu hoặc tại chỗ; giấy tờ chỉ để tham khảo.",
  onSample: true,
};

/** The guide for a criterion by its title; what no row speaks of is judged on the sample. */
export function evidenceFor(title: string): EvidenceHint {
  const folded = foldText(title);
  const found = rows.find((one) => one.title.test(folded));
  return found ? { kinds: found.kinds, hint: found.hint, onSample: false } : onSample;
}
