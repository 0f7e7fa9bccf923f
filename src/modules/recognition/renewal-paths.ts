/** Addresses of the signed-in pages on renewal and lookups. */
export const renewalPaths = {
  own: "/cong-nhan",
  radar: "/cong-nhan/radar",
  scans: "/cong-nhan/luot-quet",
  mark: (recognitionId: string) => `/cong-nhan/${recognitionId}/nhan-sao.svg`,
} as const;
