/** Texts of the camera page; its script reads them from the page. */
export const scanTexts = {
  vi: {
    title: "Quét mã QR giấy chứng nhận OCOP",
    lead: "Đưa máy ảnh vào mã QR trên bao bì hoặc trên giấy chứng nhận, hoặc chọn một ảnh chụp mã.",
    start: "Mở máy ảnh",
    video: "Hình từ máy ảnh",
    picture: "Chọn ảnh chụp mã QR",
    otherTitle: "Đây không phải mã chính thức",
    otherMore:
      "Mã này không dẫn đến trang tra cứu giấy chứng nhận OCOP của hệ thống. Trang không mở địa chỉ đó.",
    noneTitle: "Không đọc được mã QR trong ảnh",
    noneMore: "Hãy chụp lại gần hơn, đủ sáng, thấy trọn bốn góc của mã.",
    cameraTitle: "Không mở được máy ảnh",
    cameraMore: "Hãy cho phép trang dùng máy ảnh, hoặc chọn ảnh chụp mã ở dưới.",
    offlineTitle: "Đang không có mạng",
    offlineMore:
      "Mã này chỉ có địa chỉ tra cứu. Hãy quét mã “kiểm tra không cần mạng” trên giấy chứng nhận, hoặc thử lại khi có mạng.",
    offlineNote: "Đã kiểm tra chữ ký ngay trên máy, không có mạng.",
    listAt: "Danh sách thu hồi lấy lúc",
    noScript: "Trang này cần JavaScript. Hãy dùng ứng dụng máy ảnh của điện thoại để mở mã QR.",
  },
  en: {
    title: "Scan the QR code of an OCOP certificate",
    lead: "Point the camera at the QR code on the package or certificate, or choose a picture of it.",
    start: "Open the camera",
    video: "Picture from the camera",
    picture: "Choose a picture of the QR code",
    otherTitle: "This is not an official code",
    otherMore:
      "It does not lead to the certificate check of this system. This page does not open that address.",
    noneTitle: "No QR code could be read in the picture",
    noneMore: "Go closer, with enough light, and keep all four corners in view.",
    cameraTitle: "The camera could not be opened",
    cameraMore: "Allow this page to use the camera, or choose a picture below.",
    offlineTitle: "There is no network",
    offlineMore:
      "This code holds an address only. Scan the code for checks without a network on the certificate, or try again later.",
    offlineNote: "The signature was checked on this device, without a network.",
    listAt: "List of revocations as of",
    noScript: "This page needs JavaScript. Use your phone’s camera app to open the QR code.",
  },
} as const;
