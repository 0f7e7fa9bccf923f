/** Addresses of the pages of plans, in the shell of signed-in work. */
export const planPaths = {
  list: "/ke-hoach",
  tasks: "/ke-hoach/nhiem-vu",
  taskFile: (id: string, digest: string) => `/ke-hoach/nhiem-vu/${id}/tep/${digest}`,
  one: (id: string) => `/ke-hoach/${id}`,
  /** A line of the plan's table. */
  line: (id: string, lineId: string) => `/ke-hoach/${id}#line-${lineId}`,
  /** A version as a workbook; the newest where none is named. */
  workbook: (id: string, version?: number) =>
    `/ke-hoach/${id}/ke-hoach.xlsx${version === undefined ? "" : `?ban=${version}`}`,
  sheet: (id: string) => `/ke-hoach/${id}/bang`,
  targets: (id: string) => `/ke-hoach/${id}/chi-tieu`,
  spending: (id: string) => `/ke-hoach/${id}/chi`,
  differences: (id: string) => `/ke-hoach/${id}/thay-doi`,
} as const;
