const vi = {
  found: "Sản phẩm mang mã này",
  none: "Mã này không thuộc sản phẩm OCOP nào ở đây",
  code: "Mã (GTIN)",
  lot: "Lô",
  lotMore:
    "Hệ thống chưa giữ thông tin riêng của từng lô. Trang sản phẩm có đường dẫn truy xuất của chủ thể, nếu chủ thể có.",
  several: "Nhiều sản phẩm dùng chung mã này. Hãy so tên và ảnh với bao bì.",
  noneMore:
    "Mã đúng dạng, nhưng không sản phẩm nào trong sổ đăng ký công khai mang mã này. Có mã vạch không có nghĩa là sản phẩm OCOP: nếu bao bì ghi sao, hãy quét mã QR trên dấu OCOP hoặc báo cho cơ quan quản lý.",
  notGtin:
    "Đây không phải mã GTIN hợp lệ: mã có 8, 12, 13 hoặc 14 chữ số, chữ số cuối dùng để kiểm tra. Có thể mã bị in hay chép sai.",
  search: "Tìm theo tên",
  scan: "Quét mã QR",
  report: "Phản ánh sản phẩm",
};
const en: typeof vi = {
  found: "Products that bear this code",
  none: "No OCOP product here bears this code",
  code: "Code (GTIN)",
  lot: "Lot",
  lotMore:
    "This system keeps nothing of single lots yet. The product’s page has the producer’s own way of tracing, if there is one.",
  several: "Several products share this code. Compare name and photo with the package.",
  noneMore:
    "The code is well formed, but no product of the public register bears it. A bar code does not make an OCOP product: if the package shows stars, scan the QR code by the OCOP mark, or tell the authority.",
  notGtin:
    "This is no valid GTIN: it has 8, 12, 13 or 14 digits, the last of which is a check digit. It may be misprinted or miscopied.",
  search: "Search by name",
  scan: "Scan a QR code",
  report: "Report a product",
};

/** Texts of what a GS1 code leads to. */
export const digitalLinkTexts = { vi, en };
