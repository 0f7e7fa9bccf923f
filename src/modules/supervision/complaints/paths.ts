import { publicPaths } from "#modules/recognition/public-paths.ts";

/** Addresses of what anyone may tell and ask. A code stands behind `?ma=`, which no log keeps. */
export const complaintPaths = {
  tell: publicPaths.report,
  ask: { vi: "/phan-anh/tra-cuu", en: "/en/report/status" },
} as const;

/** Addresses of the officials' inbox. */
export const inboxPaths = {
  list: "/phan-anh-san-pham",
  one: (id: string) => `/phan-anh-san-pham/${id}`,
  photo: (id: string) => `/phan-anh-san-pham/${id}/anh`,
} as const;
