import type { CertificateState } from "#modules/recognition/model.ts";

/**
 * What the public register can say of a product on a day. `uncertain`: a register of the past names
 * the year only, and the 36 months end some time in this very year.
 */
export const publicStates = {
  valid: { vi: "Còn hiệu lực", en: "Valid" },
  expiring: { vi: "Còn hiệu lực, sắp đến hạn", en: "Valid, due for renewal" },
  extended: { vi: "Được kéo dài hiệu lực", en: "Extended" },
  uncertain: { vi: "Chưa rõ ngày hết hạn", en: "End date not known" },
  expired: { vi: "Hết hiệu lực", en: "Expired" },
  revoked: { vi: "Đã bị thu hồi", en: "Revoked" },
  replaced: { vi: "Đã được thay thế", en: "Replaced" },
} as const satisfies Record<CertificateState | "uncertain", { vi: string; en: string }>;
export type PublicState = keyof typeof publicStates;

/** States in which the star may be shown. */
export const currentStates = ["valid", "expiring", "extended"] as const satisfies PublicState[];

/** Which state of the public register something was made from. */
export type PublicVersion = {
  /** Grows with every committed change of what the public sees. */
  readonly version: number;
  /** The day in Vietnam, on which states depend: `yyyy-mm-dd`. */
  readonly day: string;
};
