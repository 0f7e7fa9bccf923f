import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "#core/errors.ts";
import { publicProfile } from "#modules/market/service/published.server.ts";
import { publicPicture } from "#modules/market/paths.ts";
import { findRows, listCatalogue, type CatalogueRow } from "../service/catalogue.server.ts";
import { findPublicProduct } from "../service/product.server.ts";
import { listStandings } from "../service/standings.server.ts";
import { suggest } from "../service/suggest.server.ts";
import type { PublicVariables } from "./conditional.server.ts";
import { answers, cutOf, type Ground, keyIn, nextPage } from "./ground.server.ts";
import { pageAt, presentProduct, presentRecognition } from "./present.ts";
import {
  ItemParams,
  pageOf,
  ProductDetailShape,
  ProductQuery,
  ProductShape,
  SuggestionQuery,
  SuggestionShape,
} from "./shapes.ts";

const ProductPage = pageOf("ProductPage", ProductShape);

const listRoute = createRoute({
  method: "get",
  path: "/products",
  tags: ["Register"],
  summary: "Products that were ever recognised, with their state today; filtered and searched",
  request: { query: ProductQuery },
  responses: answers(ProductPage),
});

const suggestRoute = createRoute({
  method: "get",
  path: "/suggestions",
  tags: ["Register"],
  summary: "Products and producers whose names begin like what is being typed",
  request: { query: SuggestionQuery },
  responses: answers(z.object({ items: z.array(SuggestionShape) }).openapi("Suggestions")),
});

const itemRoute = createRoute({
  method: "get",
  path: "/products/{id}",
  tags: ["Register"],
  summary: "One product with its recognitions and what its producer publishes of it",
  request: { params: ItemParams },
  responses: answers(ProductDetailShape, 404),
});

/** Products: list, search, suggestions, one of them. */
export function productRoutes(api: OpenAPIHono<PublicVariables>, { db, setting }: Ground): void {
  api.openapi(suggestRoute, async (c) => {
    const items = await suggest(db, c.req.valid("query").q, c.get("public").day);
    return c.json(
      {
        items: items.map(({ kind, name, more, slug }) => ({
          kind,
          name,
          more,
          page: pageAt(setting.origin, kind, slug),
        })),
      },
      200,
    );
  });

  api.openapi(listRoute, async (c) => {
    const { limit, count, ...filter } = c.req.valid("query");
    const { day } = c.get("public");
    const cut = cutOf({ limit, page: filter.page });
    // One row more than asked for tells whether there is a next page.
    const more = { ...cut, limit: limit + 1 };
    let rows: readonly CatalogueRow[];
    let total: number | undefined;
    if (count === "true") ({ rows, total } = await listCatalogue(db, filter, day, more));
    else ({ rows } = await findRows(db, filter, day, more));
    return c.json(
      {
        items: rows.slice(0, limit).map((row) => presentProduct(row, setting)),
        ...(total === undefined ? {} : { total }),
        next: nextPage(c.req.url, setting, rows.length > limit),
      },
      200,
    );
  });

  api.openapi(itemRoute, async (c) => {
    const { day } = c.get("public");
    const found = await findPublicProduct(db, keyIn(c.req.valid("param").id), day);
    if (!found) throw new AppError("notFound");
    const all = { limit: 100, offset: 0 };
    const [profile, recognitions] = await Promise.all([
      publicProfile(db, { productId: found.id }),
      listStandings(db, { productId: found.id }, day, all),
    ]);
    const content = profile?.content.kind === "product" ? profile.content : null;
    const { origin } = setting;
    return c.json(
      {
        ...presentProduct(found, setting),
        texts: content && {
          shortLine: content.shortLine,
          description: content.description,
          story: content.story,
          usage: content.usage,
          keeping: content.keeping,
          packaging: content.packaging,
          price: content.price,
        },
        pictures: (profile?.pictures ?? []).map(({ digest, alt }) => ({
          url: origin + publicPicture(digest, 960, "webp"),
          alt,
        })),
        buyLinks: [...(content?.buyLinks ?? [])],
        traceLink: content?.traceLink ?? null,
        gtin: found.barcode,
        recognitions: recognitions.map((row) => presentRecognition(row, setting)),
      },
      200,
    );
  });
}
