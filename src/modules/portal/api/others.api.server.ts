import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "#core/errors.ts";
import { pointsOfSale, publicProfile } from "#modules/market/service/published.server.ts";
import { productsOfProducer } from "../service/product.server.ts";
import { countProducers, findPublicProducer, listProducers } from "../service/producers.server.ts";
import { countStandings, listStandings } from "../service/standings.server.ts";
import type { PublicVariables } from "./conditional.server.ts";
import { answers, cutOf, type Ground, keyIn, nextPage } from "./ground.server.ts";
import { presentPoint, presentProducer, presentProduct, presentRecognition } from "./present.ts";
import {
  ItemParams,
  pageOf,
  PointQuery,
  PointShape,
  ProducerDetailShape,
  ProducerQuery,
  ProducerShape,
  RecognitionQuery,
  RecognitionShape,
} from "./shapes.ts";

const producersRoute = createRoute({
  method: "get",
  path: "/producers",
  tags: ["Register"],
  summary: "Producers whose products were ever recognised",
  request: { query: ProducerQuery },
  responses: answers(pageOf("ProducerPage", ProducerShape)),
});

const producerRoute = createRoute({
  method: "get",
  path: "/producers/{id}",
  tags: ["Register"],
  summary: "One producer with its products and the contact that it chose to publish",
  request: { params: ItemParams },
  responses: answers(ProducerDetailShape, 404),
});

const recognitionsRoute = createRoute({
  method: "get",
  path: "/recognitions",
  tags: ["Register"],
  summary: "Every recognition, those that have ended or were revoked included, newest first",
  request: { query: RecognitionQuery },
  responses: answers(pageOf("RecognitionPage", RecognitionShape)),
});

const pointsRoute = createRoute({
  method: "get",
  path: "/points-of-sale",
  tags: ["Register"],
  summary: "Open points of sale of OCOP products",
  request: { query: PointQuery },
  responses: answers(pageOf("PointOfSalePage", PointShape)),
});

/** Producers, recognitions, points of sale. */
export function otherRoutes(api: OpenAPIHono<PublicVariables>, { db, setting }: Ground): void {
  api.openapi(producersRoute, async (c) => {
    const { limit, page, count, ...filter } = c.req.valid("query");
    const { day } = c.get("public");
    const cut = cutOf({ limit, page });
    const rows = await listProducers(db, filter, day, { ...cut, limit: limit + 1 });
    const total = count === "true" ? { total: await countProducers(db, filter, day) } : {};
    return c.json(
      {
        items: rows.slice(0, limit).map((row) => presentProducer(row, setting)),
        ...total,
        next: nextPage(c.req.url, setting, rows.length > limit),
      },
      200,
    );
  });

  api.openapi(producerRoute, async (c) => {
    const { day } = c.get("public");
    const key = keyIn(c.req.valid("param").id);
    const found = await findPublicProducer(db, key, day);
    if (!found) throw new AppError("notFound");
    const [profile, items] = await Promise.all([
      publicProfile(db, { producerId: found.id }),
      productsOfProducer(db, key, day),
    ]);
    const content = profile?.content.kind === "producer" ? profile.content : null;
    return c.json(
      {
        ...presentProducer(found, setting),
        contact: content && {
          address: content.address,
          phone: content.phone,
          email: content.email,
          website: content.website,
        },
        items: items.map((row) => presentProduct(row, setting)),
      },
      200,
    );
  });

  api.openapi(recognitionsRoute, async (c) => {
    const { limit, page, count, product, producer, province, year } = c.req.valid("query");
    const { day } = c.get("public");
    const filter = { productId: product, producerId: producer, province, year };
    const rows = await listStandings(db, filter, day, {
      ...cutOf({ limit, page }),
      limit: limit + 1,
    });
    const total = count === "true" ? { total: await countStandings(db, filter, day) } : {};
    return c.json(
      {
        items: rows.slice(0, limit).map((row) => presentRecognition(row, setting)),
        ...total,
        next: nextPage(c.req.url, setting, rows.length > limit),
      },
      200,
    );
  });

  api.openapi(pointsRoute, async (c) => {
    const { limit, page, province, commune, kind, product, count } = c.req.valid("query");
    const placePath = [province, commune].filter((code) => code !== null).join("/");
    const { points, total } = await pointsOfSale(db, {
      ...(kind === undefined ? {} : { kind }),
      ...(product === undefined ? {} : { productId: product }),
      // A commune alone is no path: it asks for its province too.
      placePath: commune !== null && province === null ? `?/${commune}` : placePath,
      page,
      perPage: limit,
    });
    return c.json(
      {
        items: points.map(presentPoint),
        ...(count === "true" ? { total } : {}),
        next: nextPage(c.req.url, setting, page * limit < total),
      },
      200,
    );
  });
}
