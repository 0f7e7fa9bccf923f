import { type Context, Hono } from "hono";
import { sql } from "drizzle-orm";
import type { Services } from "#core/http/context.ts";
import { AppError } from "#core/errors.ts";
import { newsSlug } from "#modules/market/news-slug.ts";
import { listPublishedNews } from "#modules/market/service/published.server.ts";
import { atomFeed, robotsText, sitemap, sitemapIndex, type PagePair } from "./feeds.ts";
import { feedPaths, pairOf, portalPaths } from "./paths.ts";
import { listStandings } from "./service/standings.server.ts";
import { publicVersion } from "./version.server.ts";

/** Addresses of one sitemap; the protocol allows 50,000. */
const mostInPart = 20_000;
const mostInFeed = 50;

/** Pages that are always there. */
const steady: readonly PagePair[] = [
  portalPaths.home,
  portalPaths.products,
  portalPaths.pointsOfSale,
  portalPaths.growingAreas,
  portalPaths.news,
  portalPaths.about,
  portalPaths.join,
];

/** What search engines and readers of feeds ask for: addresses of pages, and what is new. */
export function portalFeeds({ database: { db }, env }: Services): Hono {
  const originOf = (c: Context) =>
    (env.PUBLIC_URL ?? new URL(c.req.url).origin).replace(/\/+$/, "");
  const asXml = (c: Context, type: string, body: string) => {
    c.header("Content-Type", `${type}; charset=utf-8`);
    c.header("Cache-Control", "public, max-age=30");
    return c.body(body);
  };
  return new Hono()
    .get(feedPaths.robots, (c) => {
      c.header("Cache-Control", "public, max-age=3600");
      return c.text(robotsText(`${originOf(c)}${feedPaths.sitemap}`));
    })
    .get(feedPaths.sitemap, async (c) => {
      const { rows } = await db.execute<{ products: number }>(
        sql`select count(*)::int as products from public_products`,
      );
      const parts = Math.ceil((rows[0]?.products ?? 0) / mostInPart);
      const names = ["pages", ...Array.from({ length: parts }, (_one, at) => `products-${at + 1}`)];
      const origin = originOf(c);
      return asXml(
        c,
        "application/xml",
        sitemapIndex(names.map((name) => `${origin}${feedPaths.sitemapPart(name)}`)),
      );
    })
    .get("/sitemap/:part", async (c) => {
      const pairs = await partOf(c.req.param("part"));
      return asXml(c, "application/xml", sitemap(originOf(c), pairs));
    })
    .get(feedPaths.recognitions, async (c) => {
      const { day } = await publicVersion(db);
      const rows = await listStandings(db, {}, day, { limit: mostInFeed, offset: 0 });
      const origin = originOf(c);
      return asXml(
        c,
        "application/atom+xml",
        atomFeed({
          origin,
          path: feedPaths.recognitions,
          title: "Sản phẩm OCOP mới được công nhận",
          home: portalPaths.products.vi,
          entries: rows.map((row) => ({
            id: `urn:uuid:${row.id ?? row.productId}`,
            title: `${row.productName} (${row.stars} sao)`,
            path: pairOf("product", `x-${row.productId.replaceAll("-", "").slice(0, 10)}`).vi,
            updated: `${row.since}T00:00:00+07:00`,
            summary: [row.producerName, row.decisionNumber, row.issuer].filter(Boolean).join(", "),
          })),
        }),
      );
    })
    .get(feedPaths.news, async (c) => {
      const { news } = await listPublishedNews(db, { perPage: mostInFeed });
      return asXml(
        c,
        "application/atom+xml",
        atomFeed({
          origin: originOf(c),
          path: feedPaths.news,
          title: "Tin và câu chuyện OCOP",
          home: portalPaths.news.vi,
          entries: news.map((piece) => ({
            id: `urn:uuid:${piece.id}`,
            title: piece.title,
            path: pairOf("story", newsSlug(piece.title, piece.id)).vi,
            updated: piece.publishedAt.toISOString(),
            summary: piece.lead,
          })),
        }),
      );
    });

  /** The pages of one part of the sitemap; `notFound` for a part that there is not. */
  async function partOf(name: string): Promise<readonly PagePair[]> {
    const [, number] = /^products-([1-9]\d{0,4})\.xml$/.exec(name) ?? [];
    if (name === "pages.xml") return [...steady, ...(await localities()), ...(await pieces())];
    if (number === undefined) throw new AppError("notFound");
    const { rows } = await db.execute<{ slug: string; producer: string | null }>(sql`
      select slug, case when row_number() over (partition by producer_id order by product_id) = 1
        then producer_slug end as producer
      from (select * from public_products order by producer_id, product_id
        limit ${mostInPart} offset ${(Number(number) - 1) * mostInPart}) p`);
    if (rows.length === 0) throw new AppError("notFound");
    return rows.flatMap(({ slug, producer }) => [
      pairOf("product", slug),
      ...(producer === null ? [] : [pairOf("producer", producer)]),
    ]);
  }

  async function localities(): Promise<PagePair[]> {
    const { rows } = await db.execute<{ province: string; commune: string }>(sql`
      select distinct split_part(unit_path, '/', 1) as province, split_part(unit_path, '/', 2) as commune
      from public_products order by 1, 2`);
    const provinces = [...new Set(rows.map(({ province }) => province))];
    return [
      ...provinces.map((code) => pairOf("province", code)),
      ...rows
        .filter(({ commune }) => commune !== "")
        .map(({ commune }) => pairOf("commune", commune)),
    ];
  }

  async function pieces(): Promise<PagePair[]> {
    const { news } = await listPublishedNews(db, { perPage: 1000 });
    return news.map(({ title, id }) => pairOf("story", newsSlug(title, id)));
  }
}
