import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { parseInput } from "#core/input/parse.ts";
import { csvLine } from "#modules/recognition/csv.ts";
import { type CatalogueFilter, noFilter } from "../filter.ts";
import { type CatalogueRow, listRows } from "../service/catalogue.server.ts";
import { searchMeaning } from "../service/search.server.ts";
import type { PublicVariables } from "./conditional.server.ts";
import { answers, type Ground } from "./ground.server.ts";
import { presentProduct, type Setting } from "./present.ts";
import { Choices, DownloadParams, ProductShape } from "./shapes.ts";

/** Rows read at once: large enough to be quick, small enough to hold. */
const batch = 1_000;
/** More than the country has. */
const mostRows = 200_000;

const types = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  geojson: "application/geo+json; charset=utf-8",
} as const;
type Format = keyof typeof types;

const File = z.object({ items: z.array(ProductShape) }).openapi("ProductFile");

const route = createRoute({
  method: "get",
  path: "/products.{format}",
  tags: ["Downloads"],
  summary: "All products of a choice as one file: CSV, JSON or GeoJSON",
  request: { params: DownloadParams, query: Choices },
  responses: answers(File),
});

/** All products of a filter as a file, in the newest order, sent as they are read. */
export function downloadRoutes(api: OpenAPIHono<PublicVariables>, ground: Ground): void {
  // The name of the file is one part of the address to the router.
  api.openAPIRegistry.registerPath(route);
  for (const format of ["csv", "json", "geojson"] as const)
    api.get(`/products.${format}`, (c) => {
      const given = Object.fromEntries(
        Object.entries(c.req.query()).filter(([, value]) => value !== ""),
      );
      const filter: CatalogueFilter = { ...noFilter, ...parseInput(Choices, given), page: 1 };
      c.header("Content-Type", types[format]);
      c.header("Content-Disposition", `attachment; filename="san-pham-ocop.${format}"`);
      return stream(c, async (out) => {
        const rows = eachRow(ground.db, filter, c.get("public").day);
        for await (const piece of piecesOf(format, rows, ground.setting)) await out.write(piece);
      });
    });
}

/** Every row of a choice, in batches. */
async function* eachRow(db: Db, filter: CatalogueFilter, day: Day): AsyncGenerator<CatalogueRow[]> {
  const meaning = await searchMeaning(db, filter, day);
  if (meaning === "none") return;
  const sorted: CatalogueFilter = { ...filter, sort: filter.sort ?? "newest" };
  for (let offset = 0; offset < mostRows; offset += batch) {
    const rows = await listRows(db, sorted, day, { limit: batch, offset }, meaning);
    if (rows.length > 0) yield rows;
    if (rows.length < batch) return;
  }
}

const columns = [
  "id",
  "name",
  "producer",
  "producerKind",
  "stars",
  "state",
  "recognisedOn",
  "recognisedYear",
  "validUntil",
  "revokedOn",
  "regime",
  "set",
  "provinceCode",
  "province",
  "communeCode",
  "commune",
  "latitude",
  "longitude",
  "positionOf",
  "isSample",
  "page",
] as const;

async function* piecesOf(
  format: Format,
  batches: AsyncIterable<CatalogueRow[]>,
  setting: Setting,
): AsyncGenerator<string> {
  const one = { csv: csvOf, json: JSON.stringify, geojson: featureOf }[format];
  const [open, between, close] = {
    // The mark tells spreadsheets that the letters are Unicode.
    csv: [`\uFEFF${csvLine(columns)}`, "", ""],
    json: ['{"items":[', ",", "]}"],
    geojson: ['{"type":"FeatureCollection","features":[', ",", "]}"],
  }[format] as [string, string, string];
  yield open;
  let lead = "";
  for await (const rows of batches) {
    yield lead + rows.map((row) => one(presentProduct(row, setting))).join(between);
    lead = between;
  }
  yield close;
}

type Shown = ReturnType<typeof presentProduct>;

function csvOf(shown: Shown): string {
  const cells: Record<(typeof columns)[number], string | number | null> = {
    id: shown.id,
    name: shown.name,
    producer: shown.producer.name,
    producerKind: shown.producer.kind,
    stars: shown.stars,
    state: shown.state,
    recognisedOn: shown.recognisedOn,
    recognisedYear: shown.recognisedYear,
    validUntil: shown.validUntil,
    revokedOn: shown.revokedOn,
    regime: shown.set?.regime ?? null,
    set: shown.set?.code ?? null,
    provinceCode: shown.province?.code ?? null,
    province: shown.province?.name ?? null,
    communeCode: shown.commune?.code ?? null,
    commune: shown.commune?.name ?? null,
    latitude: shown.position?.latitude ?? null,
    longitude: shown.position?.longitude ?? null,
    positionOf: shown.position?.of ?? null,
    isSample: shown.isSample ? 1 : 0,
    page: shown.page,
  };
  return csvLine(columns.map((name) => cells[name]));
}

function featureOf({ position, ...properties }: Shown): string {
  return JSON.stringify({
    type: "Feature",
    id: properties.id,
    geometry: position && {
      type: "Point",
      coordinates: [position.longitude, position.latitude],
    },
    properties: { ...properties, positionOf: position?.of ?? null },
  });
}
