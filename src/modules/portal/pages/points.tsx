import { z } from "zod";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { type PointKind, pointKinds } from "#modules/market/model.ts";
import { pageOfPoint, pointsOfSale } from "#modules/market/service/published.server.ts";
import { soldToday } from "#modules/portal/service/points.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { useLang } from "#ui/lang.ts";
import { Empty } from "#ui/public/notice.tsx";
import { PageHead } from "#ui/public/page-head.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { mapPaths } from "../map/paths.ts";
import { pageOf } from "../page-number.ts";
import { portalPaths } from "../paths.ts";
import type { Route } from "./+types/points.ts";
import { PointLines } from "./parts/point-lines.tsx";
import stylesheet from "./portal.css?url";
import { pointTexts } from "./texts/points.ts";
import { countText } from "./words.tsx";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

const kinds = Object.keys(pointKinds) as [PointKind, ...PointKind[]];
const Kind = z.enum(kinds).nullable().catch(null);
const perPage = 40;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const { searchParams } = new URL(request.url);
  // Whoever comes from a map asks for one point: the page that it stands on, among all kinds.
  const point = searchParams.get("point");
  const holding = point === null ? null : await pageOfPoint(db, point, perPage);
  const kind = holding === null ? Kind.parse(searchParams.get("kind")) : null;
  const page = holding ?? pageOf(searchParams);
  const { points, total } = await pointsOfSale(db, { ...(kind && { kind }), page, perPage });
  const { day } = await publicVersion(db);
  const sold = await soldToday(
    db,
    points.map(({ id }) => id),
    day,
  );
  return { points, sold, total, kind, page };
});

/** Where products of the programme are shown and sold. */
export default function Points({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = pointTexts[lang];
  const { points, sold, total, kind, page } = loaderData;
  const here = portalPaths.pointsOfSale[lang];
  const to = (of: PointKind | null, at = 1) =>
    `${here}${queryOf({ ...(of && { kind: of }), ...(at > 1 && { page: String(at) }) })}`;
  return (
    <>
      <PageHead
        title={texts.title}
        description={texts.description}
        query={to(kind, page).slice(here.length)}
      />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      {(total > 0 || kind !== null) && (
        <ul className="chips" aria-label={texts.kind}>
          {[null, ...kinds].map((one) => (
            <li key={one ?? ""}>
              <a href={to(one)} aria-current={one === kind ? "true" : undefined}>
                {one === null ? texts.all : pointKinds[one][lang]}
              </a>
            </li>
          ))}
        </ul>
      )}
      {total === 0 ? (
        <Empty title={kind === null ? texts.none : texts.noneKind}>
          <p>{kind === null && texts.noneMore}</p>
          <p>
            <a href={portalPaths.products[lang]}>{texts.products}</a>
          </p>
        </Empty>
      ) : (
        <p>
          <strong>{texts.found(countText(total, lang))}</strong> ·{" "}
          <a href={mapPaths.page[lang]}>{texts.map}</a>
        </p>
      )}
      <PointLines of={points} sold={sold} />
      <Pager to={(at) => to(kind, at)} page={page} last={Math.ceil(total / perPage)} />
    </>
  );
}

function queryOf(parts: Record<string, string>): string {
  const query = new URLSearchParams(parts).toString();
  return query === "" ? "" : `?${query}`;
}
