import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { mapPageOf } from "#modules/portal/map/map-page.server.ts";
import { useLang } from "#ui/lang.ts";
import mark from "#ui/public/mark.svg?no-inline";
import publicStylesheet from "#ui/public/public.css?url";
import { mapPaths } from "../map/paths.ts";
import type { Route } from "./+types/map-embed.ts";
import mapStylesheet from "./map.css?url";
import { MapFigure } from "./parts/map-figure.tsx";
import { mapTexts } from "./texts/map.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: publicStylesheet },
  { rel: "stylesheet", href: mapStylesheet },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

export const loader = forPage(({ context, request }: Route.LoaderArgs) =>
  mapPageOf(context.get(requestContext), new URL(request.url).searchParams),
);

/** The map alone, to be framed by other sites: nothing in it acts, links open beside the frame. */
export default function EmbeddedMap({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = mapTexts[lang];
  return (
    <main className="map-embedded">
      <title>{`${texts.title} · OCOP`}</title>
      <meta name="robots" content="noindex" />
      <h1>
        <a href={mapPaths.page[lang] + loaderData.query} target="_blank" rel="noopener">
          {texts.title}
        </a>
      </h1>
      <MapFigure of={loaderData} isEmbedded />
      <p className="small">
        <a href={mapPaths.page[lang] + loaderData.query} target="_blank" rel="noopener">
          {texts.whole}
        </a>
      </p>
    </main>
  );
}
