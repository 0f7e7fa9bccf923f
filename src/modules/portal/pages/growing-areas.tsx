import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import {
  countGrowingAreas,
  listGrowingAreas,
} from "#modules/portal/service/growing-areas.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { useLang } from "#ui/lang.ts";
import { Empty } from "#ui/public/notice.tsx";
import { PageHead } from "#ui/public/page-head.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { readFilter } from "../filter.ts";
import { mapPaths } from "../map/paths.ts";
import { pageOf } from "../page-number.ts";
import { portalPaths } from "../paths.ts";
import type { Route } from "./+types/growing-areas.ts";
import { GrowingAreaLines } from "./parts/growing-area-lines.tsx";
import stylesheet from "./portal.css?url";
import { growingAreaTexts } from "./texts/growing-areas.ts";
import { countText } from "./words.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

const perPage = 40;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const { searchParams } = new URL(request.url);
  const { province, commune } = readFilter(searchParams);
  const page = pageOf(searchParams);
  const { day } = await publicVersion(db);
  const [areas, total] = await Promise.all([
    listGrowingAreas(db, { province, commune }, day, {
      limit: perPage,
      offset: (page - 1) * perPage,
    }),
    countGrowingAreas(db, { province, commune }, day),
  ]);
  return {
    areas: areas.map(({ shape: _lines, ...area }) => area),
    total,
    page,
    place: { province, commune },
  };
});

/** Where raw material grows: the twin of the map's layer for whoever cannot use a map. */
export default function GrowingAreas({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = growingAreaTexts[lang];
  const { areas, total, page, place } = loaderData;
  const here = portalPaths.growingAreas[lang];
  const query = new URLSearchParams(
    Object.entries(place).flatMap(([name, code]) => (code === null ? [] : [[name, code]])),
  );
  const to = (at: number) => {
    const next = new URLSearchParams(query);
    if (at > 1) next.set("page", String(at));
    return `${here}${next.size > 0 ? `?${next}` : ""}`;
  };
  return (
    <>
      <PageHead
        title={texts.title}
        description={texts.description}
        query={to(page).slice(here.length)}
      />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      {total === 0 ? (
        <Empty title={texts.none}>
          <p>{query.size > 0 ? <a href={here}>{texts.clear}</a> : texts.noneMore}</p>
        </Empty>
      ) : (
        <p>
          <strong>{texts.found(countText(total, lang))}</strong> ·{" "}
          <a href={mapPaths.page[lang] + (query.size > 0 ? `?${query}` : "")}>{texts.map}</a>
        </p>
      )}
      <GrowingAreaLines of={areas} />
      <Pager to={to} page={page} last={Math.ceil(total / perPage)} />
    </>
  );
}
