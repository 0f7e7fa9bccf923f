import type { ReactNode } from "react";

/**
 * The search above a list, sent by address so that a result can be shared: the words to look for
 * always in sight, the other conditions (`children`) folded away until one is set.
 */
export function FilterForm({
  action,
  words,
  texts,
  isFiltered,
  children,
}: {
  action: string;
  /** The field of words as it was sent. */
  words: { readonly name: string; readonly value: string };
  texts: {
    readonly words: string;
    readonly more: string;
    readonly search: string;
    readonly filter: string;
    readonly reset: string;
  };
  /** Whether one of the folded conditions is set. */
  isFiltered: boolean;
  children: ReactNode;
}) {
  const id = `filter-${words.name}`;
  return (
    <search>
      <form action={action} method="get" className="card filters">
        <label htmlFor={id}>{texts.words}</label>
        <div className="search-row">
          <input
            id={id}
            type="search"
            name={words.name}
            defaultValue={words.value}
            maxLength={120}
          />
          <button type="submit">{texts.search}</button>
        </div>
        <details open={isFiltered}>
          <summary>{texts.more}</summary>
          <div className="filter-grid">{children}</div>
          <div className="actions">
            <button type="submit" className="second">
              {texts.filter}
            </button>
            {isFiltered && <a href={action}>{texts.reset}</a>}
          </div>
        </details>
      </form>
    </search>
  );
}
