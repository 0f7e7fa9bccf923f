/** A page's address in each language. */
export type PagePair = { readonly vi: string; readonly en: string };

/** What robots are told: everything public may be read; what is under a private link is not theirs. */
export function robotsText(sitemapAddress: string): string {
  return [
    "User-agent: *",
    "Disallow: /tu-cham-diem/",
    "Disallow: /en/self-score/",
    "Disallow: /verify/",
    "Disallow: /en/verify/",
    "Disallow: /phan-anh/",
    "",
    `Sitemap: ${sitemapAddress}`,
    "",
  ].join("\n");
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A sitemap of sitemaps (sitemaps.org). */
export function sitemapIndex(addresses: readonly string[]): string {
  const parts = addresses.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>`);
  return `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${parts.join("")}</sitemapindex>`;
}

/** Every page with its other language; both languages are listed, each naming both. */
export function sitemap(origin: string, pages: readonly PagePair[]): string {
  const parts = pages.flatMap((page) => {
    const links = (["vi", "en"] as const)
      .map(
        (lang) =>
          `<xhtml:link rel="alternate" hreflang="${lang}" href="${escaped(origin + page[lang])}"/>`,
      )
      .join("");
    return [page.vi, page.en].map(
      (path) => `<url><loc>${escaped(origin + path)}</loc>${links}</url>`,
    );
  });
  return `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${parts.join("")}</urlset>`;
}

export type FeedEntry = {
  /** An IRI that never changes. */
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** RFC 3339. */
  readonly updated: string;
  readonly summary: string;
};

/** An Atom feed (RFC 4287), the newest first, or of no time at all where it is empty. */
export function atomFeed({
  origin,
  path,
  title,
  home,
  entries,
}: {
  origin: string;
  path: string;
  title: string;
  /** Path of the page that lists the same. */
  home: string;
  entries: readonly FeedEntry[];
}): string {
  const updated = entries[0]?.updated ?? "1970-01-01T00:00:00Z";
  const parts = entries.map(
    (entry) =>
      `<entry><id>${escaped(entry.id)}</id><title>${escaped(entry.title)}</title><updated>${escaped(entry.updated)}</updated><link rel="alternate" href="${escaped(origin + entry.path)}"/><summary>${escaped(entry.summary)}</summary></entry>`,
  );
  return `${head}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><id>${escaped(origin + path)}</id><title>${escaped(title)}</title><updated>${escaped(updated)}</updated><author><name>OCOP</name></author><link rel="self" href="${escaped(origin + path)}"/><link rel="alternate" href="${escaped(origin + home)}"/>${parts.join("")}</feed>`;
}

/** Text as XML has it; characters that XML cannot hold are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
