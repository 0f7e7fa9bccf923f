import type { Db } from "#core/database/connection.ts";
import { listPublishedNews } from "#modules/market/service/published.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { noFilter } from "../filter.ts";
import type { PublicVersion } from "../model.ts";
import { listRows } from "./catalogue.server.ts";
import { placeFigures } from "./figures.server.ts";
import { keptUnder } from "./kept.server.ts";
import { onlyProvince } from "./localities.server.ts";
import { offerOf } from "./offer.server.ts";

const mostNew = 8;
const mostNews = 3;

/** What the home page tells: of the one province that has products here, or of all of them. */
export function homePage(db: Db, version: PublicVersion) {
  return keptUnder(db, version, "home", async () => {
    const province = await onlyProvince(db, version);
    const unit =
      province === null
        ? undefined
        : await findUnit(db, { version: currentVersion, code: province });
    const filter = { ...noFilter, province, state: "current" as const };
    const [figures, offer, rows, news] = await Promise.all([
      placeFigures(db, version, province ?? ""),
      offerOf(db, version, filter, province !== null),
      listRows(db, filter, version.day, { limit: mostNew, offset: 0 }, null),
      listPublishedNews(db, { perPage: mostNews }),
    ]);
    return {
      province: unit ? { code: unit.code, type: unit.type, name: unit.name } : null,
      figures,
      offer,
      rows,
      news: news.news,
    };
  });
}
