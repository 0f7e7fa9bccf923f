import type { IssuedPaperKind } from "./model.ts";

/** Addresses of the producer's filing pages; every link is made from them. */
export const filingPaths = {
  list: "/ho-so",
  open: "/ho-so/mo",
  messages: "/ho-so/tin-nhan",
  messagesPage: (page: number) => `/ho-so/tin-nhan?trang=${page}`,
  hub: (id: string) => `/ho-so/${id}`,
  section: (id: string, section: string) => `/ho-so/${id}/phan/${section}`,
  criterion: (id: string, code: string) => `/ho-so/${id}/tieu-chi/${encodeURIComponent(code)}`,
  advice: (id: string) => `/ho-so/${id}/loi-khuyen`,
  file: (id: string) => `/ho-so/${id}/nop`,
  receipt: (id: string) => `/ho-so/${id}/bien-nhan`,
  withdraw: (id: string) => `/ho-so/${id}/rut`,
  confirm: (id: string) => `/ho-so/${id}/xac-nhan`,
  /** A business plan that begins where the dossier stands. */
  plan: (id: string) => `/ho-so/${id}/phuong-an`,
  /** Where the form's script saves. */
  save: (id: string) => `/ho-so/${id}/luu`,
  /** What anyone with a receipt may see. */
  check: (code: string) => `/bien-nhan/${code}`,
} as const;

/** Where the papers that other parts of the program issued about a dossier are served. */
export const issuedPaperPaths = {
  resultNotice: (id: string, format: "pdf" | "docx") =>
    `/quyet-dinh/ho-so/${id}/thong-bao-ket-qua.${format}`,
} as const satisfies Record<IssuedPaperKind, (id: string, format: "pdf" | "docx") => string>;
