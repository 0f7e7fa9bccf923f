/** Addresses of the consult teams' work; every link is made from them. */
export const consultPaths = {
  work: "/tu-van",
  teams: "/tu-van/to",
  team: (id: string) => `/tu-van/to/${id}`,
  tests: "/tu-van/kiem-nghiem",
  review: (assignment: string) => `/tu-van/viec/${assignment}`,
  saveFinding: (assignment: string) => `/tu-van/viec/${assignment}/luu`,
  survey: (assignment: string) => `/tu-van/viec/${assignment}/khao-sat`,
  saveSurvey: (assignment: string) => `/tu-van/viec/${assignment}/khao-sat/luu`,
  worker: "/tu-van/worker.js",
  dossier: (id: string) => `/tu-van/ho-so/${id}`,
  /** Takes a file in; answers with its digest. */
  files: (dossier: string) => `/tu-van/ho-so/${dossier}/tep`,
  file: (dossier: string, digest: string) => `/tu-van/ho-so/${dossier}/tep/${digest}`,
  paper: (dossier: string, paper: string) => `/tu-van/ho-so/${dossier}/giay-to/${paper}`,
  report: (dossier: string, format: "pdf" | "docx") =>
    `/tu-van/ho-so/${dossier}/tai-ve/bao-cao-tham-tra.${format}`,
  labRequest: (dossier: string, test: string, format: "pdf" | "docx") =>
    `/tu-van/ho-so/${dossier}/tai-ve/de-nghi-kiem-nghiem-${test}.${format}`,
} as const;
