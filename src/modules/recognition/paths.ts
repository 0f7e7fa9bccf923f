import { issuedPaperPaths } from "#modules/dossiers/paths.ts";

/** Addresses of decisions; every link is made from them. */
export const recognitionPaths = {
  list: "/quyet-dinh",
  decision: (id: string) => `/quyet-dinh/${id}`,
  /** The signed copy of a decision. */
  copy: (id: string) => `/quyet-dinh/${id}/ban-ky`,
  /** Enters a decision of the past or of another register. */
  record: "/quyet-dinh/nhap",
  letter: (id: string, name: string) => `/quyet-dinh/${id}/van-ban/${name}`,
  resultLetterPage: (dossier: string) => `/quyet-dinh/ho-so/${dossier}/thong-bao-ket-qua`,
  certificate: (id: string, certificate: string) => `/quyet-dinh/${id}/giay/${certificate}`,
  paper: (id: string, name: string, format: "pdf" | "docx") =>
    `/quyet-dinh/${id}/tai-ve/${name}.${format}`,
  resultLetter: issuedPaperPaths.resultNotice,
} as const;

/** Names of a decision's papers in their addresses. */
export const decisionPapers = {
  submission: "to-trinh",
  decision: "quyet-dinh",
  communeNotice: (unitCode: string) => `thong-bao-xa-${unitCode}`,
  producerNotice: (seq: number) => `thong-bao-chu-the-${seq}`,
} as const;
