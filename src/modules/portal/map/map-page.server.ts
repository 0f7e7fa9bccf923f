import { islandUrl } from "#core/http/islands.ts";
import type { RequestContext } from "#core/http/context.ts";
import { listOutlineSources } from "#modules/places/service/outlines.server.ts";
import { type CatalogueFilter, readFilter, writeFilter } from "../filter.ts";
import { keptUnder } from "../service/kept.server.ts";
import { onlyProvince } from "../service/localities.server.ts";
import { type Offer, offerOf } from "../service/offer.server.ts";
import { type Overview, overviewOf } from "./overview.server.ts";
import { mapVersion } from "./tiles.server.ts";

/** Everything that a page of the map shows. */
export type MapPage = {
  readonly asked: CatalogueFilter;
  readonly offer: Offer;
  readonly overview: Overview;
  readonly version: string;
  /** The filter as tiles are asked with it. */
  readonly query: string;
  /** Who published the outlines that are shown. */
  readonly sources: readonly { readonly source: string; readonly licence: string }[];
  readonly base: { readonly url: string; readonly credit: string } | null;
  readonly script: string;
};

/** The map for a filter in an address: of a province's communes where one is chosen or alone here. */
export async function mapPageOf(
  { database: { db }, env }: Pick<RequestContext, "database" | "env">,
  params: URLSearchParams,
): Promise<MapPage> {
  const version = await mapVersion(db);
  const asked = readFilter(params);
  const only = await onlyProvince(db, version);
  const filter = { ...asked, province: asked.province ?? only, page: 1, sort: null };
  const [offer, overview, sources] = await Promise.all([
    offerOf(db, version, filter, only !== null),
    overviewOf(db, version, filter, filter.province),
    keptUnder(db, version, `outline sources ${version.key}`, () => listOutlineSources(db)),
  ]);
  return {
    asked,
    offer,
    overview,
    version: version.key,
    query: writeFilter(asked, { sort: null }),
    sources,
    base:
      env.MAP_TILES_URL && env.MAP_TILES_CREDIT
        ? { url: env.MAP_TILES_URL, credit: env.MAP_TILES_CREDIT }
        : null,
    script: islandUrl("map"),
  };
}
