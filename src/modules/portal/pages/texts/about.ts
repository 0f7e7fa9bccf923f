const vi = {
  title: "OCOP là gì?",
  description:
    "Chương trình Mỗi xã một sản phẩm: sao có nghĩa gì, ai công nhận, có giá trị bao lâu, kiểm tra ra sao, kèm điều khoản của quyết định đang áp dụng.",
  lead: "OCOP là Chương trình Mỗi xã một sản phẩm. Sản phẩm tham gia được đánh giá theo bộ tiêu chí chung của cả nước và xếp hạng từ 1 đến 5 sao.",
  inForce: (decision: string, from: string) =>
    `Nội dung dưới đây theo Quyết định ${decision}, có hiệu lực từ ngày ${from}.`,
  source: "Căn cứ",
  starsTitle: "Một ngôi sao nói lên điều gì?",
  starsLead:
    "Số sao là kết quả hai phép thử cùng lúc: đủ điểm, và không tiêu chí nào thấp hơn mức tối thiểu của hạng đó. Đủ điểm mà vướng một mức tối thiểu thì vẫn ở hạng dưới.",
  points: (from: number, below: number | null) =>
    below === null ? `từ ${from} đến 100 điểm` : `từ ${from} đến dưới ${below} điểm`,
  pointsHead: "Điểm trung bình của hội đồng",
  gatesHead: "Tiêu chí có mức tối thiểu riêng",
  whoHead: "Ai công nhận",
  stars: (n: number) => `${n} sao`,
  gates: (fewest: number, most: number) =>
    fewest === most ? `${most} tiêu chí` : `${fewest} đến ${most} tiêu chí, tuỳ bộ`,
  noGates: "không có",
  who: {
    province: "Chủ tịch Ủy ban nhân dân tỉnh",
    central: "Bộ trưởng Bộ Nông nghiệp và Môi trường",
    district: "Ủy ban nhân dân huyện",
    commune: "Ủy ban nhân dân xã",
  },
  nobody: "Không ra quyết định, không cấp giấy chứng nhận",
  mark: (stars: number, decision: string) =>
    `Nhãn hiệu OCOP chỉ dùng cho sản phẩm từ ${stars} sao trở lên và còn hiệu lực (${decision}).`,
  partsTitle: "100 điểm gồm những gì?",
  partsLead: "Mỗi bộ tiêu chí có ba phần:",
  sectorsTitle: "Sản phẩm nào được tham gia?",
  sectorsLead: (sectors: number, sets: number) =>
    `Có ${sectors} ngành, chia thành ${sets} bộ sản phẩm; mỗi bộ có bộ tiêu chí riêng.`,
  setCount: (n: number) => `${n} bộ`,
  ownersTitle: "Ai là chủ thể?",
  owners:
    "Hợp tác xã, tổ hợp tác, doanh nghiệp nhỏ và vừa, trang trại, hộ sản xuất, hộ gia đình có đăng ký kinh doanh. Riêng dịch vụ du lịch còn có hội, hiệp hội, trung tâm điều hành hoặc tổ chức tương đương.",
  validTitle: "Có giá trị bao lâu?",
  valid: (months: number, stars: number) =>
    `Quyết định công nhận từ ${stars} sao trở lên có giá trị ${months} tháng kể từ ngày ban hành.`,
  renewal: (no: number, late: number) =>
    `Muốn giữ hạng, chủ thể nộp hồ sơ đánh giá lại trước ngày hết hạn từ ${no} đến ${late} ngày.`,
  renewalDecision: (days: number) =>
    `Cơ quan công nhận quyết định trong ${days} ngày kể từ khi hồ sơ đủ.`,
  revokeTitle: "Khi nào bị thu hồi?",
  revokeLead: "Quyết định công nhận bị thu hồi khi:",
  revokeDays: (days: number) =>
    `Thu hồi trong ${days} ngày kể từ ngày có kết luận của cơ quan có thẩm quyền, hoặc xác nhận của xã rằng đã ngừng sản xuất.`,
  checks:
    "Sau khi công nhận, cơ quan quản lý kiểm tra định kỳ và đột xuất việc giữ tiêu chí, dùng nhãn hiệu và quảng cáo.",
  shopTitle: "Khi mua hàng, xem gì?",
  shop: [
    "Quét mã QR trên bao bì, hoặc tìm tên sản phẩm ở đây. Trang hiện ra phải là của hệ thống này.",
    "So tên, ảnh và chủ thể với bao bì.",
    "Nhìn dòng trạng thái: còn hiệu lực, hết hiệu lực hay đã bị thu hồi.",
    "Thấy sai, báo cho cơ quan quản lý ngay trên trang, không cần tài khoản.",
  ],
  doors: "Đi tiếp",
  catalogue: "Tra cứu sản phẩm",
  criteria: "Đọc 26 bộ tiêu chí",
  scan: "Quét mã QR",
  report: "Phản ánh sản phẩm",
  join: "Cách tham gia chương trình",
};

const en: typeof vi = {
  title: "What is OCOP?",
  description:
    "The One Commune One Product programme of Viet Nam: what a star means, who recognises, for how long, how it is checked, with the articles of the decision in force.",
  lead: "OCOP stands for One Commune One Product, a national programme of Viet Nam. Products are assessed by criteria that are the same for the whole country and ranked from one to five stars.",
  inForce: (decision: string, from: string) =>
    `What follows is under Decision ${decision}, in force since ${from}.`,
  source: "Source",
  starsTitle: "What does a star say?",
  starsLead:
    "The stars are the outcome of two tests at once: enough points, and no criterion below the least answer that the level asks for. Enough points with one such answer missing means the level below.",
  points: (from: number, below: number | null) =>
    below === null ? `${from} to 100 points` : `${from} to under ${below} points`,
  pointsHead: "Council’s mean points",
  gatesHead: "Criteria with a least answer",
  whoHead: "Recognised by",
  stars: (n: number) => (n === 1 ? "1 star" : `${n} stars`),
  gates: (fewest: number, most: number) =>
    fewest === most ? `${most} criteria` : `${fewest} to ${most} criteria, by set`,
  noGates: "none",
  who: {
    province: "Chair of the provincial People’s Committee",
    central: "Minister of Agriculture and Environment",
    district: "District People’s Committee",
    commune: "Communal People’s Committee",
  },
  nobody: "No decision and no certificate",
  mark: (stars: number, decision: string) =>
    `The OCOP mark is only for products of ${stars} stars or more, while they are valid (${decision}).`,
  partsTitle: "What are the 100 points for?",
  partsLead: "Each set of criteria has three parts:",
  sectorsTitle: "Which products can take part?",
  sectorsLead: (sectors: number, sets: number) =>
    `There are ${sectors} sectors with ${sets} sets of products; each set has criteria of its own.`,
  setCount: (n: number) => (n === 1 ? "1 set" : `${n} sets`),
  ownersTitle: "Who can be a producer?",
  owners:
    "Cooperatives, cooperative groups, small and medium enterprises, farms, and households with a business registration. For tourism services also associations, operating centres and the like.",
  validTitle: "How long is it valid?",
  valid: (months: number, stars: number) =>
    `A recognition of ${stars} stars or more is valid for ${months} months from its issue.`,
  renewal: (no: number, late: number) =>
    `To keep the level the producer files for re-evaluation ${no} to ${late} days before it ends.`,
  renewalDecision: (days: number) =>
    `The authority decides within ${days} days of a complete dossier.`,
  revokeTitle: "When is it revoked?",
  revokeLead: "A recognition is revoked for:",
  revokeDays: (days: number) =>
    `Within ${days} days of the conclusion of a competent authority, or of the commune’s confirmation that production has stopped.`,
  checks:
    "After recognition the authorities check, periodically and unannounced, that the criteria are kept and how the mark and advertising are used.",
  shopTitle: "What to look at when you buy",
  shop: [
    "Scan the QR code on the package, or search for the product here. The page that opens must belong to this system.",
    "Compare name, photo and producer with the package.",
    "Look at the state: valid, expired or revoked.",
    "If something is wrong, report it on the page; no account is needed.",
  ],
  doors: "Go on",
  catalogue: "Search the products",
  criteria: "Read the 26 sets of criteria",
  scan: "Scan a QR code",
  report: "Report a product",
  join: "How to take part",
};

/** Texts of "OCOP là gì". */
export const aboutTexts = { vi, en };
