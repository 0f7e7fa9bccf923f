import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { recordFile } from "#core/files/record.ts";
import type { Services } from "#core/http/context.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount } from "#modules/people/service/holders.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { buildPicture } from "#modules/products/factory.ts";
import { listProducts, type ProductItem } from "#modules/products/service/products.server.ts";
import {
  demoNews,
  type DemoPage,
  demoPages,
  demoPoints,
  demoReturn,
  mark,
} from "./demo/content.ts";
import { drawHills } from "./demo/drawing.server.ts";
import { playChannels, playFair, playOutputs, playPoints } from "./demo/year.server.ts";
import { buildNews, buildProfile, builtProducerPage, builtProductPage } from "./factory.ts";
import { points } from "./schema.server.ts";
import { returnVersion } from "./service/decide.server.ts";
import { linkNews } from "./service/news.server.ts";
import { addPointProduct, savePoint } from "./service/points.server.ts";

const province = "19";

type Ground = { readonly db: Services["database"]["db"]; readonly files: Services["files"] };
type Cast = { readonly office: UserActor; readonly ownerId: string };

/**
 * Gives a demo installation that has no point of sale yet pages of its products at every stage,
 * points of sale and news, by the same services as real ones. All say that they are samples, and
 * the pictures are drawn. Needs the demo's products. `isDemo`: `isDemoInstallation`. True when it
 * did.
 */
export async function loadDemoMarket(
  { database: { db }, files }: Pick<Services, "database" | "files">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(points)) > 0) return false;
  const cast = await findCast(db);
  if (!cast) return false;
  const products = await findProducts(db, cast.office);
  for (const wanted of demoPages) {
    const product = products.get(wanted.product);
    if (product) await playPage({ db, files }, cast, product, wanted);
  }
  const [first] = products.values();
  if (first) await playProducer({ db, files }, cast, first);
  const pointIds: string[] = [];
  for (const point of demoPoints) {
    const { id: pointId } = await savePoint(db, cast.office, null, point);
    pointIds.push(pointId);
    for (const { id: productId } of products.values())
      await addPointProduct(db, cast.office, { pointId, productId });
  }
  await playYear(db, cast, pointIds, [...products.values()]);
  for (const { isDraft = false, about, ...piece } of demoNews) {
    const newsId = await buildNews({ db, files }, cast.office, {
      ...piece,
      newsId: randomUUID(),
      isDraft,
    });
    for (const name of about) {
      const productId = products.get(name)?.id;
      if (productId) await linkNews(db, cast.office, { newsId, productId, producerId: "" });
    }
  }
  return true;
}

/** What the programme's year leaves behind in the market: judged points, a fair, links, figures. */
async function playYear(
  db: Ground["db"],
  cast: Cast,
  pointIds: readonly string[],
  pages: readonly ProductItem[],
): Promise<void> {
  await playPoints(db, cast.office, pointIds);
  const all = (await listProducts(db, cast.office)).products.filter(({ isDemo }) => isDemo);
  const [first] = all;
  if (first) await playFair(db, cast.office, ownerOf(cast, first), all);
  for (const { id } of pages) await playChannels(db, id);
  for (const [producerId, own] of Map.groupBy(all, (one) => one.producerId)) {
    const [one] = own;
    if (one) await playOutputs(db, ownerOf(cast, one), producerId, own);
  }
}

/** The demo accounts that act; null where an installation has not all of them. */
async function findCast(db: Ground["db"]): Promise<Cast | null> {
  const wanted = { roles: ["provinceOfficer"] as const, provinceCode: province, text: "" };
  const found = await searchOfficials(db, wanted);
  const officer = found.find(({ username }) => username === "vanphong");
  const owner = await findProducerAccount(db, "chuthe");
  if (!officer || !owner) return null;
  const grants = officer.roles.map(({ role, placePath }) =>
    toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
  );
  return { office: { kind: "user", userId: officer.id, grants }, ownerId: owner.userId };
}

/** The demo's products that have a page in it, by the first words of their names. */
async function findProducts(
  db: Ground["db"],
  office: UserActor,
): Promise<ReadonlyMap<string, ProductItem>> {
  const found = new Map<string, ProductItem>();
  for (const { product } of demoPages) {
    const { products } = await listProducts(db, office, { text: product });
    const own = products.find(({ name, isDemo }) => isDemo && name.startsWith(product));
    if (own) found.set(product, own);
  }
  return found;
}

function ownerOf({ ownerId }: Cast, { producerId }: Pick<ProductItem, "producerId">): UserActor {
  return {
    kind: "user",
    userId: ownerId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
  };
}

async function playPage(
  { db, files }: Ground,
  cast: Cast,
  product: ProductItem,
  { stop, colours, alt, altEn, page }: DemoPage,
): Promise<void> {
  const digest = await buildPicture({ db, files }, product.id, {
    content: await drawHills(colours),
    caption: alt,
  });
  const { versionId } = await buildProfile(
    db,
    { owner: ownerOf(cast, product), office: stop === "accepted" ? cast.office : null },
    builtProductPage(product.id, { pictures: [{ digest, use: "1", alt, altEn }], ...page }),
  );
  if (stop === "returned") await returnVersion(db, cast.office, { versionId, reason: demoReturn });
}

async function playProducer(
  { db, files }: Ground,
  cast: Cast,
  { producerId }: ProductItem,
): Promise<void> {
  const stored = await files.put(await drawHills(["#d7e6ee", "#52796f", "#84a98c"]));
  await recordFile(db, stored, keptTypes.image);
  const title = `Hình vẽ nơi làm chè của cơ sở ${mark}`;
  await buildVaultPaper(
    db,
    { id: producerId, provinceCode: province },
    { kind: "photo", title, ...stored, mediaType: keptTypes.image, pageCount: 1 },
  );
  await buildProfile(
    db,
    { owner: ownerOf(cast, { producerId }), office: cast.office },
    builtProducerPage(producerId, {
      pictures: [
        {
          digest: stored.digest,
          use: "1",
          alt: title,
          altEn: "A drawing of where the producer makes its tea (sample data)",
        },
      ],
      intro: `Cơ sở mẫu: trồng, chế biến và bán nông sản của xóm ${mark}.`,
      introEn: "A sample producer: grows, processes and sells what its village has (sample data).",
      openingHours: "8 giờ đến 17 giờ, thứ hai đến thứ bảy",
      address: "Xóm mẫu",
      showAddress: "1",
      website: "https://example.com",
      showWebsite: "1",
      position: "21.6305, 105.8790",
    }),
  );
}
