import type { Lang } from "#ui/lang.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import type { Sector } from "../../catalogue.ts";
import { listTexts } from "../texts/rulebooks.ts";

/** Finds sets by a word, without a script: a plain form that asks the same page again. */
export function SetSearch({
  lang,
  query,
  keep = {},
}: {
  lang: Lang;
  query: string;
  keep?: Readonly<Record<string, string>>;
}) {
  const texts = listTexts[lang];
  return (
    <search className="search no-print">
      <form>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="set-search">{texts.search}</label>
        <p className="hint" id="set-search-hint">
          {texts.searchHint}
        </p>
        <div className="search-row">
          <input
            id="set-search"
            type="search"
            name="q"
            defaultValue={query}
            maxLength={80}
            aria-describedby="set-search-hint"
          />
          <button>{texts.searchGo}</button>
        </div>
      </form>
    </search>
  );
}

/** Sets by sector, each a plain link. `found`: what a search left, to say how many. */
export function SetList({
  lang,
  sectors,
  query,
  all,
  hrefOf,
  level: Heading = "h2",
}: {
  lang: Lang;
  sectors: readonly Sector[];
  query: string;
  /** Address of the list without the search. */
  all: string;
  hrefOf: (set: string) => string;
  level?: "h2" | "h3";
}) {
  const texts = listTexts[lang];
  const count = sectors.reduce((sum, { sets }) => sum + sets.length, 0);
  if (count === 0)
    return (
      <Empty title={texts.found(0)}>
        <p>{texts.notFoundMore}</p>
        <p>
          <a href={all}>{texts.searchAll}</a>
        </p>
      </Empty>
    );
  return (
    <>
      {query && (
        <p>
          <output>{texts.found(count)}.</output> <a href={all}>{texts.searchAll}</a>
        </p>
      )}
      {sectors.map(({ name, sets }) => (
        <section key={name ?? ""}>
          <Heading lang={name ? "vi" : undefined}>{name ?? texts.otherSets}</Heading>
          <ul className="row-list">
            {sets.map((set) => (
              <li key={set.code}>
                <a href={hrefOf(set.code)}>
                  <span className="number">{set.code}</span>
                  <span lang="vi">
                    <span className="title">{set.title}</span>
                    {set.group && <small className="soft">{set.group}</small>}
                  </span>
                  {!set.verified && <Tag kind="warning">{texts.unverified}</Tag>}
                  {set.verified && set.doubtful && <Tag kind="warning">{texts.doubtful}</Tag>}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
