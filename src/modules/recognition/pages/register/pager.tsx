import { useLang } from "#ui/lang.ts";
import { registerTexts } from "./texts.ts";

/** To the pages before and after one, with the filters kept. */
export function Pager({
  path,
  query = "",
  page,
  last,
}: {
  path: string;
  query?: string;
  page: number;
  last: number;
}) {
  const texts = registerTexts[useLang()];
  const to = (target: number) => `${path}?${query === "" ? "" : `${query}&`}trang=${target}`;
  if (last <= 1 && page === 1) return null;
  return (
    <p className="actions">
      {page > 1 && (
        <a className="button second" href={to(page - 1)}>
          {texts.previous}
        </a>
      )}
      {page < last && (
        <a className="button second" href={to(page + 1)}>
          {texts.next}
        </a>
      )}
    </p>
  );
}
