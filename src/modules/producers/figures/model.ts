/** Where a year's figures come from: officers may enter them for a producer, and say how they know. */
export const figureSources = {
  own: "Chủ thể tự khai",
  told: "Cán bộ ghi theo lời kể",
  papers: "Cán bộ ghi theo sổ sách, giấy tờ",
} as const satisfies Record<string, string>;
export type FigureSource = keyof typeof figureSources;
