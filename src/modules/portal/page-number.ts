import { z } from "zod";

const Page = z.coerce.number().int().min(1).max(10_000).catch(1);

/** The page of a list that an address asks for; the first one for what is no page. */
export function pageOf(query: URLSearchParams): number {
  return Page.parse(query.get("page") ?? 1);
}
