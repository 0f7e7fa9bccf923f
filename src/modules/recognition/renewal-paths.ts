/** Addresses of the signed-in pages on renewal, lookups and what is printed. */
export const renewalPaths = {
  own: "/cong-nhan",
  radar: "/cong-nhan/radar",
  scans: "/cong-nhan/luot-quet",
  /** What a producer prints: certificate, code, mark. */
  prints: "/chung-nhan",
  mark: (recognitionId: string) => `/cong-nhan/${recognitionId}/nhan-sao.svg`,
  markSheet: (recognitionId: string) => `/cong-nhan/${recognitionId}/nhan-sao.pdf`,
  code: (recognitionId: string) => `/cong-nhan/${recognitionId}/ma-qr.svg`,
  certificate: (recognitionId: string) => `/cong-nhan/${recognitionId}/giay-chung-nhan.pdf`,
} as const;
