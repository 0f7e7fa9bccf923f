import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { mapPageOf } from "#modules/portal/map/map-page.server.ts";
import type { Overview } from "#modules/portal/map/overview.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { Stars } from "#ui/public/stars.tsx";
import { Empty } from "#ui/public/notice.tsx";
import { PageHead, useOrigin } from "#ui/public/page-head.tsx";
import { type CatalogueFilter, writeFilter } from "../filter.ts";
import { mapPaths } from "../map/paths.ts";
import { portalPaths } from "../paths.ts";
import type { Route } from "./+types/map.ts";
import mapStylesheet from "./map.css?url";
import { Filters } from "./parts/filters.tsx";
import { MapFigure, unitName } from "./parts/map-figure.tsx";
import stylesheet from "./portal.css?url";
import { growingAreaTexts } from "./texts/growing-areas.ts";
import { mapTexts } from "./texts/map.ts";
import { countText } from "./words.tsx";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: mapStylesheet },
];

export const loader = forPage(({ context, request }: Route.LoaderArgs) =>
  mapPageOf(context.get(requestContext), new URL(request.url).searchParams),
);

/** The map: drawn and listed for everybody, interactive for whoever wants it. */
export default function MapOfProducts({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = mapTexts[lang];
  const { asked, offer, overview, query } = loaderData;
  return (
    <>
      <PageHead
        title={texts.title}
        description={texts.description}
        query={query}
        isIndexed={query === ""}
      />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <Filters of={asked} offer={offer} isSearch={false} action={mapPaths.page[lang]} />
      <p>
        <strong>{texts.found(countText(overview.products, lang))}</strong>
      </p>
      <MapFigure of={loaderData} />
      <p>
        <a href={portalPaths.growingAreas[lang] + placeQuery(asked)}>
          {growingAreaTexts[lang].title}
        </a>
      </p>
      <h2>{texts.list[overview.level]}</h2>
      <UnitList of={overview} asked={asked} />
      <Embed query={query} />
    </>
  );
}

/** The place of a filter: growing areas are listed by it alone. */
function placeQuery({ province, commune }: CatalogueFilter): string {
  const chosen = Object.entries({ province, commune }).flatMap(([name, code]) =>
    code === null ? [] : [[name, code]],
  );
  return chosen.length > 0 ? `?${new URLSearchParams(chosen)}` : "";
}

/** The same as the drawing in words: units with their first products, each with its links. */
function UnitList({ of, asked }: { of: Overview; asked: CatalogueFilter }) {
  const lang = useLang();
  const texts = mapTexts[lang];
  if (of.units.length === 0)
    return (
      <Empty title={texts.nothing}>
        <p>
          <a href={mapPaths.page[lang]}>{texts.whole}</a>
        </p>
      </Empty>
    );
  const page = of.level === "commune" ? portalPaths.commune : portalPaths.province;
  return (
    <ul className="map-units plain">
      {of.units.map((unit) => (
        <li key={unit.code}>
          <h3>
            <a href={pathTo(page, lang, { code: unit.code })}>{unitName(unit, lang)}</a>{" "}
            <span className="soft small">
              {texts.products(countText(unit.products, lang))}
              {unit.points > 0 && ` · ${texts.points(countText(unit.points, lang))}`}
            </span>
          </h3>
          {unit.named.length > 0 && (
            <ul>
              {unit.named.map(({ slug, name, stars }) => (
                <li key={slug}>
                  <a href={pathTo(portalPaths.product, lang, { slug })}>{name}</a>{" "}
                  {stars > 0 && <Stars count={stars} of={5} lang={lang} />}
                </li>
              ))}
            </ul>
          )}
          {unit.products > unit.named.length && (
            <p className="small">
              <a href={portalPaths.products[lang] + writeFilter(asked, { [of.level]: unit.code })}>
                {texts.all(countText(unit.products, lang))}
              </a>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Embed({ query }: { query: string }) {
  const lang = useLang();
  const texts = mapTexts[lang];
  const address = `${useOrigin()}${mapPaths.embed[lang]}${query}`.replaceAll("&", "&amp;");
  const code = `<iframe src="${address}" title="${texts.title}" width="100%" height="480" loading="lazy"></iframe>`;
  return (
    <details>
      <summary>{texts.embed}</summary>
      <p>{texts.embedMore}</p>
      <textarea readOnly rows={3} aria-label={texts.embed} defaultValue={code} />
    </details>
  );
}
