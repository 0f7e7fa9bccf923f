/** Addresses of a producer's yearly figures; `office` lists who has told them. */
export const figurePaths = {
  own: "/so-lieu",
  list: (producerId: string) => `/co-so/${producerId}/so-lieu`,
  year: (producerId: string, year: number) => `/co-so/${producerId}/so-lieu/${year}`,
  office: "/thi-truong/so-lieu",
} as const;
