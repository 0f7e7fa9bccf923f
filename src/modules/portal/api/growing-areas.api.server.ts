import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Standard, standards } from "#modules/tracing/areas/model.ts";
import { portalPaths } from "../paths.ts";
import {
  countGrowingAreas,
  listGrowingAreas,
  type PublicGrowingArea,
} from "../service/growing-areas.server.ts";
import type { PublicVariables } from "./conditional.server.ts";
import { answers, cutOf, type Ground, nextPage } from "./ground.server.ts";
import type { Setting } from "./present.ts";
import { GrowingAreaQuery, GrowingAreaShape, pageOf } from "./shapes.ts";

const listRoute = createRoute({
  method: "get",
  path: "/growing-areas",
  tags: ["Register"],
  summary: "Growing areas that were accepted and that their producers made public",
  request: { query: GrowingAreaQuery },
  responses: answers(pageOf("GrowingAreaPage", GrowingAreaShape)),
});

const Geometry = z.object({
  type: z.enum(["Point", "MultiPolygon"]),
  coordinates: z.array(z.unknown()),
});
const FileShape = z
  .object({
    type: z.literal("FeatureCollection"),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        id: z.uuid(),
        geometry: Geometry,
        properties: GrowingAreaShape,
      }),
    ),
    next: z.url().nullable(),
  })
  .openapi("GrowingAreaFile");

const mapRoute = createRoute({
  method: "get",
  path: "/growing-areas.geojson",
  tags: ["Downloads"],
  summary: "The same with their lines, or a point where none were drawn: GeoJSON",
  request: { query: GrowingAreaQuery },
  responses: answers(FileShape),
});

/** Growing areas as a list, and as GeoJSON with their lines. */
export function growingAreaRoutes(
  api: OpenAPIHono<PublicVariables>,
  { db, setting }: Ground,
): void {
  api.openapi(listRoute, async (c) => {
    const { limit, page, count, product, ...where } = c.req.valid("query");
    const { day } = c.get("public");
    const filter = filterOf(where, product);
    const cut = cutOf({ limit, page });
    const rows = await listGrowingAreas(db, filter, day, { ...cut, limit: limit + 1 });
    const total = count === "true" ? { total: await countGrowingAreas(db, filter, day) } : {};
    return c.json(
      {
        items: rows.slice(0, limit).map((row) => present(row, setting)),
        ...total,
        next: nextPage(c.req.url, setting, rows.length > limit),
      },
      200,
    );
  });

  api.openapi(mapRoute, async (c) => {
    const { limit, page, count: _count, product, ...where } = c.req.valid("query");
    const { day } = c.get("public");
    const rows = await listGrowingAreas(db, filterOf(where, product), day, {
      ...cutOf({ limit, page }),
      limit: limit + 1,
    });
    const features = rows.slice(0, limit).map((row) => ({
      type: "Feature" as const,
      id: row.id,
      geometry: row.shape
        ? { type: "MultiPolygon" as const, coordinates: [...row.shape] }
        : { type: "Point" as const, coordinates: [row.longitude, row.latitude] },
      properties: present(row, setting),
    }));
    const next = nextPage(c.req.url, setting, rows.length > limit);
    return c.json({ type: "FeatureCollection" as const, features, next }, 200);
  });
}

type Where = Pick<z.infer<typeof GrowingAreaQuery>, "province" | "commune" | "standard">;

function filterOf({ province, commune, standard }: Where, product: string | undefined) {
  return {
    province,
    commune,
    ...(standard === undefined ? {} : { standard }),
    ...(product === undefined ? {} : { productId: product }),
  };
}

function present(row: PublicGrowingArea, { origin }: Setting): z.infer<typeof GrowingAreaShape> {
  const named: { readonly en: string } = standards[row.standard satisfies Standard];
  return {
    id: row.id,
    page: `${origin}${portalPaths.growingAreas.vi}#${row.slug}`,
    name: row.name,
    crop: row.crop,
    code: row.code,
    areaM2: row.areaM2,
    computedM2: row.computedM2,
    standard: {
      id: row.standard,
      name: row.standardName ?? named.en,
      until: row.standardUntil,
      inForce: row.isCertified,
    },
    producer: row.producerName,
    provinceCode: row.provinceCode,
    communeCode: row.communeCode,
    place: row.place,
    position: { latitude: row.latitude, longitude: row.longitude },
    products: row.products.map(({ id, name }) => ({ id, name })),
    isSample: row.isDemo,
  };
}
