import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { listCatalogue } from "#modules/portal/service/catalogue.server.ts";
import { onlyProvince } from "#modules/portal/service/localities.server.ts";
import { offerOf } from "#modules/portal/service/offer.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { useLang } from "#ui/lang.ts";
import { Empty, Notice } from "#ui/public/notice.tsx";
import { PageHead } from "#ui/public/page-head.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { pageSize, readFilter, writeFilter } from "../filter.ts";
import { feedPaths, portalPaths } from "../paths.ts";
import type { Route } from "./+types/catalogue.ts";
import { ChosenFilters, Filters } from "./parts/filters.tsx";
import { ProductCards } from "./parts/product-card.tsx";
import stylesheet from "./portal.css?url";
import { catalogueTexts } from "./texts/catalogue.ts";
import { countText } from "./words.tsx";

/** The search stands in the page itself: the header needs none. */
export const handle = { hasSearch: true };

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const version = await publicVersion(db);
  const asked = readFilter(new URL(request.url).searchParams);
  const only = await onlyProvince(db, version);
  // Where there is one province it is chosen already, and its communes can be.
  const filter = { ...asked, province: asked.province ?? only };
  const [page, offer] = await Promise.all([
    listCatalogue(db, filter, version.day),
    offerOf(db, version, filter, only !== null),
  ]);
  const script = islandUrl("suggest");
  return { ...page, asked, offer, isOnlyProvince: only !== null, script };
});

/** Every product that was ever recognised, to be searched and narrowed. */
export default function Catalogue({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = catalogueTexts[lang];
  const { rows, total, asked, offer, understood, isOnlyProvince } = loaderData;
  const here = portalPaths.products[lang];
  const last = Math.max(1, Math.ceil(total / pageSize));
  const query = writeFilter(asked, { page: asked.page });
  const isNarrowed = writeFilter(asked, { sort: null, page: 1 }) !== "";
  return (
    <>
      <PageHead
        title={texts.title}
        description={texts.description}
        query={query}
        isIndexed={asked.q === "" && total > 0}
      />
      <link
        rel="alternate"
        type="application/atom+xml"
        title={texts.feed}
        href={feedPaths.recognitions}
      />
      <h1>{texts.title}</h1>
      <Filters of={asked} offer={offer} isSearch={understood !== null} />
      <ChosenFilters of={asked} offer={offer} />
      {total === 0 ? (
        <NothingFound typed={asked.q} isNarrowed={isNarrowed} />
      ) : (
        <>
          {understood === "slip" && <Notice>{texts.slip(asked.q)}</Notice>}
          {understood === "fewer" && <Notice>{texts.fewer(asked.q)}</Notice>}
          <p>
            <strong>{texts.found(countText(total, lang))}</strong>
          </p>
          {rows.length === 0 ? (
            <Empty title={texts.pageMissing}>
              <p>
                <a href={here + writeFilter(asked)}>{texts.first}</a>
              </p>
            </Empty>
          ) : (
            <ProductCards of={rows} withProvince={!isOnlyProvince} />
          )}
          <Pager
            to={(page) => here + writeFilter(asked, { page })}
            page={asked.page}
            last={Math.max(last, 1)}
          />
        </>
      )}
      <p className="small">
        <a className="touch" href={publicPaths.register[lang]}>
          {texts.register}
        </a>{" "}
        · <a href={portalPaths.openData[lang]}>{texts.download}</a> ·{" "}
        <a href={feedPaths.recognitions}>{texts.feed}</a>
      </p>
      <script type="module" src={loaderData.script} />
    </>
  );
}

/** Says why nothing is there, and what to try. */
function NothingFound({ typed, isNarrowed }: { typed: string; isNarrowed: boolean }) {
  const lang = useLang();
  const texts = catalogueTexts[lang];
  if (!isNarrowed)
    return (
      <Empty title={texts.empty}>
        <p>{texts.emptyMore}</p>
      </Empty>
    );
  return (
    <section className="card">
      <h2>{texts.none}</h2>
      {typed !== "" && <p>{texts.noneWords(typed)}</p>}
      <ul>
        {texts.advice.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{texts.noneMeaning}</p>
      <p className="actions">
        <a className="button second" href={portalPaths.products[lang]}>
          {texts.reset}
        </a>
        <a className="button second" href={publicPaths.scan[lang]}>
          {texts.scan}
        </a>
        <a className="button second" href={publicPaths.report[lang]}>
          {texts.report}
        </a>
      </p>
    </section>
  );
}
