import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { newsSlug } from "#modules/market/news-slug.ts";
import { findPublishedNews } from "#modules/market/service/published.server.ts";
import type { PublicVersion } from "../model.ts";
import { type CatalogueRow, rowsOf } from "./catalogue.server.ts";

/** A published piece of news with the products that it is about; `notFound` for none. */
export async function storyPage(db: Db, slug: string, { day }: PublicVersion) {
  const found = await findPublishedNews(db, slug);
  if (!found)
    throw new AppError("notFound", {
      vi: "Bài này không có, hoặc đã được gỡ.",
      en: "There is no such piece, or it was taken down.",
    });
  const ids = found.products.map(({ id }) => id);
  const { rows } = await db.execute<CatalogueRow>(
    rowsOf(
      sql`select product_id, row_number() over (order by name, product_id) as place
        from public_products where product_id = any(${sql.param(ids)}::uuid[])`,
      day,
    ),
  );
  return { piece: found.news, slug: newsSlug(found.news.title, found.news.id), products: rows };
}
