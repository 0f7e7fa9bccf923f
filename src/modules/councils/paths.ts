/** Addresses of councils and their sessions; every link is made from them. */
export const councilPaths = {
  list: "/hoi-dong",
  establish: "/hoi-dong/lap",
  council: (id: string) => `/hoi-dong/${id}`,
  decision: (id: string) => `/hoi-dong/${id}/quyet-dinh`,
  rules: (id: string) => `/hoi-dong/${id}/quy-che`,
  planSession: (id: string) => `/hoi-dong/${id}/phien/lap`,
  /** Products for several sessions at once. */
  assign: (id: string) => `/hoi-dong/${id}/xep-lich`,
  sessions: "/phien",
  session: (id: string) => `/phien/${id}`,
  agenda: (id: string) => `/phien/${id}/chuong-trinh`,
  conflicts: (id: string) => `/phien/${id}/xung-dot`,
  declare: (id: string) => `/phien/${id}/khai-bao`,
  sheet: (id: string, item: string) => `/phien/${id}/phieu/${item}`,
  /** One's own sheets of a session. */
  ownSheets: (id: string) => `/phien/${id}/phieu`,
  sign: (id: string, item: string) => `/phien/${id}/phieu/${item}/ky`,
  standing: (id: string, item: string) => `/phien/${id}/phieu/${item}/du-lieu`,
  evidence: (id: string, item: string, paper: string) =>
    `/phien/${id}/phieu/${item}/giay-to/${paper}`,
  paperSheets: (id: string, item: string) => `/phien/${id}/phieu-giay/${item}`,
  paperSheet: (id: string, item: string, member: string) =>
    `/phien/${id}/phieu-giay/${item}/${member}`,
  scan: (id: string, item: string, member: string) =>
    `/phien/${id}/phieu-giay/${item}/${member}/ban-quet`,
  save: (id: string) => `/phien/${id}/luu`,
  live: (id: string) => `/phien/${id}/su-kien`,
  item: (id: string, item: string) => `/phien/${id}/san-pham/${item}`,
  screen: (id: string) => `/phien/${id}/man-chieu`,
  ties: "/xung-dot",
} as const;
