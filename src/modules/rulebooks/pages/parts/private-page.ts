/** Headers of a page behind a private link: kept by nobody, found by no search engine. */
export function privatePage(): Record<string, string> {
  return {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
  };
}
