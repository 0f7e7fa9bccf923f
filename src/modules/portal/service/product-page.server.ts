import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import {
  listPublishedNews,
  pointsOfSale,
  publicProfile,
} from "#modules/market/service/published.server.ts";
import { smallMapOf } from "../map/static-map.server.ts";
import type { PublicVersion } from "../model.ts";
import { listGrowingAreas } from "./growing-areas.server.ts";
import { findPublicProduct, productsNear, productsOfProducer } from "./product.server.ts";
import { listStandings } from "./standings.server.ts";

/** How many other products stand below one. */
const mostBeside = 3;
const mostPoints = 12;
const mostRecognitions = 30;

/** Everything that a product's page tells; `notFound` where the register has no such product. */
export async function productPage(db: Db, slug: string, { day }: PublicVersion) {
  const product = await findPublicProduct(db, slug, day);
  if (!product)
    throw new AppError("notFound", {
      vi: "Không có sản phẩm nào ở địa chỉ này trong danh mục công khai. Hãy tìm theo tên, hoặc quét mã QR trên bao bì.",
      en: "The public register has no product at this address. Search by name, or scan the QR code on the package.",
    });
  const { id: productId } = product;
  const [history, profile, points, news, others, near, map, growing] = await Promise.all([
    listStandings(db, { productId }, day, { limit: mostRecognitions, offset: 0 }),
    publicProfile(db, { productId }),
    pointsOfSale(db, { productId, perPage: mostPoints }),
    listPublishedNews(db, { productId, perPage: 3 }),
    productsOfProducer(db, keyIn(product.producerSlug), day, {
      except: productId,
      limit: mostBeside,
    }),
    productsNear(db, product, day, mostBeside),
    smallMapOf(db, product.unitPath, spotOf(product)),
    listGrowingAreas(db, { productId }, day, { limit: mostPoints, offset: 0 }),
  ]);
  const content = profile?.content.kind === "product" ? profile.content : null;
  return {
    product,
    history,
    content,
    pictures: profile?.pictures ?? [],
    hasOwnPosition: profile?.position !== null && profile?.position !== undefined,
    points: points.points,
    news: news.news,
    others,
    near,
    map,
    growing: growing.map(({ shape: _lines, ...area }) => area),
    ...setOf(product.setKey),
  };
}

/** The digits at the end of a slug. */
function keyIn(slug: string): string {
  return slug.slice(slug.lastIndexOf("-") + 1);
}

/** Where it stands, as maps have it: longitude first. */
export function spotOf({
  latitude,
  longitude,
}: {
  readonly latitude: number | null;
  readonly longitude: number | null;
}): [number, number] | null {
  return latitude === null || longitude === null ? null : [longitude, latitude];
}

/** Number of the decision and title of the set that a product was ranked under. */
function setOf(setKey: string | null): { decision: string | null; setTitle: string | null } {
  const [regime = "", code = ""] = setKey?.split("/") ?? [];
  const book = findBook(regime);
  return {
    decision: book?.rulebook.decision ?? null,
    setTitle: book?.sets.get(code)?.title ?? null,
  };
}
