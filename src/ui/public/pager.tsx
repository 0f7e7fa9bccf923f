import type { Texts } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";

const texts: Texts<{
  label: string;
  next: string;
  previous: string;
  here: (page: number, last: number | null) => string;
}> = {
  vi: {
    label: "Các trang của danh sách",
    next: "Trang sau",
    previous: "Trang trước",
    here: (page, last) => (last === null ? `Trang ${page}` : `Trang ${page} / ${last}`),
  },
  en: {
    label: "Pages of the list",
    next: "Next page",
    previous: "Previous page",
    here: (page, last) => (last === null ? `Page ${page}` : `Page ${page} of ${last}`),
  },
};

/** To the pages before and after one. `last` null: nobody counted; `hasNext` says whether one follows. */
export function Pager({
  to,
  page,
  last,
  hasNext = last !== null && page < last,
}: {
  /** Address of a page by its number, with the filters kept. */
  to: (page: number) => string;
  page: number;
  last: number | null;
  hasNext?: boolean;
}) {
  const { label, next, previous, here } = texts[useLang()];
  if (page === 1 && !hasNext) return null;
  return (
    <nav className="pager" aria-label={label}>
      {page > 1 && (
        <a className="button second" href={to(page - 1)} rel="prev">
          {previous}
        </a>
      )}
      <span className="number">{here(page, last)}</span>
      {hasNext && (
        <a className="button second" href={to(page + 1)} rel="next">
          {next}
        </a>
      )}
    </nav>
  );
}
