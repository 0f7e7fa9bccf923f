import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { VectorTile } from "@mapbox/vector-tile";
import fc from "fast-check";
import { PbfReader } from "pbf";
import { doubleArea, type Position } from "#modules/places/boundaries/geometry.ts";
import { clipRing } from "./clip.ts";
import { frameOf, pathOf, roomIn } from "#modules/places/boundaries/drawing.ts";
import { boxOfTile, extent, fromWorld, inTile, isTile, tileAt, toWorld } from "./mercator.ts";
import { encodeTile, type TileFeature } from "./mvt.ts";

const places = fc.tuple(
  fc.double({ min: 102, max: 118, noNaN: true }),
  fc.double({ min: 6, max: 24, noNaN: true }),
);
const runs = { numRuns: 60 };

describe("the world map", () => {
  test("a position comes back, and lies in the tile that is said to hold it", () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 14 }), (position, z) => {
        const [x, y] = fromWorld(toWorld(position));
        assert.ok(Math.abs(x - position[0]) < 1e-9 && Math.abs(y - position[1]) < 1e-9);
        const tile = tileAt(z, position);
        assert.ok(isTile(tile));
        const [west, south, east, north] = boxOfTile(tile);
        assert.ok(west - 1e-9 <= position[0] && position[0] <= east + 1e-9);
        assert.ok(south - 1e-9 <= position[1] && position[1] <= north + 1e-9);
        for (const at of inTile(tile, toWorld(position)))
          assert.ok(at >= -1e-3 && at <= extent + 1e-3);
      }),
      runs,
    );
  });

  test("known places: Hà Nội's tile at zoom 10", () => {
    assert.deepEqual(tileAt(10, [105.8342, 21.0278]), { z: 10, x: 813, y: 450 });
    assert.ok(!isTile({ z: 15, x: 0, y: 0 }) && !isTile({ z: 2, x: 4, y: 0 }));
  });
});

const coordinate = fc.integer({ min: -5000, max: 9000 });
const area = (ring: readonly Position[]) =>
  ring.length < 3 ? 0 : Math.abs(doubleArea([...ring, ring[0] as Position])) / 2;

describe("clipping", () => {
  test("a triangle and its rest outside make up the whole, and nothing sticks out", () => {
    const corner = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(corner, corner, corner, (a, b, c) => {
        const ring = [a, b, c];
        const inside = clipRing(ring, 0, extent);
        for (const [x, y] of inside)
          assert.ok(x >= -1e-6 && x <= extent + 1e-6 && y >= -1e-6 && y <= extent + 1e-6);
        // Nine squares tile the plane around; the triangle is spread over them.
        const low = -3 * extent;
        let sum = 0;
        for (let x = 0; x < 7; x++)
          for (let y = 0; y < 7; y++) {
            const [dx, dy] = [low + x * extent, low + y * extent];
            const moved = ring.map(([px, py]): Position => [px - dx, py - dy]);
            sum += area(clipRing(moved, 0, extent));
          }
        assert.ok(Math.abs(sum - area(ring)) < 1e-3 * Math.max(1, area(ring)));
      }),
      runs,
    );
  });
});

describe("tiles", () => {
  const inside = fc.tuple(fc.integer({ min: 0, max: extent }), fc.integer({ min: 0, max: extent }));
  const properties = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== "__proto__"),
    fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.nat(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  );

  test("points read back by the reference reader are the points that were written", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(inside, properties), { maxLength: 20 }), (given) => {
        const features = given.map(([at, own]): TileFeature => ({
          kind: "point",
          at,
          properties: own,
        }));
        const tile = new VectorTile(new PbfReader(encodeTile("things", features)));
        const layer = tile.layers["things"];
        assert.equal(layer?.length ?? 0, given.length);
        for (const [index, [at, own]] of given.entries()) {
          const feature = layer?.feature(index);
          assert.deepEqual(
            feature?.loadGeometry().map((line) => line.map(({ x, y }) => [x, y])),
            [[at]],
          );
          // The reader says 0 for -0.
          assert.equal(JSON.stringify(feature?.properties), JSON.stringify(own));
        }
      }),
      runs,
    );
  });

  test("areas keep their holes, and one that vanishes in rounding is left out", () => {
    const ring = (low: number, high: number): Position[] => [
      [low, low],
      [high, low],
      [high, high],
      [low, high],
    ];
    const features: TileFeature[] = [
      {
        kind: "area",
        properties: { code: "05692" },
        polygons: [[ring(10, 90).toReversed(), ring(30, 60).toReversed()], [ring(100, 200)]],
      },
      { kind: "area", properties: {}, polygons: [[ring(5, 5.2)]] },
    ];
    const layer = new VectorTile(new PbfReader(encodeTile("communes", features))).layers[
      "communes"
    ];
    assert.equal(layer?.length, 1);
    const rings = layer?.feature(0).loadGeometry() ?? [];
    const signed = rings.map((line) => doubleArea(line.map(({ x, y }): Position => [x, y])) / 2);
    // Outer rings first and positive, a hole negative.
    assert.deepEqual(signed, [6400, -900, 10_000]);
    assert.equal(encodeTile("none", []).length, 0);
  });
});

describe("drawing", () => {
  test("a shape fills its frame, north upwards", () => {
    const frame = frameOf([105, 21, 106, 22], 400, 10);
    assert.deepEqual(frame.place([105, 22]).map(Math.round), [10, 10]);
    const [x, y] = frame.place([106, 21]);
    assert.equal(Math.round(x), 390);
    assert.equal(Math.round(y), frame.height - 10);
    const square = [
      [
        [105, 21],
        [106, 21],
        [106, 22],
        [105, 22],
        [105, 21],
      ],
    ] as const;
    assert.match(pathOf([square], frame), /^M10 \d+l380 0 0-\d+-380 0 0 \d+z$/);
  });

  test("words for a shape stand inside it, where it is widest, and not in its hole", () => {
    const frame = frameOf([0, 0, 10, 10], 400, 10);
    const bay: Position[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [7, 10],
      [7, 4.5],
      [3, 4.5],
      [3, 10],
      [0, 10],
      [0, 0],
    ];
    const room = roomIn([[bay]], frame);
    assert.ok(room && room.y > frame.place([5, 4.5])[1] && Math.round(room.width) === 380);
    const lake: Position[] = [
      [1, 1],
      [9, 1],
      [9, 9],
      [1, 9],
      [1, 1],
    ];
    const square: Position[] = [bay[0], bay[1], bay[2], [0, 10], bay[0]] as Position[];
    const shore = roomIn([[square, lake]], frame);
    assert.ok(shore && Math.round(shore.width) === 38, "beside the lake, never on it");
    assert.equal(roomIn([], frame), null);
  });
});
