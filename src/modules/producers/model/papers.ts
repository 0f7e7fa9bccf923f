import { z } from "zod";
import { optionalDay } from "#core/input/day.ts";
import { optionalLine, optionalText } from "#core/input/text.ts";

/** What a kind of paper is like: how it is entered and what is asked of it. */
type PaperKindFacts = {
  vi: string;
  group: PaperGroup;
  /** `file`: scans or photos; `link`: an address. */
  content: "file" | "link";
  /** Whether number, issuer and day of issue must be given. */
  isOfficial: boolean;
  /** Whether it ends: `always` asks for the day, `may` lets it be empty. */
  expires: "always" | "may" | "never";
};

/** Groups in the order in which the vault shows them. */
export const paperGroups = {
  legal: "Pháp lý của chủ thể",
  safety: "An toàn thực phẩm và chất lượng",
  origin: "Nguyên liệu, lao động, liên kết",
  property: "Sở hữu trí tuệ",
  environment: "Môi trường",
  market: "Thị trường, quảng bá",
  story: "Câu chuyện, hình ảnh",
  other: "Giấy tờ khác",
} as const satisfies Record<string, string>;
export type PaperGroup = keyof typeof paperGroups;

const official = { content: "file", isOfficial: true } as const;
const plain = { content: "file", isOfficial: false, expires: "never" } as const;
const link = { content: "link", isOfficial: false, expires: "never" } as const;

/**
 * Kinds of papers, after the evidence that the self-assessment report (Mẫu 02 of Decision
 * 26/2026/QĐ-TTg) asks for and the criteria name.
 */
export const paperKinds = {
  businessRegistration: {
    vi: "Giấy đăng ký kinh doanh, đăng ký HTX",
    group: "legal",
    ...official,
    expires: "never",
  },
  groupContract: {
    vi: "Hợp đồng hợp tác của tổ hợp tác",
    group: "legal",
    ...official,
    expires: "may",
  },
  capitalProof: { vi: "Xác nhận vốn góp của cộng đồng địa phương", group: "legal", ...plain },
  representativeProof: {
    vi: "Giấy tờ của người đại diện (tiêu chí 3.2)",
    group: "legal",
    ...plain,
  },
  operatingLicence: {
    vi: "Giấy phép hoạt động theo ngành (rượu, du lịch, dược liệu…)",
    group: "legal",
    ...official,
    expires: "may",
  },
  financialReport: { vi: "Báo cáo tài chính, sổ theo dõi doanh thu", group: "legal", ...plain },
  cooperativeGrading: {
    vi: "Kết quả phân loại hợp tác xã hằng năm",
    group: "legal",
    ...official,
    expires: "never",
  },
  foodSafetyCertificate: {
    vi: "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
    group: "safety",
    ...official,
    expires: "always",
  },
  foodSafetyPledge: {
    vi: "Bản cam kết sản xuất thực phẩm an toàn",
    group: "safety",
    ...official,
    expires: "may",
  },
  qualityDeclaration: {
    vi: "Bản công bố, tự công bố chất lượng sản phẩm",
    group: "safety",
    ...official,
    expires: "may",
  },
  productStandard: {
    vi: "Tiêu chuẩn cơ sở, tiêu chuẩn sản phẩm",
    group: "safety",
    ...official,
    expires: "may",
  },
  testReport: { vi: "Phiếu kiểm nghiệm", group: "safety", ...official, expires: "may" },
  qualityControlPlan: {
    vi: "Kế hoạch kiểm soát chất lượng, hồ sơ lô sản xuất",
    group: "safety",
    ...plain,
  },
  vietGap: { vi: "Chứng nhận VietGAP, GlobalGAP", group: "safety", ...official, expires: "always" },
  organic: { vi: "Chứng nhận hữu cơ", group: "safety", ...official, expires: "always" },
  haccp: { vi: "Chứng nhận HACCP", group: "safety", ...official, expires: "always" },
  iso: { vi: "Chứng nhận ISO (22000, 9001…)", group: "safety", ...official, expires: "always" },
  otherQualitySystem: {
    vi: "Chứng nhận hệ thống chất lượng khác (GMP, FSSC, Halal…)",
    group: "safety",
    ...official,
    expires: "always",
  },
  materialOrigin: { vi: "Chứng minh nguồn gốc nguyên liệu", group: "origin", ...plain },
  growingAreaCode: {
    vi: "Mã số vùng trồng, cơ sở đóng gói",
    group: "origin",
    ...official,
    expires: "may",
  },
  linkageContract: {
    vi: "Hợp đồng liên kết sản xuất, tiêu thụ",
    group: "origin",
    ...official,
    expires: "may",
  },
  labourList: { vi: "Danh sách lao động, hợp đồng lao động", group: "origin", ...plain },
  trademarkApplication: {
    vi: "Đơn đăng ký nhãn hiệu được chấp nhận",
    group: "property",
    ...official,
    expires: "never",
  },
  trademark: {
    vi: "Giấy chứng nhận đăng ký nhãn hiệu",
    group: "property",
    ...official,
    expires: "always",
  },
  geographicalIndicationRight: {
    vi: "Quyền sử dụng chỉ dẫn địa lý",
    group: "property",
    ...official,
    expires: "may",
  },
  collectiveMarkRight: {
    vi: "Quyền sử dụng nhãn hiệu tập thể, nhãn hiệu chứng nhận",
    group: "property",
    ...official,
    expires: "may",
  },
  designPatent: {
    vi: "Bằng độc quyền kiểu dáng, sáng chế, giải pháp hữu ích",
    group: "property",
    ...official,
    expires: "always",
  },
  copyright: {
    vi: "Giấy chứng nhận quyền tác giả",
    group: "property",
    ...official,
    expires: "never",
  },
  barcodeRight: {
    vi: "Giấy chứng nhận sử dụng mã số mã vạch",
    group: "property",
    ...official,
    expires: "may",
  },
  environmentFile: {
    vi: "Hồ sơ môi trường (giấy phép, đăng ký, cam kết)",
    group: "environment",
    ...official,
    expires: "may",
  },
  wasteTreatmentProof: {
    vi: "Ảnh, hợp đồng thu gom và xử lý chất thải",
    group: "environment",
    ...plain,
  },
  salesContract: {
    vi: "Hợp đồng, hóa đơn bán hàng, đại lý",
    group: "market",
    ...official,
    expires: "may",
  },
  exportProof: { vi: "Chứng từ xuất khẩu", group: "market", ...plain },
  fairProof: { vi: "Chứng minh tham gia hội chợ, xúc tiến thương mại", group: "market", ...plain },
  shopLink: { vi: "Gian hàng trên mạng", group: "market", ...link },
  webLink: { vi: "Trang web, mạng xã hội", group: "market", ...link },
  label: { vi: "Nhãn, bao bì (bản thiết kế, ảnh chụp)", group: "story", ...plain },
  storyDocument: { vi: "Câu chuyện sản phẩm, tờ rơi", group: "story", ...plain },
  photo: { vi: "Ảnh sản phẩm, nơi sản xuất", group: "story", ...plain },
  videoLink: { vi: "Đường dẫn video", group: "story", ...link },
  tracingLink: { vi: "Đường dẫn truy xuất nguồn gốc", group: "story", ...link },
  award: { vi: "Giải thưởng, bằng khen", group: "other", ...official, expires: "never" },
  earlierCertificate: {
    vi: "Giấy chứng nhận OCOP đã được cấp",
    group: "other",
    ...official,
    expires: "always",
  },
  other: { vi: "Giấy tờ khác", group: "other", content: "file", isOfficial: false, expires: "may" },
} as const satisfies Record<string, PaperKindFacts>;
export type PaperKind = keyof typeof paperKinds;
const paperKindNames = Object.keys(paperKinds) as [PaperKind, ...PaperKind[]];
export const PaperKind = z.enum(paperKindNames, { error: "Hãy chọn loại giấy tờ." });

/** The facts of a kind, as one type for all. */
export function paperKindFacts(kind: PaperKind): PaperKindFacts {
  return paperKinds[kind];
}

const Url = z
  .string({ error: "Hãy nhập đường dẫn." })
  .trim()
  .transform((typed) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`))
  .pipe(
    z
      .url({
        protocol: /^https?$/,
        hostname: z.regexes.domain,
        error: "Đường dẫn chưa đúng, ví dụ: https://vi-du.vn/gian-hang.",
      })
      .max(1000, "Đường dẫn quá dài."),
  );

const paperFacts = {
  kind: PaperKind,
  title: optionalLine(200),
  number: optionalLine(100),
  issuer: optionalLine(200),
  issuedOn: optionalDay,
  expiresOn: optionalDay,
  note: optionalText(2000),
};

/** Most files that go together into one paper. */
export const mostPages = 60;

/** A paper to keep: from uploads that have come in, in order; or, for a link, an address. */
export const KeepPaper = z.strictObject({
  ...paperFacts,
  producerId: z.uuid(),
  uploads: z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.uuid()).max(mostPages, `Một giấy tờ gồm nhiều nhất ${mostPages} tệp.`),
  ),
  url: z.preprocess((value) => (value === "" ? null : (value ?? null)), Url.nullable()),
  replaces: z.preprocess((value) => (value === "" ? null : (value ?? null)), z.uuid().nullable()),
});
export type KeepPaper = z.input<typeof KeepPaper>;

/** Most files that are kept at once, each as a paper of its own. */
export const mostAtOnce = 300;

/** Many files, each a paper of its own of the same kind. */
export const KeepEach = z.strictObject({
  producerId: z.uuid(),
  kind: PaperKind,
  note: optionalText(2000),
  uploads: z.preprocess(
    (value) => (Array.isArray(value) ? value : value ? [value] : []),
    z
      .array(z.uuid())
      .min(1, "Hãy chụp ảnh hoặc chọn tệp.")
      .max(mostAtOnce, `Mỗi lần lưu nhiều nhất ${mostAtOnce} tệp.`),
  ),
});
export type KeepEach = z.input<typeof KeepEach>;

/** Corrections of what is written about a paper; its content never changes. */
export const UpdatePaper = z.strictObject({
  ...paperFacts,
  paperId: z.uuid(),
  version: z.coerce.number().int(),
});
export type UpdatePaper = z.input<typeof UpdatePaper>;
