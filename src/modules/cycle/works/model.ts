/** Where a task stands. */
export const taskStates = {
  toDo: "Chưa làm",
  doing: "Đang làm",
  blocked: "Đang vướng",
  done: "Đã xong",
  dropped: "Bỏ",
} as const satisfies Record<string, string>;
export type TaskState = keyof typeof taskStates;
export const taskStateNames = Object.keys(taskStates) as [TaskState, ...TaskState[]];

/** Who must act before a blocked task can go on. */
export const blockers = {
  producer: "Chủ thể",
  commune: "UBND cấp xã",
  province: "Văn phòng OCOP tỉnh",
  department: "Sở, ngành",
  consultant: "Đơn vị tư vấn",
  other: "Bên khác",
} as const satisfies Record<string, string>;
export type Blocker = keyof typeof blockers;
export const blockerNames = Object.keys(blockers) as [Blocker, ...Blocker[]];

/** Who came to visit. */
export const visitorKinds = {
  commune: "Cán bộ cấp xã",
  province: "Văn phòng OCOP tỉnh",
  department: "Sở, ngành",
  consultant: "Tư vấn",
} as const satisfies Record<string, string>;
export type VisitorKind = keyof typeof visitorKinds;
export const visitorKindNames = Object.keys(visitorKinds) as [VisitorKind, ...VisitorKind[]];

/** As many photos as a visit keeps. */
export const mostPhotos = 12;

/** Steps of a task by name, as forms send them; where each may be taken is in `states.ts`. */
export const taskStepWords = {
  start: "Bắt đầu làm",
  block: "Báo vướng",
  unblock: "Hết vướng, làm tiếp",
  finish: "Đã xong",
  drop: "Bỏ việc này",
  reopen: "Làm lại",
} as const satisfies Record<string, string>;
export const taskStepChoices = Object.keys(taskStepWords) as [
  keyof typeof taskStepWords,
  ...(keyof typeof taskStepWords)[],
];
