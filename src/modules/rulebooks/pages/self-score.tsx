import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { getBook, listRegimeEntries } from "#modules/rulebooks/service/shelf.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { Notice, Tag } from "#ui/public/notice.tsx";
import { matchesSearch, setsBySector } from "../catalogue.ts";
import { selfScorePaths } from "../paths.ts";
import type { Route } from "./+types/self-score.ts";
import { SetList, SetSearch } from "./parts/set-list.tsx";
import { listTexts } from "./texts/rulebooks.ts";
import { selfScoreTexts } from "./texts/self-score.ts";

/** Search parameters: the decision, and that a self-assessment has just been deleted. */
const regimeParameter = "quyet-dinh";
const deletedParameter = "da-xoa";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams;
  const entries = await listRegimeEntries(context.get(requestContext).database.db);
  const present = entries.find((entry) => entry.present) ?? entries[0];
  const regime = search.get(regimeParameter) ?? present?.regime ?? "";
  const { rulebook } = getBook(regime);
  const query = search.get("q")?.slice(0, 80).trim() ?? "";
  return {
    entries,
    regime: rulebook.regime,
    query,
    deleted: search.has(deletedParameter),
    sectors: setsBySector(rulebook.sets.filter((set) => matchesSearch(set, query))),
  };
});

export default function SelfScore({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = selfScoreTexts[lang];
  const { entries, regime, query, sectors } = loaderData;
  const here = addressOf(lang, regime);
  return (
    <>
      <title>{`${texts.title} – OCOP`}</title>
      {loaderData.deleted && <Notice>{texts.deleted}</Notice>}
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <section aria-labelledby="regimes">
        <h2 id="regimes">{texts.whichRegime}</h2>
        <ul className="tabs">
          {entries.map((entry) => (
            <li key={entry.regime}>
              <a
                href={addressOf(lang, entry.regime)}
                aria-current={entry.regime === regime ? "true" : undefined}
              >
                <span lang="vi">{entry.decision}</span>
                {entry.present && <Tag>{texts.present}</Tag>}
                {entry.state === "ended" && <Tag kind="past">{listTexts[lang].state.ended}</Tag>}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="sets">
        <h2 id="sets">{texts.whichSet}</h2>
        <SetSearch lang={lang} query={query} keep={{ [regimeParameter]: regime }} />
        <SetList
          lang={lang}
          level="h3"
          sectors={sectors}
          query={query}
          all={here}
          hrefOf={(set) => pathTo(selfScorePaths.form, lang, { regime, set })}
        />
      </section>
    </>
  );
}

function addressOf(lang: Lang, regime: string): string {
  return `${selfScorePaths.start[lang]}?${new URLSearchParams({ [regimeParameter]: regime })}`;
}
