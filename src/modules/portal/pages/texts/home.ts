const vi = {
  title: "OCOP – Mỗi xã một sản phẩm",
  heading: "Sản phẩm quê mình được mấy sao?",
  lead: "Tự chấm theo đúng bộ tiêu chí đang áp dụng, thấy ngay chỗ còn vướng và con đường ngắn nhất lên hạng cao hơn.",
  start: "Bắt đầu tự chấm",
  doors: "Bạn muốn làm gì?",
  score: "Tự chấm điểm",
  scoreMore:
    "Không cần đăng nhập. Chấm trên điện thoại, lưu lại bằng đường dẫn riêng, in thành phiếu.",
  criteria: "26 bộ tiêu chí",
  criteriaMore: "Đọc, in từng bộ của ba quyết định: 26/2026/QĐ‑TTg, 148/QĐ‑TTg và 1048/QĐ‑TTg.",
  places: "Tra cứu địa danh",
  placesMore: "Xã mình sau ngày 01/7/2025 thuộc đâu? Tra mã cũ, mã mới, không cần gõ dấu.",
  office: "Cán bộ và chủ thể",
  officeMore: "Đăng nhập bằng tài khoản do văn phòng điều phối của tỉnh cấp.",
  signIn: "Đăng nhập",
  now: "Phần mềm làm được gì lúc này",
  nowMore:
    "Chấm điểm, tra bộ tiêu chí và địa danh; chủ thể lập và nộp hồ sơ; xã và tỉnh tiếp nhận, xem xét. Họp hội đồng, công nhận sản phẩm và tra cứu giấy chứng nhận chưa có, xin làm theo hướng dẫn của văn phòng điều phối.",
};

const en: typeof vi = {
  title: "OCOP – One Commune One Product",
  heading: "How many stars would your product get?",
  lead: "Score it by the criteria in force, see at once what holds it back, and find the shortest way to a higher rating.",
  start: "Start scoring",
  doors: "What would you like to do?",
  score: "Self-score",
  scoreMore:
    "No account needed. Works on a phone; keep it by a private link and print it as a sheet.",
  criteria: "26 sets of criteria",
  criteriaMore:
    "Read and print every set of three decisions: 26/2026/QĐ‑TTg, 148/QĐ‑TTg and 1048/QĐ‑TTg.",
  places: "Find a place",
  placesMore:
    "Where does a commune belong since 1 July 2025? Old and new codes, no diacritics needed.",
  office: "Officials and producers",
  officeMore: "Sign in with the account given to you by the coordination office of the province.",
  signIn: "Sign in",
  now: "What this software does today",
  nowMore:
    "Scoring, criteria and places for everyone; producers file dossiers; communes and the province receive and review them. Council sessions, recognition and the verification of certificates are not here yet; please follow the coordination office.",
};

/** Texts of the home page. */
export const homeTexts = { vi, en };
