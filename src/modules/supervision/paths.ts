const root = "/kiem-tra";

/** Addresses of the officials' pages on inspections. */
export const inspectionPaths = {
  list: root,
  plans: `${root}/ke-hoach`,
  plan: (id: string) => `${root}/ke-hoach/${id}`,
  targets: (id: string) => `${root}/ke-hoach/${id}/chon`,
  outside: `${root}/ngoai-ke-hoach`,
  worker: `${root}/worker.js`,
  one: (id: string) => `${root}/${id}`,
  conclude: (id: string) => `${root}/${id}/ket-luan`,
  visit: (id: string) => `${root}/${id}/hien-truong`,
  saveVisit: (id: string) => `${root}/${id}/hien-truong/luu`,
  files: (id: string) => `${root}/${id}/tep`,
  file: (id: string, digest: string) => `${root}/${id}/tep/${digest}`,
  minutes: (id: string, format: "pdf" | "docx") => `${root}/${id}/bien-ban.${format}`,
} as const;

/** Addresses of what producers see of it. */
export const remedyPaths = {
  list: "/khac-phuc",
  one: (id: string) => `/khac-phuc/${id}`,
  file: (id: string, digest: string) => `/khac-phuc/${id}/tep/${digest}`,
  minutes: (id: string, format: "pdf" | "docx") => `/khac-phuc/${id}/bien-ban.${format}`,
} as const;
