/** Addresses of decisions; every link is made from them. */
export const recognitionPaths = {
  list: "/cong-nhan",
  decision: (id: string) => `/cong-nhan/${id}`,
  /** The signed copy of a decision. */
  copy: (id: string) => `/cong-nhan/${id}/ban-ky`,
  certificate: (id: string, certificate: string) => `/cong-nhan/${id}/giay/${certificate}`,
  paper: (id: string, name: string, format: "pdf" | "docx") =>
    `/cong-nhan/${id}/tai-ve/${name}.${format}`,
  resultLetter: (dossier: string, format: "pdf" | "docx") =>
    `/cong-nhan/ho-so/${dossier}/thong-bao-ket-qua.${format}`,
} as const;

/** Names of a decision's papers in their addresses. */
export const decisionPapers = {
  submission: "to-trinh",
  decision: "quyet-dinh",
  communeNotice: (unitCode: string) => `thong-bao-xa-${unitCode}`,
  producerNotice: (seq: number) => `thong-bao-chu-the-${seq}`,
} as const;
