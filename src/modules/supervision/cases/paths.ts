/** Addresses of the officials' pages on cases about revocation. */
export const casePaths = {
  list: "/thu-hoi",
  open: "/thu-hoi/mo",
  /** A commune confirms that production has stopped. */
  stopped: "/thu-hoi/ngung-san-xuat",
  one: (id: string) => `/thu-hoi/${id}`,
  file: (id: string, digest: string) => `/thu-hoi/${id}/tep/${digest}`,
  letter: (id: string, format: "pdf" | "docx") => `/thu-hoi/${id}/van-ban-de-nghi.${format}`,
} as const;

/** Addresses of what a producer is asked. */
export const questionPaths = {
  list: "/giai-trinh",
  one: (id: string) => `/giai-trinh/${id}`,
  file: (id: string, digest: string) => `/giai-trinh/${id}/tep/${digest}`,
} as const;
