/** The papers of a dossier that can be printed, as their addresses name them. */
export const documentNames = {
  registration: "phieu-dang-ky",
  report: "bao-cao-tu-danh-gia",
  communeReport: "bao-cao-cap-xa",
  requestLetter: "van-ban-de-nghi",
  returnNotice: "thong-bao-tra-lai",
  receipt: "bien-nhan",
  signatureSheet: "phieu-xac-nhan",
} as const satisfies Record<string, string>;
export type DocumentName = keyof typeof documentNames;
export type DocumentFormat = "pdf" | "docx";

/** Addresses of what can be downloaded from a dossier; every link is made from them. */
export const downloadPaths = {
  /** `draft`: what stands in an open dossier now, instead of its last filing. */
  document: (id: string, name: DocumentName, format: DocumentFormat, draft = false) =>
    `/ho-so/${id}/tai-ve/${documentNames[name]}.${format}${draft ? "?ban=nhap" : ""}`,
  /** Step of the samples' log, from 1. */
  sampleSlip: (id: string, step: number, format: DocumentFormat) =>
    `/ho-so/${id}/tai-ve/phieu-giao-nhan-mau-${step}.${format}`,
  archive: (id: string) => `/ho-so/${id}/tai-ve/ho-so.zip`,
  /** A paper that backs a criterion; shown in the browser unless `download`. */
  paper: (id: string, paperId: string, download = false) =>
    `/ho-so/${id}/giay-to/${paperId}${download ? "?tai=1" : ""}`,
  /** A photo of the commune's visit, or a signed sheet. */
  attachment: (id: string, digest: string) => `/ho-so/${id}/tep/${digest}`,
} as const;
