/** Addresses of what goes up to the Ministry; every link is made from them. */
export const upwardPaths = {
  list: "/trinh-trung-uong",
  letter: (id: string) => `/trinh-trung-uong/${id}`,
  paper: (id: string, name: UpwardPaper, format: "pdf" | "docx") =>
    `/trinh-trung-uong/${id}/tai-ve/${upwardPapers[name]}.${format}`,
  package: (id: string) => `/trinh-trung-uong/${id}/tai-ve/ho-so-trinh.zip`,
  copy: (id: string) => `/trinh-trung-uong/${id}/ban-ky`,
  /** The copy of the letter that told a result. */
  told: (id: string, dossier: string) => `/trinh-trung-uong/${id}/ket-qua/${dossier}`,
} as const;

/** Names of a letter's papers in their addresses. */
export const upwardPapers = {
  letter: "van-ban-de-nghi",
  report: "bao-cao-co-quan-tham-muu",
} as const;
export type UpwardPaper = keyof typeof upwardPapers;
