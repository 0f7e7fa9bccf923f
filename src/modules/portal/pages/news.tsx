import { z } from "zod";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { type NewsKind, newsKinds } from "#modules/market/model.ts";
import { listPublishedNews } from "#modules/market/service/published.server.ts";
import { useLang } from "#ui/lang.ts";
import { Empty } from "#ui/public/notice.tsx";
import { PageHead } from "#ui/public/page-head.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { pageOf } from "../page-number.ts";
import { feedPaths, portalPaths } from "../paths.ts";
import type { Route } from "./+types/news.ts";
import { NewsLines } from "./parts/news-lines.tsx";
import stylesheet from "./portal.css?url";
import { newsTexts } from "./texts/news.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

const kinds = Object.keys(newsKinds) as [NewsKind, ...NewsKind[]];
const Kind = z.enum(kinds).nullable().catch(null);
const perPage = 15;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const { searchParams } = new URL(request.url);
  const kind = Kind.parse(searchParams.get("kind"));
  const page = pageOf(searchParams);
  const { news, total } = await listPublishedNews(db, { ...(kind && { kind }), page, perPage });
  return { news, total, kind, page };
});

/** News of the offices and stories of producers, the newest first. */
export default function News({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = newsTexts[lang];
  const { news, total, kind, page } = loaderData;
  const here = portalPaths.news[lang];
  const to = (of: NewsKind | null, at = 1) => {
    const query = new URLSearchParams({
      ...(of && { kind: of }),
      ...(at > 1 && { page: String(at) }),
    }).toString();
    return query === "" ? here : `${here}?${query}`;
  };
  return (
    <>
      <PageHead
        title={texts.title}
        description={texts.description}
        query={to(kind, page).slice(here.length)}
      />
      <link rel="alternate" type="application/atom+xml" title={texts.title} href={feedPaths.news} />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      {(total > 0 || kind !== null) && (
        <ul className="chips" aria-label={texts.kinds}>
          {[null, ...kinds].map((one) => (
            <li key={one ?? ""}>
              <a href={to(one)} aria-current={one === kind ? "true" : undefined}>
                {one === null ? texts.all : newsKinds[one][lang]}
              </a>
            </li>
          ))}
        </ul>
      )}
      {total === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneMore}</p>
          <p>
            <a href={portalPaths.products[lang]}>{texts.products}</a>
          </p>
        </Empty>
      ) : (
        <NewsLines of={news} level={2} />
      )}
      <Pager to={(at) => to(kind, at)} page={page} last={Math.ceil(total / perPage)} />
      <p className="small">
        <a className="touch" href={feedPaths.news}>
          {texts.feed}
        </a>
      </p>
    </>
  );
}
