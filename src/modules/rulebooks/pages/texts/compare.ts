const vi = {
  title: (decision: string) => `Nếu chấm theo Quyết định ${decision}`,
  back: "Kết quả tự chấm",
  noSet: "Quyết định này không có bộ tiêu chí tương ứng",
  noSetMore: "Sản phẩm loại này chưa được chấm theo quyết định đó.",
  which: "Sản phẩm thuộc bộ nào theo quyết định này?",
  because: "Vì sao là bộ này",
  now: "Bạn đã chấm",
  under: "Theo quyết định này",
  points: (points: number) => `${points} điểm`,
  between: (least: number, most: number) =>
    least === most ? `${least} điểm` : `từ ${least} đến ${most} điểm`,
  stars: (least: number, most: number) =>
    least === most ? `${least} sao` : `${least} đến ${most} sao`,
  range: (count: number) =>
    `${count} tiêu chí phải trả lời lại nên kết quả là một khoảng: thấp nhất là chỉ tính những câu trả lời còn nguyên nghĩa, cao nhất là mọi tiêu chí còn lại đều đạt mức tốt nhất.`,
  exact: "Mọi câu trả lời đều còn nguyên nghĩa, nên kết quả là chính xác.",
  continue: "Chấm tiếp theo quyết định này",
  continueMore:
    "Lập một bản tự chấm mới với các câu trả lời còn nguyên nghĩa. Bản hiện tại được giữ nguyên.",
  ask: "Phải trả lời lại",
  changed: "Câu trả lời còn nguyên, cách tính đã đổi",
  same: "Không đổi",
  gone: "Không còn được hỏi",
  asNew: "tiêu chí mới",
  worth: (max: number) => `tối đa ${max} điểm`,
  change: (from: string, to: string) => `${from} → ${to}`,
  gates: "Mức tối thiểu",
  gate: (stars: number, points: number) => `${stars} sao: từ ${points} điểm`,
  noGates: "không có",
  chosen: "Bạn đã chọn",
  unconfirmed: "Việc loại hồ sơ hay dừng chấm đã đánh dấu không được mang sang.",
};

const en: typeof vi = {
  title: (decision) => `Under Decision ${decision}`,
  back: "Self-assessment result",
  noSet: "This decision has no corresponding set",
  noSetMore: "Products of this kind are not scored by it.",
  which: "Which set does the product belong to under this decision?",
  because: "Why this set",
  now: "You scored",
  under: "Under this decision",
  points: (points) => `${points} points`,
  between: (least, most) => (least === most ? `${least} points` : `${least} to ${most} points`),
  stars: (least, most) => (least === most ? `${least} stars` : `${least} to ${most} stars`),
  range: (count) =>
    `${count} criteria need a new answer, so the result is a range: at the least only answers that still mean the same count, at the most every other criterion is answered at its best.`,
  exact: "Every answer still means the same, so the result is exact.",
  continue: "Go on under this decision",
  continueMore:
    "Makes a new self-assessment with the answers that still mean the same. This one stays.",
  ask: "Needs a new answer",
  changed: "Same answer, counted differently",
  same: "Unchanged",
  gone: "No longer asked",
  asNew: "new criterion",
  worth: (max) => `up to ${max} points`,
  change: (from, to) => `${from} → ${to}`,
  gates: "Minimum marks",
  gate: (stars, points) => `${stars} stars: from ${points} points`,
  noGates: "none",
  chosen: "You chose",
  unconfirmed: "Ticked rejections and stops are not taken along.",
};

/** Texts of the page that holds one product against another decision. */
export const compareTexts = { vi, en };
