const vi = {
  title: "Cách tham gia OCOP",
  description:
    "Các bước đưa một sản phẩm vào Chương trình Mỗi xã một sản phẩm: ai nộp được, giấy tờ, thời hạn từng bước, nơi nộp, và cách tự chấm điểm trước.",
  lead: "Từ sản phẩm của bạn đến giấy chứng nhận: ai làm, cần gì, bao lâu.",
  inForce: (decision: string) => `Theo Quyết định ${decision}.`,
  source: "Căn cứ",
  score: "Tự chấm điểm ngay",
  scoreMore: "Chưa cần tài khoản. Biết mình ở mức nào và còn vướng gì trước khi làm hồ sơ.",
  idea: "Đăng ký ý tưởng",
  open: "Mở tài khoản chủ thể",
  criteria: "Đọc bộ tiêu chí",
  places: "Xã mình nay thuộc đâu?",
  who: "Xem mình có được nộp không",
  owners:
    "Hợp tác xã, tổ hợp tác, doanh nghiệp nhỏ và vừa, trang trại, hộ có đăng ký kinh doanh. Dịch vụ du lịch: thêm hội, hiệp hội, trung tâm điều hành hoặc tổ chức tương đương.",
  try: "Chọn bộ sản phẩm và tự chấm",
  tryMore:
    "Mỗi sản phẩm thuộc một bộ. Tự chấm theo đúng bộ đó để thấy tiêu chí nào dưới mức tối thiểu của hạng mình muốn.",
  dossier: "Làm hồ sơ",
  form: {
    "01": "Phiếu đăng ký (Mẫu 01)",
    "02": "Báo cáo tự đánh giá kèm minh chứng (Mẫu 02)",
  } as Readonly<Record<string, string>>,
  formsLead: "Hồ sơ của chủ thể gồm:",
  samples: (n: number) => `Kèm ${n} đơn vị sản phẩm mẫu; riêng bộ dịch vụ du lịch không nộp mẫu.`,
  copies: (paper: number, electronic: number) =>
    `${paper} bộ giấy và ${electronic} bộ điện tử; nộp trên phần mềm có giá trị như bản giấy.`,
  stage: {
    commune: "Ủy ban nhân dân xã xem xét",
    district: "Hội đồng cấp huyện đánh giá",
    province: "Hội đồng cấp tỉnh đánh giá, xếp hạng",
    central: "Hội đồng cấp Trung ương đánh giá 5 sao",
  },
  topics: {
    localMaterial: "nguyên liệu địa phương",
    localLabour: "lao động địa phương",
    ideaOrigin: "nguồn gốc ý tưởng",
    localIdentity: "bản sắc địa phương",
  } as Readonly<Record<string, string>>,
  communeMore: (topics: string) =>
    `Xã kiểm tra thành phần hồ sơ, đánh giá ${topics}, rồi chuyển hồ sơ lên tỉnh.`,
  communeDays: (days: number) => `Trong ${days} ngày làm việc kể từ khi nhận hồ sơ.`,
  provinceMore:
    "Tổ tư vấn thẩm tra hồ sơ, hội đồng chấm điểm; hạng sao theo tổng điểm trung bình và các mức tối thiểu.",
  recognises: (stars: readonly number[]) => `Công nhận hạng ${stars.join(" và ")} sao.`,
  forwards: (points: number) => `Từ ${points} điểm trở lên, tỉnh trình lên Trung ương.`,
  rounds: "Các đợt trong năm:",
  round: (requested: string, held: string) =>
    `hồ sơ đề nghị trước ngày ${requested}, đánh giá trước ngày ${held}`,
  certificate: "Nhận quyết định và giấy chứng nhận",
  certificateMore: (months: number) =>
    `Giấy có mã QR dẫn tới trang tra cứu, có giá trị ${months} tháng. Sản phẩm lên trang này ngay khi quyết định được ban hành.`,
  keep: "Giữ hạng",
  keepMore: (no: number, late: number, days: number | null) =>
    `Nộp hồ sơ đánh giá lại trước khi hết hạn từ ${no} đến ${late} ngày${days === null ? "" : `; quyết định trong ${days} ngày từ khi đủ hồ sơ`}.`,
  mark: "Ghi sao trên bao bì đúng hạng được công nhận, và chỉ trong thời hạn.",
  free: "Việc chưa rõ, hỏi cán bộ phụ trách OCOP của xã hoặc văn phòng điều phối của tỉnh.",
  about: "Sao có nghĩa gì, ai công nhận?",
};

const en: typeof vi = {
  title: "How to take part in OCOP",
  description:
    "The steps that bring a product into the One Commune One Product programme: who can apply, papers, time for each step, and how to score yourself first.",
  lead: "From your product to its certificate: who does what, what is needed, how long it takes.",
  inForce: (decision: string) => `Under Decision ${decision}.`,
  source: "Source",
  score: "Score your product now",
  scoreMore:
    "No account needed. See where you stand and what holds you back before you prepare a dossier.",
  idea: "Register an idea",
  open: "Open a producer’s account",
  criteria: "Read the criteria",
  places: "Where does our commune belong now?",
  who: "See whether you can apply",
  owners:
    "Cooperatives, cooperative groups, small and medium enterprises, farms and households with a business registration. Tourism services: also associations, operating centres and the like.",
  try: "Choose the set and score yourself",
  tryMore:
    "Each product belongs to one set. Score by that set to see which criteria are below the least answer of the level you want.",
  dossier: "Prepare the dossier",
  form: {
    "01": "Registration (form 01)",
    "02": "Self-assessment report with evidence (form 02)",
  },
  formsLead: "The producer’s dossier consists of:",
  samples: (n: number) => `With ${n} sample units; none for the set of tourism services.`,
  copies: (paper: number, electronic: number) =>
    `${paper} set on paper and ${electronic} electronic; what is filed in the software has the same value as paper.`,
  stage: {
    commune: "The commune reviews it",
    district: "The district council assesses it",
    province: "The provincial council assesses and ranks it",
    central: "The central council assesses for five stars",
  },
  topics: {
    localMaterial: "local material",
    localLabour: "local labour",
    ideaOrigin: "where the idea comes from",
    localIdentity: "local identity",
  },
  communeMore: (topics: string) =>
    `The commune checks that the dossier is complete, assesses ${topics}, and hands it on to the province.`,
  communeDays: (days: number) => `Within ${days} working days of receipt.`,
  provinceMore:
    "Consultants examine the dossier and the council scores it; the level follows from the mean of the totals and the least answers.",
  recognises: (stars: readonly number[]) => `Recognises ${stars.join(" and ")} stars.`,
  forwards: (points: number) =>
    `From ${points} points the province hands it on to the central level.`,
  rounds: "Rounds in a year:",
  round: (requested: string, held: string) => `requested before ${requested}, held before ${held}`,
  certificate: "Receive the decision and the certificate",
  certificateMore: (months: number) =>
    `Its QR code leads to a page where anyone can check it; it is valid for ${months} months. The product appears here as soon as the decision is issued.`,
  keep: "Keep the level",
  keepMore: (no: number, late: number, days: number | null) =>
    `File for re-evaluation ${no} to ${late} days before it ends${days === null ? "" : `; the decision follows within ${days} days of a complete dossier`}.`,
  mark: "Show only the stars that were recognised, and only while they are valid.",
  free: "If something is unclear, ask the OCOP officer of your commune or the coordination office of the province.",
  about: "What does a star mean, who recognises?",
};

/** Texts of "Cách tham gia". */
export const joinTexts = { vi, en };
