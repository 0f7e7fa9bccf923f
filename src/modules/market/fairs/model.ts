/** Whose fair it is, or how far it reaches. */
export const fairLevels = {
  commune: "Cấp xã",
  district: "Cấp huyện (trước 7/2025)",
  province: "Cấp tỉnh",
  region: "Liên tỉnh, vùng",
  national: "Toàn quốc",
  abroad: "Nước ngoài",
} as const satisfies Record<string, string>;
export type FairLevel = keyof typeof fairLevels;

/** A fair is planned and held by its days; only that it fell through must be said. */
export const fairStates = {
  standing: "Có tổ chức",
  cancelled: "Đã hủy",
} as const satisfies Record<string, string>;
export type FairState = keyof typeof fairStates;
