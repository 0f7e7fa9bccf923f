/** Addresses of imports; every link is made from them. */
export const importPaths = {
  home: "/nhap-so-dang-ky",
  /** Recognitions that a register tells of without their day. */
  waiting: "/nhap-so-dang-ky/thieu-ngay",
  draft: (id: string) => `/nhap-so-dang-ky/${id}`,
  columns: (id: string) => `/nhap-so-dang-ky/${id}/cot`,
  /** Enters a draft and tells its progress as it goes. */
  apply: (id: string) => `/nhap-so-dang-ky/${id}/nhap`,
  refused: (id: string) => `/nhap-so-dang-ky/${id}/dong-khong-nhan.xlsx`,
  layout: (id: string) => `/nhap-so-dang-ky/${id}/bo-cuc.json`,
} as const;
