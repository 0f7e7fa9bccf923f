import { z } from "zod";
import { type ProducerKind, producerKinds } from "#modules/producers/model.ts";

/** Where an idea has come to in its year. */
export const ideaStates = {
  registered: "Mới đăng ký",
  underCommuneScreening: "Cấp xã đang xem xét",
  underDistrictScreening: "Cấp huyện đang xem xét",
  forwarded: "Chờ cấp tỉnh lựa chọn",
  chosen: "Được chọn",
  returned: "Trả lại để hoàn thiện",
  nextYear: "Chuyển sang năm sau",
  withdrawn: "Đã rút",
} as const satisfies Record<string, string>;
export type IdeaState = keyof typeof ideaStates;
export const ideaStateNames = Object.keys(ideaStates) as [IdeaState, ...IdeaState[]];

/** Levels that look at an idea, in the order in which a regime has them. */
export const screeningLevels = ["commune", "district", "province"] as const;
export type ScreeningLevel = (typeof screeningLevels)[number];

/**
 * How far the product is: both what is only possible and what is made but unfinished enter the
 * plan of the locality (programme of Đắk Lắk 2021–2025, 6.2); the plan of Bắc Kạn for 2024, III.3.2 adds the product that means to rise.
 */
export const ideaKinds = {
  potential: "Sản phẩm mới, chưa làm hoặc mới làm thử",
  unfinished: "Đã làm ra, chưa hoàn thiện",
  upgrade: "Đã được công nhận, muốn nâng hạng sao",
} as const satisfies Record<string, string>;
export type IdeaKind = keyof typeof ideaKinds;
export const ideaKindNames = Object.keys(ideaKinds) as [IdeaKind, ...IdeaKind[]];

/** Start-up tracks of the programme. */
export const ideaTracks = {
  general: "Chung",
  youth: "Thanh niên khởi nghiệp",
  women: "Phụ nữ khởi nghiệp",
} as const satisfies Record<string, string>;
export type IdeaTrack = keyof typeof ideaTracks;
export const ideaTrackNames = Object.keys(ideaTracks) as [IdeaTrack, ...IdeaTrack[]];

/** Who registers: a kind of producer, or people who have registered no business yet. */
export type ApplicantKind = ProducerKind | "person";
export const applicantKinds = {
  person: "Cá nhân, hộ chưa đăng ký kinh doanh",
  ...(Object.fromEntries(
    Object.entries(producerKinds).map(([kind, { vi }]) => [kind, vi]),
  ) as Record<ProducerKind, string>),
} as const satisfies Record<ApplicantKind, string>;
export const applicantKindNames = Object.keys(applicantKinds) as [
  ApplicantKind,
  ...ApplicantKind[],
];

/** By which way an idea came. */
export const ideaChannels = {
  public: "Người dân tự gửi",
  producer: "Chủ thể gửi",
  officer: "Cán bộ nhập thay",
} as const satisfies Record<string, string>;
export type IdeaChannel = keyof typeof ideaChannels;

/** What an office finds of one question of fit. */
export const fitMarks = { yes: "Có", no: "Không", unclear: "Chưa rõ" } as const satisfies Record<
  string,
  string
>;
export type FitMark = keyof typeof fitMarks;

/** Answers of an office by question; what nobody looked at is left out. */
export type Fit = Readonly<Record<string, FitMark>>;

/** What the media bring (plan of Bắc Kạn for 2024, II.3; videos: programme of 2018, 4.1). */
export const mediaKinds = {
  news: "Tin",
  article: "Bài",
  report: "Phóng sự",
  video: "Video",
} as const satisfies Record<string, string>;
export type MediaKind = keyof typeof mediaKinds;
export const mediaKindNames = Object.keys(mediaKinds) as [MediaKind, ...MediaKind[]];

export const Id = z.uuid("Mã này không đúng.");
