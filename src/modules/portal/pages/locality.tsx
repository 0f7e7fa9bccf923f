import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { placePaths } from "#modules/places/paths.ts";
import { englishNameOf, fullNameOf, nameInSentence } from "#modules/places/rules.ts";
import { localityPage } from "#modules/portal/service/locality-page.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { selfScorePaths } from "#modules/rulebooks/paths.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { Crumbs, Empty } from "#ui/public/notice.tsx";
import { PageHead } from "#ui/public/page-head.tsx";
import { noFilter, writeFilter } from "../filter.ts";
import { portalPaths } from "../paths.ts";
import type { Route } from "./+types/locality.ts";
import { NewsLines } from "./parts/news-lines.tsx";
import { CommuneColumns, PlaceNumbers, SectorColumns, SetTiles } from "./parts/figures.tsx";
import { PlaceMap } from "./parts/place-map.tsx";
import { PointLines } from "./parts/point-lines.tsx";
import { ProductCards } from "./parts/product-card.tsx";
import stylesheet from "./portal.css?url";
import { localityTexts } from "./texts/locality.ts";
import { countText } from "./words.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async ({ context, params }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  return localityPage(db, await publicVersion(db), params.code ?? "");
});

type Data = Route.ComponentProps["loaderData"];

/** A commune or a province: its figures, its products, where they are sold, what is new. */
export default function Locality({ loaderData: data }: Route.ComponentProps) {
  const lang = useLang();
  const texts = localityTexts[lang];
  const { unit, parents, province, commune, figures, offer, rows, points, news } = data;
  const place = lang === "vi" ? nameInSentence(unit) : englishNameOf(unit);
  const all = figures.current + figures.over + figures.revoked + figures.uncertain;
  const filter = { ...noFilter, province, commune };
  return (
    <>
      <PageHead
        title={texts.title(place)}
        description={texts.description(place, countText(figures.current, lang))}
      />
      <Crumbs
        label={texts.trail}
        trail={[
          { href: portalPaths.home[lang], name: texts.home },
          ...parents.map((parent) => ({
            href: pathTo(portalPaths.province, lang, { code: province }),
            name: lang === "vi" ? fullNameOf(parent) : englishNameOf(parent),
          })),
        ]}
      />
      <h1>{texts.title(place)}</h1>
      {all === 0 ? (
        <Nothing />
      ) : (
        <>
          <PlaceNumbers of={figures} filter={filter} isProvince={commune === null} />
          <section aria-labelledby="products">
            <h2 id="products">{commune === null ? texts.newest : texts.products}</h2>
            <ProductCards of={rows} />
            <p>
              <a className="touch" href={portalPaths.products[lang] + writeFilter(filter)}>
                {texts.all(countText(all, lang))}
              </a>
            </p>
          </section>
          {commune === null && <SetTiles of={offer.sets} filter={filter} />}
          <SectorColumns of={offer.sectors} filter={filter} />
          <CommuneColumns of={offer.communes} isShown={commune === null} />
        </>
      )}
      {points.total > 0 && (
        <section aria-labelledby="points">
          <h2 id="points">{texts.points}</h2>
          <PointLines of={points.points} />
          <p>
            <a className="touch" href={portalPaths.pointsOfSale[lang]}>
              {texts.allPoints}
            </a>
          </p>
        </section>
      )}
      {news.length > 0 && (
        <section aria-labelledby="news">
          <h2 id="news">{texts.news}</h2>
          <NewsLines of={news} />
        </section>
      )}
      <PlaceMap of={data.map} place={{ commune: unit, province: parents[0] ?? null }} />
      <Origins of={data} />
    </>
  );
}

function Nothing() {
  const lang = useLang();
  const texts = localityTexts[lang];
  return (
    <Empty title={texts.none}>
      <p>{texts.noneMore}</p>
      <p>
        <a className="button" href={selfScorePaths.start[lang]}>
          {texts.score}
        </a>{" "}
        <a className="button second" href={portalPaths.join[lang]}>
          {texts.join}
        </a>
      </p>
    </Empty>
  );
}

/** The former communes that it was formed from, and where its other facts stand. */
function Origins({ of: { unit, origins } }: { of: Data }) {
  const lang = useLang();
  const texts = localityTexts[lang];
  const name = lang === "vi" ? fullNameOf : englishNameOf;
  return (
    <p className="small">
      {origins.length > 0 && (
        <>
          {texts.origins}:{" "}
          {origins
            .map((one) => (one.whole ? name(one) : `${name(one)} (${texts.part})`))
            .join(", ")}
          .{" "}
        </>
      )}
      <a href={pathTo(placePaths.unit, lang, { version: unit.version, code: unit.code })}>
        {texts.place}
      </a>
    </p>
  );
}
