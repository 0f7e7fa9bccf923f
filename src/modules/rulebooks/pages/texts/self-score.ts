import type { Texts } from "#ui/bilingual.ts";

const vi = {
  title: "Tự chấm điểm",
  lead: "Biết trước sản phẩm của mình được mấy sao, còn vướng ở đâu và nên làm gì trước. Không cần đăng nhập, không cần khai tên.",
  deleted: "Đã xoá bản tự chấm. Không còn gì được lưu lại.",
  whichRegime: "Chấm theo quyết định nào?",
  present: "Đang áp dụng",
  whichSet: "Chọn bộ tiêu chí của sản phẩm",
  formTitle: (set: string) => `Tự chấm điểm: ${set}`,
  editTitle: (set: string) => `Sửa bản tự chấm: ${set}`,
  intro:
    "Với mỗi tiêu chí, chọn dòng đúng nhất với thực tế hôm nay và có giấy tờ chứng minh. Chưa biết thì để trống, sau sửa lại được.",
  names: "Tên để dễ nhớ",
  namesHint: "Không bắt buộc. Chỉ người có đường dẫn riêng mới thấy.",
  product: "Tên sản phẩm",
  producer: "Tên cơ sở",
  grounds: "Trước hết: hồ sơ có vướng điều nào dưới đây không?",
  groundsHint: "Đánh dấu nếu có. Vướng một điều là hồ sơ bị loại, dù điểm cao.",
  confirmReject: "Đúng vậy, hồ sơ vướng điều này",
  confirmStop: "Đúng vậy, phải dừng chấm từ đây",
  save: "Lưu và xem kết quả",
  cancel: "Thôi, giữ bản cũ",
  bar: {
    label: "Kết quả đang có",
    of: (maximum: number) => `/${maximum}`,
    left: "Chưa trả lời",
    unmet: "Mức tối thiểu (★) chưa đạt",
    none: "Không vướng mức tối thiểu nào.",
    detail: "Chi tiết",
    live: "{total} điểm, {stars} sao, còn {left} tiêu chí chưa trả lời",
    rejected: "Hồ sơ bị loại",
    unpick: "Bỏ chọn",
    restored: "Đã lấy lại những gì bạn đang làm dở trên máy này.",
    discard: "Bỏ, làm lại từ đầu",
    offline:
      "Đang mất mạng. Câu trả lời vẫn được giữ trên máy này: khi có mạng, hãy bấm lại nút lưu.",
    starsWord: "sao",
    criteria: "tiêu chí",
  },
};

const en: typeof vi = {
  title: "Self-score",
  lead: "Find out how many stars a product would get today, what holds it back and what to do first. No account, no name needed.",
  deleted: "The self-assessment has been deleted. Nothing of it is kept.",
  whichRegime: "Which decision?",
  present: "Applies today",
  whichSet: "Choose the set for the product",
  formTitle: (set) => `Self-score: ${set}`,
  editTitle: (set) => `Edit the self-assessment: ${set}`,
  intro:
    "For each criterion choose the line that is true today and can be shown on paper. Leave open what you do not know; you can change everything later.",
  names: "Names to remember it by",
  namesHint: "Optional. Only people with your private link see them.",
  product: "Product",
  producer: "Producer",
  grounds: "First: does any of these hold for the dossier?",
  groundsHint: "Tick it if so. One of them is enough to reject a dossier, whatever its points.",
  confirmReject: "Yes, this holds",
  confirmStop: "Yes, scoring must stop here",
  save: "Save and see the result",
  cancel: "Leave it as it was",
  bar: {
    label: "Result so far",
    of: (maximum) => `/${maximum}`,
    left: "Not answered",
    unmet: "Minimum marks (★) not met",
    none: "No minimum mark is missed.",
    detail: "Details",
    live: "{total} points, {stars} stars, {left} criteria not answered",
    rejected: "Dossier rejected",
    unpick: "Clear",
    restored: "What you had begun on this device has been put back.",
    discard: "Discard it and start again",
    offline:
      "You are offline. Your answers are kept on this device: press save again once you are connected.",
    starsWord: "stars",
    criteria: "criteria",
  },
};

/** Texts of the start page and the form of "Tự chấm điểm". */
export const selfScoreTexts: Texts<typeof vi> = { vi, en };
