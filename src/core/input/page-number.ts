/** The page of a list of signed-in work that an address asks for (`?trang=3`); the first for what is none. */
export function pageAsked(query: URLSearchParams): number {
  const page = Number(query.get("trang") ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
