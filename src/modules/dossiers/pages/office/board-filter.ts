import { z } from "zod";
import { pageAsked } from "#core/input/page-number.ts";
import { foldText } from "#core/text.ts";
import { dossierStateNames } from "../../model.ts";
import type { DossierLine } from "./parts/dossier-table.tsx";

/** What the board is narrowed to; it stands in the address, so that a view can be sent on. */
export const BoardSearch = z.object({
  text: z.string().trim().max(120).catch(""),
  state: z.enum(dossierStateNames).optional().catch(undefined),
  set: z.string().max(40).optional().catch(undefined),
  unit: z.string().max(60).optional().catch(undefined),
  clock: z.enum(["late", "soon"]).optional().catch(undefined),
});
export type BoardSearch = z.infer<typeof BoardSearch> & { readonly page: number };

/** The search of an address; what is strange or empty counts as not asked. */
export function readSearch(address: string): BoardSearch {
  const query = new URL(address).searchParams;
  const asked = [...query].filter(([, value]) => value !== "");
  return { ...BoardSearch.parse(Object.fromEntries(asked)), page: pageAsked(query) };
}

type Filtered = Pick<
  DossierLine,
  "productName" | "producerName" | "numberText" | "state" | "setCode" | "clock"
> & { readonly unitPath: string };

/** Whether a dossier is asked for. Text counts without diacritics. */
export function isAskedFor(item: Filtered, search: BoardSearch): boolean {
  const left = item.clock?.state === "running" ? item.clock.daysLeft : null;
  return (
    (search.state === undefined || item.state === search.state) &&
    (search.set === undefined || item.setCode === search.set) &&
    (search.unit === undefined || item.unitPath === search.unit) &&
    (search.clock === undefined ||
      (left !== null && (search.clock === "late" ? left < 0 : left >= 0 && left <= 3))) &&
    foldText(`${item.productName} ${item.producerName} ${item.numberText ?? ""}`).includes(
      foldText(search.text),
    )
  );
}

/** The query of another view of the board: what is left out falls away, the page starts anew. */
export function queryOf(search: Partial<BoardSearch>): string {
  const entries = Object.entries(search).filter(
    ([name, value]) => value !== undefined && value !== "" && !(name === "page" && value === 1),
  );
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}
