import { Hono } from "hono";
import { z } from "zod";
import { AppError } from "#core/errors.ts";
import type { Services } from "#core/http/context.ts";
import { readFilter } from "../filter.ts";
import { mapLayers } from "./layers.ts";
import { isTile, type Tile } from "./mercator.ts";
import { mapVersion, tileOf } from "./tiles.server.ts";

const whole = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const Params = z.object({ layer: z.enum(mapLayers), z: whole, x: whole, y: whole });

/**
 * `GET /tiles/version` (JSON) and `GET /tiles/{version}/{layer}/{z}/{x}/{y}.mvt` with the query of
 * the catalogue, for everybody and from any page. Under the present version a tile never changes,
 * so it may be kept for ever; under any other the answer is of today and is kept by nobody.
 */
export function tilesApi({ database: { db } }: Pick<Services, "database">): Hono {
  return new Hono()
    .get("/tiles/version", async (c) => {
      const { key } = await mapVersion(db);
      c.header("Cache-Control", "public, max-age=5");
      c.header("Access-Control-Allow-Origin", "*");
      return c.json({ version: key });
    })
    .get("/tiles/:version/:layer/:z/:x/:file", async (c) => {
      const { version: asked, file, ...rest } = c.req.param();
      const params = Params.safeParse({ ...rest, y: /^(.+)\.mvt$/.exec(file)?.[1] });
      const tile: Tile | undefined = params.data;
      if (!params.success || !tile || !isTile(tile))
        throw new AppError("notFound", { log: `no tile ${c.req.path}` });
      const version = await mapVersion(db);
      const filter = readFilter(new URL(c.req.url).searchParams);
      const bytes = await tileOf(db, version, params.data.layer, tile, filter);
      const isPresent = asked === version.key;
      c.header("Content-Type", "application/vnd.mapbox-vector-tile");
      c.header("Cache-Control", isPresent ? "public, max-age=604800, immutable" : "no-store");
      c.header("Access-Control-Allow-Origin", "*");
      return c.body(new Uint8Array(bytes));
    });
}

/** The host of the base map's pictures, for the content security policy of pages with a map. */
export function baseMapHosts(url: string | undefined): readonly string[] {
  return url === undefined ? [] : [new URL(url).origin];
}
