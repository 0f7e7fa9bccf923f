/** Addresses of the producer's filing pages; every link is made from them. */
export const filingPaths = {
  list: "/ho-so",
  open: "/ho-so/mo",
  messages: "/ho-so/tin-nhan",
  hub: (id: string) => `/ho-so/${id}`,
  section: (id: string, section: string) => `/ho-so/${id}/phan/${section}`,
  criterion: (id: string, code: string) => `/ho-so/${id}/tieu-chi/${encodeURIComponent(code)}`,
  advice: (id: string) => `/ho-so/${id}/loi-khuyen`,
  file: (id: string) => `/ho-so/${id}/nop`,
  receipt: (id: string) => `/ho-so/${id}/bien-nhan`,
  withdraw: (id: string) => `/ho-so/${id}/rut`,
  confirm: (id: string) => `/ho-so/${id}/xac-nhan`,
  /** Where the form's script saves. */
  save: (id: string) => `/ho-so/${id}/luu`,
  /** What anyone with a receipt may see. */
  check: (code: string) => `/bien-nhan/${code}`,
} as const;
