import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { getBook, listRegimeEntries } from "#modules/rulebooks/service/shelf.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { useLang } from "#ui/lang.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { matchesSearch, setsBySector } from "../catalogue.ts";
import { rulebookPaths } from "../paths.ts";
import type { Route } from "./+types/regime.ts";
import { SetList, SetSearch } from "./parts/set-list.tsx";
import { listTexts } from "./texts/rulebooks.ts";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { rulebook } = getBook(params.regime);
  const entries = await listRegimeEntries(context.get(requestContext).database.db);
  const query = new URL(request.url).searchParams.get("q")?.slice(0, 80).trim() ?? "";
  const sets = rulebook.sets.filter((set) => matchesSearch(set, query));
  return {
    query,
    sectors: setsBySector(sets),
    entry: entries.find(({ regime }) => regime === rulebook.regime),
  };
});

export default function Regime({ loaderData, params }: Route.ComponentProps) {
  const lang = useLang();
  const texts = listTexts[lang];
  const { entry, sectors, query } = loaderData;
  if (!entry) return null;
  const decision = texts.decision(entry.decision);
  return (
    <>
      <title>{`${decision} – ${texts.title} – OCOP`}</title>
      <Crumbs
        label={texts.crumbs}
        trail={[
          { href: lang === "vi" ? "/" : "/en", name: texts.home },
          { href: rulebookPaths.regimes[lang], name: texts.title },
        ]}
      />
      <h1>{decision}</h1>
      <p>
        <Tag kind={entry.state === "inForce" ? "good" : "past"}>{texts.state[entry.state]}</Tag>{" "}
        {entry.from && `${texts.from} ${dayText(entry.from, lang)}. `}
        {entry.to && `${texts.to} ${dayText(entry.to, lang)}. `}
        {entry.amendedBy.length > 0 && `${texts.amended} ${entry.amendedBy.join(", ")}. `}
        {texts.vietnameseOnly}
      </p>
      <SetSearch lang={lang} query={query} />
      <SetList
        lang={lang}
        sectors={sectors}
        query={query}
        all={pathTo(rulebookPaths.regime, lang, params)}
        hrefOf={(set) => pathTo(rulebookPaths.set, lang, { ...params, set })}
      />
    </>
  );
}
