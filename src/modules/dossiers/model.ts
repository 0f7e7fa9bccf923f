import { z } from "zod";

/** Where a dossier stands; the domain's list. What follows what is in `states.ts`. */
export const dossierStates = {
  draft: "Đang soạn",
  filed: "Đã nộp",
  returned: "Trả lại để bổ sung",
  underCommuneReview: "Cấp xã đang xem xét",
  forwarded: "Đã chuyển lên cấp trên",
  checking: "Đang kiểm tra hồ sơ",
  underAdvice: "Tổ tư vấn đang thẩm tra",
  inSession: "Đang đưa ra hội đồng",
  scored: "Hội đồng đã chấm",
  rescoring: "Hội đồng chấm lại",
  decided: "Đã có quyết định công nhận",
  notRecognised: "Không được công nhận",
  forwardedUp: "Đã chuyển lên hội đồng cấp trên",
  rejected: "Bị loại",
  withdrawn: "Đã rút",
} as const satisfies Record<string, string>;
export type DossierState = keyof typeof dossierStates;
export const dossierStateNames = Object.keys(dossierStates) as [DossierState, ...DossierState[]];

/** First recognition, a higher star, or a new assessment before the certificate runs out. */
export const dossierKinds = {
  first: "Đánh giá lần đầu",
  upgrade: "Đánh giá nâng hạng",
  renewal: "Đánh giá lại",
} as const satisfies Record<string, string>;
export type DossierKind = keyof typeof dossierKinds;
export const dossierKindNames = Object.keys(dossierKinds) as [DossierKind, ...DossierKind[]];

export const Id = z.uuid("Mã này không đúng.");

/** What an optimistic write was based on. */
export const Version = z.coerce.number().int().min(1);

/** The topics of a commune's report (`stages[].topics` of the procedures). */
export const reviewTopics = {
  localMaterial: {
    vi: "Nguyên liệu địa phương",
    hint: "Nguyên liệu chính lấy từ đâu, bao nhiêu phần trong xã, trong tỉnh; vùng nguyên liệu có thật và đủ cho sản lượng đã khai không.",
  },
  localLabour: {
    vi: "Lao động địa phương",
    hint: "Bao nhiêu người làm thường xuyên, bao nhiêu người ở địa phương; số khai có khớp với thực tế tại cơ sở không.",
  },
  ideaOrigin: {
    vi: "Nguồn gốc ý tưởng sản phẩm",
    hint: "Sản phẩm do ai nghĩ ra, phát triển từ nghề, giống, công thức nào của địa phương; có trùng với sản phẩm phổ biến nơi khác không.",
  },
  localIdentity: {
    vi: "Bản sắc, trí tuệ địa phương",
    hint: "Sản phẩm và câu chuyện có gắn với đất, người, văn hóa của địa phương không; câu chuyện có đúng sự thật không.",
  },
} as const satisfies Record<string, { vi: string; hint: string }>;
export type ReviewTopic = keyof typeof reviewTopics;

/** What a commune found of one topic. */
export const topicFindings = {
  confirmed: "Đúng như chủ thể khai",
  partly: "Đúng một phần",
  notConfirmed: "Chưa xác nhận được",
} as const satisfies Record<string, string>;
export type TopicFinding = keyof typeof topicFindings;

/** Steps of a product's samples from hand to hand. */
export const sampleActs = {
  received: "Nhận mẫu từ chủ thể",
  handedOver: "Bàn giao mẫu",
  used: "Dùng khi đánh giá, kiểm nghiệm",
  returned: "Trả mẫu cho chủ thể",
} as const satisfies Record<string, string>;
export type SampleAct = keyof typeof sampleActs;

/** One thing that a dossier was returned for. `item`: a section, `criterion:<code>`, `paper:<id>` or `other`. */
export const ReturnItem = z.strictObject({
  item: z
    .string()
    .regex(
      /^(registration|general|results|plan|changes|updates|samples|other|criterion:[\p{L}\p{N}._-]+|paper:[0-9a-f-]{36})$/u,
    ),
  reason: z.string().trim().min(1).max(2000),
});
export type ReturnItem = z.infer<typeof ReturnItem>;

/** Why a message was written. */
export const messageKinds = {
  filed: "Hồ sơ mới",
  received: "Đã tiếp nhận",
  returned: "Cần bổ sung",
  resubmitted: "Đã bổ sung",
  forwarded: "Đã chuyển lên cấp trên",
  moved: "Hồ sơ đã sang bước mới",
  withdrawn: "Đã rút hồ sơ",
  overdue: "Quá hạn xử lý",
  dueSoon: "Sắp đến hạn",
  code: "Mã xác nhận",
  note: "Trao đổi",
  newProducer: "Chủ thể mới",
  paperExpiring: "Giấy tờ sắp hết hạn",
  renewalDue: "Đến kỳ đánh giá lại",
  recognitionEnded: "Thu hồi, khôi phục công nhận",
  supervision: "Giám sát, xử lý vi phạm",
  inspection: "Kiểm tra, khắc phục",
  profile: "Nội dung công khai",
  support: "Hỗ trợ",
  market: "Thị trường, số liệu",
  cycle: "Ý tưởng, phương án",
  growingArea: "Vùng nguyên liệu",
} as const satisfies Record<string, string>;
export type MessageKind = keyof typeof messageKinds;

/** Channels besides the messages inside the platform, and what each is addressed by. */
export type Channel = "email" | "sms" | "zalo";

/** Why an office took in a file for a dossier, with the words for its link. */
export const filePurposes = {
  visitPhoto: "Ảnh kiểm tra thực địa",
  signedReport: "Báo cáo đã ký",
  signedRequest: "Văn bản đề nghị đã ký",
  signatureSheet: "Phiếu ký của chủ thể",
} as const satisfies Record<string, string>;
export type FilePurpose = keyof typeof filePurposes;

/** Papers about a dossier that later parts of the program issue, as its producer reads of them. */
export const issuedPaperKinds = {
  resultNotice: "Thông báo kết quả đánh giá, phân hạng",
} as const satisfies Record<string, string>;
export type IssuedPaperKind = keyof typeof issuedPaperKinds;
