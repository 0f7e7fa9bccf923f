import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { englishNameOf, fullNameOf, nameInSentence } from "#modules/places/rules.ts";
import { homePage } from "#modules/portal/service/home-page.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { selfScorePaths } from "#modules/rulebooks/paths.ts";
import { pathTo } from "#ui/bilingual.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { Empty } from "#ui/public/notice.tsx";
import { PageHead, StructuredData, useOrigin } from "#ui/public/page-head.tsx";
import { noFilter, writeFilter } from "../filter.ts";
import { portalPaths } from "../paths.ts";
import type { Route } from "./+types/home.ts";
import { CommuneColumns, PlaceNumbers, SectorColumns, SetTiles } from "./parts/figures.tsx";
import { NewsLines } from "./parts/news-lines.tsx";
import { ProductCards } from "./parts/product-card.tsx";
import stylesheet from "./portal.css?url";
import { homeTexts } from "./texts/home.ts";
import { countText } from "./words.tsx";

/** The search stands in the page itself: the header needs none. */
export const handle = { hasSearch: true };

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async ({ context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  return { ...(await homePage(db, await publicVersion(db))), script: islandUrl("suggest") };
});

type Data = Route.ComponentProps["loaderData"];

/** Search first; then what is counted, what is new, where, and the doors to everything else. */
export default function Home({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = homeTexts[lang];
  const { province, figures, offer, rows, news } = loaderData;
  const name = province && (lang === "vi" ? nameInSentence : englishNameOf)(province);
  const filter = { ...noFilter, province: province?.code ?? null };
  const isEmpty = figures.current + figures.over + figures.revoked + figures.uncertain === 0;
  return (
    <>
      <PageHead title={name ? texts.titleOf(name) : texts.title} description={texts.lead} />
      <Website name={name ? texts.titleOf(name) : texts.title} />
      <div className="hero">
        <h1>{name ? texts.headingOf(name) : texts.heading}</h1>
        <p className="lead">{texts.lead}</p>
        <Find />
      </div>
      {isEmpty ? (
        <Empty title={texts.empty}>
          <p>{texts.emptyMore}</p>
        </Empty>
      ) : (
        <>
          <PlaceNumbers of={figures} filter={filter} isProvince />
          <SetTiles of={offer.sets} filter={filter} />
          <Newest rows={rows} withProvince={province === null} />
          <SectorColumns of={offer.sectors} filter={filter} />
          <CommuneColumns of={offer.communes} isShown={province !== null} />
          <Provinces of={offer.provinces} />
        </>
      )}
      {news.length > 0 && (
        <section aria-labelledby="news">
          <div className="section-head">
            <h2 id="news">{texts.news}</h2>
            <a href={portalPaths.news[lang]}>{texts.allNews}</a>
          </div>
          <NewsLines of={news} />
        </section>
      )}
      <Doors />
      <script type="module" src={loaderData.script} />
    </>
  );
}

function Find() {
  const lang = useLang();
  const texts = homeTexts[lang];
  const here = portalPaths.products[lang];
  return (
    <>
      <search>
        <form className="find" action={here} method="get">
          <label className="visually-hidden" htmlFor="home-search">
            {texts.search}
          </label>
          <input
            id="home-search"
            type="search"
            name="q"
            placeholder={texts.search}
            maxLength={120}
            enterKeyHint="search"
          />
          <button type="submit">{texts.submit}</button>
        </form>
      </search>
      <ul className="chips" aria-label={texts.try}>
        {texts.examples.map((word) => (
          <li key={word}>
            <a href={here + writeFilter(noFilter, { q: word })}>{word}</a>
          </li>
        ))}
        <li>
          <a href={publicPaths.scan[lang]}>{texts.scan}</a>
        </li>
      </ul>
    </>
  );
}

function Newest({ rows, withProvince }: { rows: Data["rows"]; withProvince: boolean }) {
  const lang = useLang();
  const texts = homeTexts[lang];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="newest">
      <div className="section-head">
        <h2 id="newest">{texts.newest}</h2>
        <a href={portalPaths.products[lang]}>{texts.all}</a>
      </div>
      <ProductCards of={rows} withProvince={withProvince} />
    </section>
  );
}

function Provinces({ of }: { of: Data["offer"]["provinces"] }) {
  const lang = useLang();
  const texts = homeTexts[lang];
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="provinces">
      <h2 id="provinces">{texts.provinces}</h2>
      <ul className="columns">
        {of.map(({ value, count, ...unit }) => (
          <li key={value}>
            <a href={pathTo(portalPaths.province, lang, { code: value })}>
              {lang === "vi" ? fullNameOf(unit) : englishNameOf(unit)}{" "}
              <span className="number">{countText(count, lang)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Doors() {
  const lang = useLang();
  const texts = homeTexts[lang];
  return (
    <section aria-labelledby="doors">
      <h2 id="doors">{texts.doors}</h2>
      <div className="grid">
        {doorsIn(lang).map(({ href, name, more }) => (
          <section key={href} className="card door">
            <h3>
              <a href={href}>{name}</a>
            </h3>
            <p>{more}</p>
          </section>
        ))}
      </div>
      <p className="actions">
        <a className="button" href={selfScorePaths.start[lang]}>
          {texts.start}
        </a>
      </p>
    </section>
  );
}

function doorsIn(lang: Lang) {
  const texts = homeTexts[lang];
  return [
    { href: portalPaths.about[lang], name: texts.about, more: texts.aboutMore },
    { href: portalPaths.pointsOfSale[lang], name: texts.points, more: texts.pointsMore },
    { href: publicPaths.report[lang], name: texts.report, more: texts.reportMore },
    { href: portalPaths.join[lang], name: texts.join, more: texts.joinMore },
    { href: selfScorePaths.start[lang], name: texts.score, more: texts.scoreMore },
    { href: publicPaths.register[lang], name: texts.register, more: texts.registerMore },
  ];
}

/** The site for search engines, with the address of its search. */
function Website({ name }: { name: string }) {
  const lang = useLang();
  const origin = useOrigin();
  return (
    <StructuredData
      of={{
        "@type": "WebSite",
        name,
        url: `${origin}${portalPaths.home[lang]}`,
        inLanguage: lang,
        potentialAction: {
          "@type": "SearchAction",
          target: {
            "@type": "EntryPoint",
            urlTemplate: `${origin}${portalPaths.products[lang]}?q={search_term_string}`,
          },
          "query-input": "required name=search_term_string",
        },
      }}
    />
  );
}
