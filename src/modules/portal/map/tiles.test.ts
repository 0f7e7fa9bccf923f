import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { VectorTile } from "@mapbox/vector-tile";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { PbfReader } from "pbf";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { points } from "#modules/market/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPublic, settlePublic } from "#tests/support/public.ts";
import { type CatalogueFilter, noFilter } from "../filter.ts";
import type { MapLayer } from "./layers.ts";
import { extent, fromWorld, mostZoom, tileAt } from "./mercator.ts";
import { overviewOf } from "./overview.server.ts";
import { smallMapOf } from "./static-map.server.ts";
import { tilesApi } from "./tiles.api.server.ts";
import { mapVersion, type MapVersion, tileOf } from "./tiles.server.ts";

let database: Database;
before(async () => {
  database = await testDatabase();
});
after(() => database.close());

const communes = ["05692", "05443", "05482", "01840"];

/** Ten products of five producers in four communes of a province, two of them of the past. */
async function buildTen(tx: Db) {
  for (let at = 0; at < 5; at++) {
    const path = `19/${communes[at % communes.length] ?? ""}`;
    const first = await buildPublic(tx, { product: `Chè mẫu ${at}`, path, stars: 3 + (at % 3) });
    await buildPublic(tx, {
      product: `Miến mẫu ${at}`,
      path,
      producerId: first.producer.id,
      stars: 4,
      ...(at < 2 ? { recognisedOn: "2021-05-04" } : {}),
    });
  }
  await settlePublic(tx);
}

/** Features of the tiles of a zoom that cover the north of the country, as the reference reader reads them. */
async function read(
  tx: Db,
  version: MapVersion,
  layer: MapLayer,
  z: number,
  filter: CatalogueFilter,
) {
  const [low, high] = [tileAt(z, [105, 22.9]), tileAt(z, [107, 21])];
  const found: { x: number; y: number; properties: Record<string, unknown> }[] = [];
  for (let x = low.x; x <= high.x; x++)
    for (let y = low.y; y <= high.y; y++) {
      const bytes = await tileOf(tx, version, layer, { z, x, y }, filter);
      const read = new VectorTile(new PbfReader(bytes)).layers[layer];
      for (let at = 0; at < (read?.length ?? 0); at++) {
        const feature = read?.feature(at);
        const point = feature?.loadGeometry()[0]?.[0];
        if (!feature || !point) continue;
        const [lon, lat] = fromWorld([
          (x + point.x / extent) / 2 ** z,
          (y + point.y / extent) / 2 ** z,
        ]);
        found.push({ x: lon, y: lat, properties: { ...feature.properties } });
      }
    }
  return found;
}

const sum = (features: readonly { properties: Record<string, unknown> }[], name: string) =>
  features.reduce((all, { properties }) => all + Number(properties[name]), 0);

describe("tiles of the register", () => {
  test("every product stands in exactly one tile of each zoom, whatever is joined", () =>
    rolledBack(database.db, async (tx) => {
      await buildTen(tx);
      const version = await mapVersion(tx);
      for (const z of [5, 8, 10]) {
        const clusters = await read(tx, version, "products", z, noFilter);
        assert.equal(sum(clusters, "count"), 10);
        assert.equal(sum(clusters, "held"), 8);
      }
      assert.equal(sum(await read(tx, version, "producers", 8, noFilter), "count"), 5);
      const five = { ...noFilter, stars: 5 };
      assert.equal(sum(await read(tx, version, "products", 8, five), "count"), 1);
      const searched = { ...noFilter, q: "mien" };
      assert.equal(sum(await read(tx, version, "products", 8, searched), "count"), 5);
      assert.deepEqual(await read(tx, version, "products", 8, { ...noFilter, q: "xyzxyz" }), []);
    }));

  test("a feature of the finest zoom lies where its row says, with the names of what stands there", () =>
    rolledBack(database.db, async (tx) => {
      await buildTen(tx);
      const version = await mapVersion(tx);
      const { rows } = await tx.execute<{
        longitude: number;
        latitude: number;
        slugs: string[];
      }>(sql`
        select longitude, latitude, array_agg(slug order by name, slug) as slugs
        from public_products group by 1, 2 order by 1`);
      assert.equal(rows.length, 4);
      for (const { longitude, latitude, slugs } of rows) {
        const tile = tileAt(mostZoom, [longitude, latitude]);
        const bytes = await tileOf(tx, version, "products", tile, noFilter);
        const layer = new VectorTile(new PbfReader(bytes)).layers["products"];
        assert.equal(layer?.length, 1);
        const feature = layer?.feature(0);
        const point = feature?.loadGeometry()[0]?.[0];
        const [x, y] = fromWorld([
          (tile.x + (point?.x ?? 0) / extent) / 2 ** tile.z,
          (tile.y + (point?.y ?? 0) / extent) / 2 ** tile.z,
        ]);
        // Half a unit of the finest tile is 30 cm.
        assert.ok(Math.abs(x - longitude) < 5e-6 && Math.abs(y - latitude) < 5e-6);
        const named = JSON.parse(String(feature?.properties["named"])) as [
          string,
          string,
          number,
        ][];
        assert.deepEqual(
          named.map(([slug]) => slug),
          slugs,
        );
        // What has ended shows no star.
        for (const [, name, stars] of named)
          if (/Miến mẫu [01]/.test(name)) assert.equal(stars, 0);
          else assert.ok(stars >= 3);
      }
    }));

  test("points of sale are found by their place, closed ones by nobody", () =>
    rolledBack(database.db, async (tx) => {
      const point = (name: string, latitude: number, longitude: number) => ({
        provinceCode: "19",
        unitPath: "19",
        name,
        nameFolded: name,
        kind: "point" as const,
        level: "commune" as const,
        address: "Xóm thử nghiệm",
        placeVersion: "2025-07-01",
        placeCode: "05692",
        placePath: "19/05692",
        latitude,
        longitude,
      });
      await tx
        .insert(points)
        .values([point("mở", 21.6, 105.8), { ...point("đóng", 21.7, 105.9), state: "closed" }]);
      await settlePublic(tx);
      const version = await mapVersion(tx);
      const [one, ...more] = await read(tx, version, "points", 12, noFilter);
      assert.deepEqual(more, []);
      assert.ok(one && Math.abs(one.x - 105.8) < 1e-4 && Math.abs(one.y - 21.6) < 1e-4);
      assert.deepEqual(await read(tx, version, "points", 12, { ...noFilter, province: "66" }), []);
    }));

  test("a change of the register gives tiles another version", () =>
    rolledBack(database.db, async (tx) => {
      const before = await mapVersion(tx);
      await buildTen(tx);
      assert.equal(sum(await read(tx, before, "products", 8, noFilter), "count"), 10);
      await buildPublic(tx, { product: "Mật ong mẫu", path: "19/05692" });
      await settlePublic(tx);
      // Under the old version the old tile stays; it is asked for under the new one.
      assert.equal(sum(await read(tx, before, "products", 8, noFilter), "count"), 10);
      const next = { ...before, key: `${before.key}+` };
      assert.equal(sum(await read(tx, next, "products", 8, noFilter), "count"), 11);
    }));

  test("outlines are in tiles with their unit and whether they are official", async () => {
    const version = await mapVersion(database.db);
    const areas = await read(database.db, version, "communes", 10, noFilter);
    const one = areas.find(({ properties }) => properties["code"] === "05692");
    assert.equal(one?.properties["official"], false);
    assert.match(String(one?.properties["name"]), /^(Xã|Phường) /);
    // It may lie in several tiles, and is named in one.
    const named = areas.filter(
      ({ properties }) => properties["code"] === "05692" && properties["named"] === true,
    );
    assert.equal(named.length, 1);
  });
});

describe("asking for tiles", () => {
  const ask = (path: string) => tilesApi({ database }).request(path);

  test("a tile of the present version may be kept, one of another by nobody", async () => {
    const answer = await ask("/tiles/version");
    const { version } = (await answer.json()) as { version: string };
    const { key } = await mapVersion(database.db);
    assert.equal(version, key);
    const present = await ask(`/tiles/${key}/communes/10/813/450.mvt?stars=5&page=zero`);
    assert.equal(present.headers.get("Content-Type"), "application/vnd.mapbox-vector-tile");
    assert.match(present.headers.get("Cache-Control") ?? "", /immutable/);
    assert.equal(present.headers.get("Access-Control-Allow-Origin"), "*");
    const past = await ask("/tiles/1-2020-01-01-0/communes/10/813/450.mvt");
    assert.equal(past.headers.get("Cache-Control"), "no-store");
    const [one, other] = [await past.arrayBuffer(), await present.arrayBuffer()];
    assert.ok(one.byteLength > 1000 && Buffer.from(one).equals(Buffer.from(other)));
  });

  test("there is no tile outside the world, and no other layer", async () => {
    for (const path of [
      "products/2/4/0.mvt",
      "products/15/0/0.mvt",
      "sheets/2/1/1.mvt",
      "products/2/1/1.png",
      "products/2/-1/1.mvt",
    ]) {
      const app = new Hono().route("/", tilesApi({ database }));
      app.onError((error, c) =>
        c.text("", error instanceof AppError ? (error.status as 404) : 500),
      );
      assert.equal((await app.request(`/tiles/1/${path}`)).status, 404, path);
    }
  });
});

describe("the map without a script", () => {
  test("counts, names and draws each commune of a province", () =>
    rolledBack(database.db, async (tx) => {
      await buildTen(tx);
      const overview = await overviewOf(tx, await mapVersion(tx), noFilter, "19");
      assert.equal(overview.products, 10);
      assert.equal(overview.units.length, 4);
      assert.ok(overview.areas.length > 80 && overview.areas.every(({ path }) => path !== ""));
      const shares = new Map(overview.areas.map(({ code, share }) => [code, share]));
      assert.equal(overview.areas.filter(({ share }) => share > 0).length, 4);
      const most = overview.units.find(({ products }) => products === 4);
      assert.ok(most && shares.get(most.code) === 4);
      const country = await overviewOf(tx, await mapVersion(tx), noFilter, null);
      assert.deepEqual(
        country.units.map(({ code, products }) => [code, products]),
        [["19", 10]],
      );
    }));

  test("a small map picks out one commune, with a spot", async () => {
    const small = await smallMapOf(database.db, "19/05692", [105.8, 21.6]);
    assert.ok(small && small.picked.startsWith("M") && small.others.length > 1000);
    const [x, y] = small.spot ?? [-1, -1];
    assert.ok(x > 0 && x < small.width && y > 0 && y < small.height);
    assert.equal(small.isOfficial, false);
  });
});
