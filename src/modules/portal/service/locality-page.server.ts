import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { listPublishedNews, pointsOfSale } from "#modules/market/service/published.server.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { listOrigins, todayOf } from "#modules/places/service/units.server.ts";
import { locateUnits } from "#modules/places/service/views.server.ts";
import { noFilter } from "../filter.ts";
import { smallMapOf } from "../map/static-map.server.ts";
import type { PublicVersion } from "../model.ts";
import { listRows } from "./catalogue.server.ts";
import { placeFigures } from "./figures.server.ts";
import { offerOf } from "./offer.server.ts";

const mostShown = 12;

/**
 * What a locality's page tells: its figures, its products, where they are sold.
 * Of units of today only: a former code is for the pages on places.
 */
export async function localityPage(db: Db, version: PublicVersion, code: string) {
  const unit = await todayUnit(db, code);
  const [province = "", commune = null] = unit.path.split("/");
  const place = { ...noFilter, province, commune };
  const [located] = await locateUnits(db, [unit]);
  const [figures, offer, rows, points, news, origins, map] = await Promise.all([
    placeFigures(db, version, unit.path),
    offerOf(db, version, { ...place, state: "current" }, true),
    listRows(
      db,
      { ...place, sort: commune === null ? null : "stars" },
      version.day,
      { limit: mostShown, offset: 0 },
      null,
    ),
    pointsOfSale(db, { placePath: unit.path, perPage: 6 }),
    listPublishedNews(db, { provinceCode: province, perPage: 3 }),
    commune === null ? [] : listOrigins(db, unit),
    commune === null ? null : smallMapOf(db, unit.path),
  ]);
  return {
    unit,
    parents: located?.parents ?? [],
    province,
    commune,
    map,
    figures,
    offer,
    rows,
    points,
    news: commune === null ? news.news : [],
    origins: origins.map(({ unit: { version: of, code: own, type, name }, whole }) => ({
      version: of,
      code: own,
      type,
      name,
      whole,
    })),
  };
}

async function todayUnit(db: Db, code: string) {
  const ref: UnitRef = { version: currentVersion, code };
  const today = await todayOf(db, ref).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "notFound") return null;
    throw error;
  });
  if (today?.outcome !== "current")
    throw new AppError("notFound", {
      vi: "Không có tỉnh hay xã nào mang mã này từ ngày 01/7/2025. Hãy tìm trong trang Địa danh: mã cũ dẫn tới đơn vị hiện nay.",
      en: "No province or commune has this code since 1 July 2025. Look in Places: a former code leads to today’s unit.",
    });
  return today.unit;
}
