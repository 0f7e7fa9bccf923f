import { OpenAPIHono } from "@hono/zod-openapi";
import type { Services } from "#core/http/context.ts";
import { invalidInput } from "#core/input/parse.ts";
import { Hono } from "hono";
import { listSetNames } from "#modules/products/service/sets.server.ts";
import { quota } from "#modules/exchange/service/quota.server.ts";
import { issuerOf } from "#modules/recognition/service/keys.server.ts";
import { conditionalReads, type PublicVariables } from "./conditional.server.ts";
import { dcatOf } from "./dcat.ts";
import { describeNeighbours } from "./described.server.ts";
import { downloadRoutes } from "./downloads.server.ts";
import { growingAreaRoutes } from "./growing-areas.api.server.ts";
import { otherRoutes } from "./others.api.server.ts";
import { productRoutes } from "./products.api.server.ts";

/**
 * The open interface to the public register: reads for everybody, mounted under `/api/v1`. Refusals
 * are problem details by the one sink.
 */
export function publicApi({ database: { db }, env }: Services): OpenAPIHono<PublicVariables> {
  const api = new OpenAPIHono<PublicVariables>({
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error);
    },
  });
  const setting = { origin: issuerOf(env), titles: listSetNames() };
  // Whatever answers below the same address before this is not reached by it.
  api.use("*", quota(db, env.API_PER_MINUTE), conditionalReads(db));
  api.get("/catalog.jsonld", (c) => {
    const body = JSON.stringify(dcatOf(setting.origin, c.get("public").day));
    return c.body(body, 200, { "Content-Type": "application/ld+json; charset=utf-8" });
  });
  downloadRoutes(api, { db, setting });
  productRoutes(api, { db, setting });
  growingAreaRoutes(api, { db, setting });
  otherRoutes(api, { db, setting });
  return api;
}

const about = `The public register of the One Commune One Product programme (OCOP) of this installation:
products, producers, recognitions, places, verification of certificates, points of sale, growing areas. Reading
is free and needs no key; a key allows more requests a minute. Every answer has an ETag; send it back with If-None-Match. Times are UTC,
days are days in Vietnam. Names and texts are in Vietnamese.`;

/** `GET /api/openapi.json`: the description of the open interface, made of what it runs on. */
export function openApiDocument(services: Services): Hono {
  let made: object | undefined;
  return new Hono().get("/api/openapi.json", (c) => {
    if (!made) {
      const api = publicApi(services);
      describeNeighbours(api);
      made = api.getOpenAPI31Document({
        openapi: "3.1.0",
        info: { title: "OCOP", version: "1", description: about },
        servers: [{ url: `${issuerOf(services.env)}/api/v1` }],
      });
    }
    c.header("Cache-Control", "public, max-age=300");
    return c.json(made);
  });
}
