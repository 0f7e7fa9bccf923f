/** Addresses of the pages on certificates that anyone may open. */
export const publicPaths = {
  verify: { vi: "/verify/:token", en: "/en/verify/:token" },
  /** What a forged or torn code may lead to: the same answer, not a page that is missing. */
  garbage: { vi: "/verify/*", en: "/en/verify/*" },
  scan: { vi: "/quet", en: "/en/scan" },
  register: { vi: "/cong-khai", en: "/en/register" },
  decisions: { vi: "/cong-khai/quyet-dinh", en: "/en/register/decisions" },
  /** A product's public history, by one of its recognitions. */
  history: { vi: "/cong-khai/san-pham/:recognition", en: "/en/register/product/:recognition" },
  /** Tell the office that something is wrong; `?ma=` names the certificate by its token. */
  report: { vi: "/phan-anh", en: "/en/report" },
} as const;

/** A product's page on the portal, by the last part of its address. */
export const productPage = { vi: "/san-pham/:slug", en: "/en/products/:slug" } as const;

/** Where the product's photo on a certificate is loaded from. */
export function photoPath(token: string): string {
  return `/verify/${token}/anh`;
}

/** The events of a certificate in the public log, with the way from each to a signed head. */
export function proofPath(token: string): string {
  return `/api/v1/log/proof/${token}`;
}
