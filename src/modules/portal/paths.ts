/** Addresses of the public portal in both languages; the routes and every link are made from them. */
export const portalPaths = {
  home: { vi: "/", en: "/en" },
  products: { vi: "/san-pham", en: "/en/products" },
  product: { vi: "/san-pham/:slug", en: "/en/products/:slug" },
  producer: { vi: "/chu-the/:slug", en: "/en/producers/:slug" },
  commune: { vi: "/xa/:code", en: "/en/communes/:code" },
  province: { vi: "/tinh/:code", en: "/en/provinces/:code" },
  pointsOfSale: { vi: "/diem-ban", en: "/en/points-of-sale" },
  growingAreas: { vi: "/vung-nguyen-lieu", en: "/en/growing-areas" },
  news: { vi: "/tin", en: "/en/news" },
  story: { vi: "/tin/:slug", en: "/en/news/:slug" },
  about: { vi: "/gioi-thieu", en: "/en/about" },
  join: { vi: "/tham-gia", en: "/en/join" },
  openData: { vi: "/du-lieu", en: "/en/open-data" },
} as const;

/** Both addresses of a page that ends with a slug or a code. */
export function pairOf(
  page: "product" | "producer" | "commune" | "province" | "story",
  end: string,
): { vi: string; en: string } {
  const { vi, en } = portalPaths[page];
  return { vi: vi.replace(/:\w+$/, end), en: en.replace(/:\w+$/, end) };
}

/**
 * GS1 Digital Link: what a code on a package asks for. The standard fixes these addresses, so
 * there is one for both languages.
 */
export const digitalLinkPaths = {
  item: "/01/:gtin",
  lot: "/01/:gtin/10/:lot",
} as const;

/** For programs: the list of addresses for search engines, and what is new as Atom. */
export const feedPaths = {
  robots: "/robots.txt",
  sitemap: "/sitemap.xml",
  sitemapPart: (name: string) => `/sitemap/${name}.xml`,
  recognitions: "/san-pham/moi.atom",
  news: "/tin/moi.atom",
} as const;
