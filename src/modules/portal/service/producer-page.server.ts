import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { listPublishedNews, publicProfile } from "#modules/market/service/published.server.ts";
import { smallMapOf } from "../map/static-map.server.ts";
import type { PublicVersion } from "../model.ts";
import { keyOfSlug } from "../slug.ts";
import { findPublicProducer } from "./producers.server.ts";
import { productsOfProducer } from "./product.server.ts";

/** Everything that a producer's page tells; `notFound` for one that has no product in the register. */
export async function producerPage(db: Db, slug: string, { day }: PublicVersion) {
  const key = keyOfSlug(slug);
  const producer = key === null ? null : await findPublicProducer(db, key, day);
  if (key === null || !producer)
    throw new AppError("notFound", {
      vi: "Không có chủ thể nào ở địa chỉ này có sản phẩm trong danh mục công khai.",
      en: "No producer at this address has a product in the public register.",
    });
  const producerId = producer.id;
  const [products, profile, news, map] = await Promise.all([
    productsOfProducer(db, key, day),
    publicProfile(db, { producerId }),
    listPublishedNews(db, { producerId, perPage: 3 }),
    smallMapOf(db, producer.unitPath),
  ]);
  return {
    producer,
    products,
    content: profile?.content.kind === "producer" ? profile.content : null,
    pictures: profile?.pictures ?? [],
    news: news.news,
    map,
  };
}
