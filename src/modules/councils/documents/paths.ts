/** The papers of a session that can be printed, as their addresses name them. */
export const sessionDocuments = {
  invitation: "giay-moi",
  minutes: "bien-ban",
  summary: "bang-tong-hop",
  digests: "danh-muc-ma-kiem-tra",
} as const satisfies Record<string, string>;
export type SessionDocument = keyof typeof sessionDocuments;

type Format = "pdf" | "docx";

/** Addresses of what can be downloaded from a session; every link is made from them. */
export const sessionDownloads = {
  document: (session: string, name: SessionDocument, format: Format) =>
    `/phien/${session}/tai-ve/${sessionDocuments[name]}.${format}`,
  /** Every sheet of a product's revealed rounds in one file. */
  sheets: (session: string, item: string, format: Format) =>
    `/phien/${session}/tai-ve/phieu-san-pham-${item}.${format}`,
  /** One member's signed sheet. */
  sheet: (session: string, sheet: string, format: Format) =>
    `/phien/${session}/tai-ve/phieu-${sheet}.${format}`,
} as const;
