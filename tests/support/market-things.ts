import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import {
  buildFair,
  buildKeeping,
  buildNews,
  buildPoint,
  buildProfile,
  builtProductPage,
} from "#modules/market/factory.ts";
import { news } from "#modules/market/schema.server.ts";
import { addPointProduct } from "#modules/market/service/points.server.ts";
import { linkNews } from "#modules/market/service/news.server.ts";
import { proposeProduct } from "#modules/market/service/propose.server.ts";
import { versionsOf } from "#modules/market/service/load.server.ts";
import { type AreaThings, buildAreaThings } from "./area-things.ts";
import { authorisedProduct } from "#modules/products/service/products.server.ts";

/** What the public may see of a product, and the office's point of sale and piece of news about it. */
export type MarketThings = AreaThings & {
  readonly profile: string;
  /** Stands in public. */
  readonly acceptedVersion: string;
  /** Waits to be judged. */
  readonly pendingVersion: string;
  readonly point: string;
  /** Help that the point had, and an inspection of it that is still open. */
  readonly pointSupport: string;
  readonly pointInspection: string;
  /** A draft with a picture. */
  readonly piece: string;
  readonly fair: string;
  /** The producer's part in the fair. */
  readonly participant: string;
};

/** A product's page, accepted and proposed anew; `digest` is a picture of the product. */
export async function buildMarketThings(
  db: Db,
  {
    owner,
    office,
    productId,
    path,
    word,
    digest,
  }: {
    owner: UserActor;
    office: UserActor;
    productId: string;
    /** Of a commune. */
    path: string;
    word: string;
    digest: string;
  },
): Promise<MarketThings> {
  const page = builtProductPage(productId, {
    shortLine: word,
    pictures: [{ digest, use: "1", alt: word, altEn: "" }],
    buyLinks: "https://cua-hang.vi-du.vn/",
  });
  const accepted = await buildProfile(db, { owner, office }, page);
  await proposeProduct(db, owner, { ...page, expectedSeq: 1, story: word });
  const [pending] = await versionsOf(db, [accepted.profileId]);
  const communeCode = path.split("/").at(-1) ?? "";
  const point = await buildPoint(db, office, { name: `Điểm bán ${word}`, communeCode });
  await addPointProduct(db, office, { pointId: point, productId });
  const kept = await buildKeeping(db, office, point, word);
  const { producerId } = await authorisedProduct(db, owner, "see", productId).then(
    ({ product }) => product,
  );
  const { fairId, participantIds } = await buildFair(db, office, {
    name: `Hội chợ ${word}`,
    note: word,
    producerIds: [producerId],
  });
  // A draft has no picture of its own here: no file is examined.
  const files = {} as Parameters<typeof buildNews>[0]["files"];
  const piece = await buildNews({ db, files }, office, { isDraft: true, title: `Tin ${word}` });
  await db.update(news).set({ pictureDigest: digest, pictureAlt: word }).where(eq(news.id, piece));
  await linkNews(db, office, { newsId: piece, productId, producerId: "" });
  return {
    profile: accepted.profileId,
    acceptedVersion: accepted.versionId,
    pendingVersion: pending?.id ?? "",
    point,
    ...kept,
    piece,
    fair: fairId,
    participant: participantIds[0] ?? "",
    ...(await buildAreaThings(
      db,
      { owner, officer: office },
      { producerId, productId, path, word },
    )),
  };
}
