/** For whom a course is held, as the provinces' plans part their trainings. */
export const audiences = {
  officers: "Cán bộ quản lý OCOP các cấp",
  producers: "Chủ thể có sản phẩm",
  ideaOwners: "Người có ý tưởng được chọn",
  community: "Cộng đồng, người dân",
  leaders: "Giám đốc HTX, doanh nghiệp (“CEO chân đất”)",
} as const satisfies Record<string, string>;
export type Audience = keyof typeof audiences;

/** Where a course has come to. */
export const courseStates = {
  planned: "Dự kiến",
  open: "Đang tổ chức",
  done: "Đã kết thúc",
} as const satisfies Record<string, string>;
export type CourseState = keyof typeof courseStates;

/** Steps of a course. */
export const courseSteps = {
  open: { from: ["planned", "done"], to: "open", vi: "Bắt đầu tổ chức" },
  finish: { from: ["open"], to: "done", vi: "Kết thúc khóa" },
} as const satisfies Record<string, { from: readonly CourseState[]; to: CourseState; vi: string }>;
export type CourseStep = keyof typeof courseSteps;

/** Where a step of a course leads; null where it may not be taken. */
export function nextCourseState(step: CourseStep, state: CourseState): CourseState | null {
  const { from, to }: { from: readonly CourseState[]; to: CourseState } = courseSteps[step];
  return from.includes(state) ? to : null;
}

/** Whom a trainee comes from. */
export const traineeKinds = {
  producer: "Chủ thể OCOP",
  idea: "Người có ý tưởng",
  officer: "Cán bộ",
  other: "Người khác",
} as const satisfies Record<string, string>;
export type TraineeKind = keyof typeof traineeKinds;

/** Parts of a day. */
export const dayParts = { morning: "Sáng", afternoon: "Chiều", day: "Cả ngày" } as const;
export type DayPart = keyof typeof dayParts;
