import { and, asc, count, desc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { PlaceVersion } from "#modules/places/model.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { nameProducts, type NamedProduct } from "#modules/products/service/names.server.ts";
import { Id, type NewsKind, type PointKind, type ProfileContent } from "../model.ts";
import { idsOfSlug } from "../news-slug.ts";
import type { Position } from "#core/input/position.ts";
import { news, newsSubjects, pointProducts, points, profiles, versions } from "../schema.server.ts";
import { type NewsRow, picturesOf, type PointRow } from "./load.server.ts";
import { positionOf } from "./own.server.ts";

/** What everybody may read: what an office has accepted and nobody has taken down. */

export type PublishedPicture = {
  readonly digest: string;
  readonly alt: string;
  readonly altEn: string | null;
};

/** A profile as it stands in public now. */
export type PublicProfile = {
  readonly content: ProfileContent;
  readonly position: Position | null;
  /** The first is the cover; each is served under `publicPicture(digest, …)`. */
  readonly pictures: readonly PublishedPicture[];
  readonly acceptedAt: Date;
  readonly isDemo: boolean;
};

/** The profile of a product, or of a producer itself, as it stands in public; null when none does. */
export async function publicProfile(
  db: Db,
  of: { readonly productId: string } | { readonly producerId: string },
): Promise<PublicProfile | null> {
  const where =
    "productId" in of
      ? eq(profiles.productId, of.productId)
      : and(eq(profiles.producerId, of.producerId), eq(profiles.kind, "producer"));
  const [row] = await db
    .select({
      version: versions,
      isDemo: profiles.isDemo,
      // Links that lead nowhere are not offered to shoppers.
      dead: sql<string[]>`array(select c.url from market_channels c
        where c.product_id = ${profiles.productId} and c.state = 'dead' and c.until is null)`,
    })
    .from(profiles)
    .innerJoin(versions, eq(versions.id, profiles.acceptedVersionId))
    .where(where);
  if (!row) return null;
  const { version, isDemo, dead } = row;
  const pictures = (await picturesOf(db, [version.id])).get(version.id) ?? [];
  return {
    content: withoutLinks(version.content, dead),
    position: positionOf(version),
    pictures: pictures.map(({ digest, alt, altEn }) => ({ digest, alt, altEn })),
    acceptedAt: version.decidedAt ?? version.proposedAt,
    isDemo,
  };
}

function withoutLinks(content: ProfileContent, dead: readonly string[]): ProfileContent {
  return content.kind === "product" && dead.length > 0
    ? { ...content, buyLinks: content.buyLinks.filter((link) => !dead.includes(link)) }
    : content;
}

/** An open point of sale with its commune and what it sells. */
export type PublicPoint = Pick<
  PointRow,
  | "id"
  | "name"
  | "kind"
  | "level"
  | "address"
  | "placeVersion"
  | "placeCode"
  | "openingHours"
  | "phone"
  | "runBy"
  | "isDemo"
> & {
  readonly position: Position | null;
  /** Of the commune: `Xã Đồng Hỷ`. */
  readonly placeName: string;
  readonly products: readonly NamedProduct[];
};

/** How many points or pieces of news a page has, unless less is asked for. */
export const publicPerPage = 50;

/** Which open points: of one kind, in a unit and below (a path of today's tree), selling a product. */
export type PointFilter = {
  readonly kind?: PointKind;
  readonly placePath?: string;
  readonly productId?: string;
  readonly page?: number;
  readonly perPage?: number;
};

/** The open points of sale, by name. */
export async function pointsOfSale(
  db: Db,
  { kind, placePath = "", productId, page = 1, perPage = publicPerPage }: PointFilter = {},
): Promise<{ points: PublicPoint[]; total: number }> {
  const where = and(
    eq(points.state, "open"),
    kind && eq(points.kind, kind),
    placePath === ""
      ? undefined
      : sql`(${points.placePath} = ${placePath} or starts_with(${points.placePath}, ${`${placePath}/`}))`,
    productId === undefined
      ? undefined
      : sql`exists (select from ${pointProducts} s where s.point_id = ${points.id} and s.product_id::text = ${productId})`,
  );
  const [counted] = await db.select({ total: count() }).from(points).where(where);
  const rows = await db
    .select()
    .from(points)
    .where(where)
    .orderBy(asc(points.nameFolded), asc(points.id))
    .limit(perPage)
    .offset((page - 1) * perPage);
  const sold = await soldAt(
    db,
    rows.map(({ id }) => id),
  );
  const refOf = (row: PointRow) => ({
    version: PlaceVersion.parse(row.placeVersion),
    code: row.placeCode,
  });
  const units = await findUnits(db, rows.map(refOf));
  return {
    points: rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      level: row.level,
      address: row.address,
      placeVersion: row.placeVersion,
      placeCode: row.placeCode,
      openingHours: row.openingHours,
      phone: row.phone,
      runBy: row.runBy,
      isDemo: row.isDemo,
      position: positionOf(row),
      placeName: units.get(keyOfRef(refOf(row)))?.fullName ?? "",
      products: sold.get(row.id) ?? [],
    })),
    total: counted?.total ?? 0,
  };
}

/** The page of `pointsOfSale` on which an open point stands, from 1; null for one that is not there. */
export async function pageOfPoint(db: Db, id: string, perPage: number): Promise<number | null> {
  if (!Id.safeParse(id).success) return null;
  const { rows } = await db.execute<{ place: number }>(sql`
    select count(*)::int as place from market_points p, market_points wanted
    where wanted.id = ${id} and wanted.state = 'open' and p.state = 'open'
      and (p.name_folded, p.id) <= (wanted.name_folded, wanted.id)`);
  const place = rows[0]?.place ?? 0;
  return place === 0 ? null : Math.ceil(place / perPage);
}

/** What points sell, by point, by name. */
export async function soldAt(
  db: Db,
  pointIds: readonly string[],
): Promise<ReadonlyMap<string, NamedProduct[]>> {
  if (pointIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(pointProducts)
    .where(inArray(pointProducts.pointId, [...pointIds]));
  const names = await nameProducts(db, [...new Set(rows.map(({ productId }) => productId))]);
  const sold = Map.groupBy(
    rows.flatMap(({ pointId, productId }) => {
      const product = names.get(productId);
      return product ? [{ pointId, product }] : [];
    }),
    ({ pointId }) => pointId,
  );
  return new Map(
    [...sold].map(([pointId, list]) => [
      pointId,
      list
        .map(({ product }) => product)
        .toSorted((a, b) => a.name.localeCompare(b.name, "vi") || (a.id < b.id ? -1 : 1)),
    ]),
  );
}

/** A published piece of news; its body is for `paragraphsOf`. */
export type PublicNews = Pick<
  NewsRow,
  | "id"
  | "provinceCode"
  | "kind"
  | "title"
  | "lead"
  | "body"
  | "titleEn"
  | "leadEn"
  | "bodyEn"
  | "isDemo"
> & { readonly picture: PublishedPicture | null; readonly publishedAt: Date };

/** Which published news: of a kind, of one office, about a product or producer, there in English. */
export type NewsFilter = {
  readonly kind?: NewsKind;
  readonly provinceCode?: string;
  readonly productId?: string;
  readonly producerId?: string;
  readonly inEnglish?: boolean;
  readonly page?: number;
  readonly perPage?: number;
};

/** The published news, the latest first. */
export async function listPublishedNews(
  db: Db,
  { page = 1, perPage = publicPerPage, ...filter }: NewsFilter = {},
): Promise<{ news: PublicNews[]; total: number }> {
  const about = (column: "product_id" | "producer_id", id: string) =>
    sql`exists (select from ${newsSubjects} s where s.news_id = ${news.id} and s.${sql.identifier(column)}::text = ${id})`;
  const where = and(
    eq(news.state, "published"),
    filter.kind && eq(news.kind, filter.kind),
    filter.provinceCode === undefined ? undefined : eq(news.provinceCode, filter.provinceCode),
    filter.productId === undefined ? undefined : about("product_id", filter.productId),
    filter.producerId === undefined ? undefined : about("producer_id", filter.producerId),
    filter.inEnglish ? sql`${news.titleEn} is not null` : undefined,
  );
  const [counted] = await db.select({ total: count() }).from(news).where(where);
  const rows = await db
    .select()
    .from(news)
    .where(where)
    .orderBy(desc(news.publishedAt), desc(news.id))
    .limit(perPage)
    .offset((page - 1) * perPage);
  return { news: rows.map(toPublic), total: counted?.total ?? 0 };
}

/** A published piece by the last part of its address (`newsSlug`), with what it is about; null for none. */
export async function findPublishedNews(
  db: Db,
  slug: string,
): Promise<{
  readonly news: PublicNews;
  readonly products: readonly NamedProduct[];
  readonly producers: readonly { readonly id: string; readonly name: string }[];
} | null> {
  const ids = idsOfSlug(slug);
  if (!ids) return null;
  const [row] = await db
    .select()
    .from(news)
    .where(and(eq(news.state, "published"), gte(news.id, ids.from), lte(news.id, ids.to)))
    .limit(1);
  return row ? { news: toPublic(row), ...(await subjectsOf(db, row.id)) } : null;
}

/** The products and producers that a piece of news is about. */
export async function subjectsOf(db: Db, newsId: string) {
  const rows = await db.select().from(newsSubjects).where(eq(newsSubjects.newsId, newsId));
  const products = await nameProducts(
    db,
    rows.flatMap(({ productId }) => productId ?? []),
  );
  const producers = await nameProducers(
    db,
    rows.flatMap(({ producerId }) => producerId ?? []),
  );
  return { products: [...products.values()], producers: [...producers.values()] };
}

function toPublic(row: NewsRow): PublicNews {
  const { id, provinceCode, kind, title, lead, body, titleEn, leadEn, bodyEn, isDemo } = row;
  const texts = { title, lead, body, titleEn, leadEn, bodyEn };
  const picture =
    row.pictureDigest === null
      ? null
      : { digest: row.pictureDigest, alt: row.pictureAlt ?? "", altEn: row.pictureAltEn };
  const publishedAt = row.publishedAt ?? row.updatedAt;
  return { id, provinceCode, kind, ...texts, isDemo, picture, publishedAt };
}
