import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { zipSync } from "fflate";
import fc from "fast-check";
import { findCrossing } from "./crossings.ts";
import { BoundaryFault, refuseLarge } from "./faults.ts";
import { boxOf, contains, doubleArea, type Position, type Ring, type Shape } from "./geometry.ts";
import { indicativeCells } from "./indicative.ts";
import type { UnitToMatch } from "./match.ts";
import { planBoundaries } from "./plan.ts";
import { toDegrees } from "./project.ts";
import { epsgOf, findSystem, systems } from "./systems.ts";
import { simplify, snap } from "./topology.ts";

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

const unit = (code: string, name: string, centre: Position | null): UnitToMatch => ({
  code,
  type: "commune",
  name,
  fullName: `Xã ${name}`,
  provinceCode: "19",
  centre,
  areaKm2: null,
});

const units = [
  unit("05692", "Hợp Thành", [105.75, 21.65]),
  unit("05710", "Phú Lương", [105.85, 21.65]),
  unit("05716", "Văn Lăng", [105.95, 21.65]),
  unit("02143", "Văn Lang", [106.35, 22.25]),
];

type Drawn = { properties: Record<string, string | number>; geometry: unknown };
const drawn = (properties: Drawn["properties"], ring: Ring): Drawn => ({
  properties,
  geometry: { type: "Polygon", coordinates: [ring] },
});

const geojson = (features: readonly Drawn[], more: object = {}): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      type: "FeatureCollection",
      ...more,
      features: features.map((feature) => ({ type: "Feature", ...feature })),
    }),
  );

const three = [
  drawn({ ma_xa: 5692, ten: "Xã Hợp Thành" }, square(105.7, 21.6, 0.1)),
  drawn({ ma_xa: 5710, ten: "Xã Phú Lương" }, square(105.8, 21.6, 0.1)),
  drawn({ ma_xa: "", ten: "xã văn lăng" }, square(105.9, 21.6, 0.1)),
];

const plan = (bytes: Uint8Array, epsg: number | null = null) =>
  planBoundaries({ bytes, epsg, units, wantsShapes: true });

const refusal = (work: () => unknown, says: RegExp) =>
  assert.throws(work, (error) => error instanceof BoundaryFault && says.test(error.message));

describe("coordinate systems", () => {
  test("VN-2000 lands where PROJ lands it", () => {
    // cs2cs (PROJ 9) from the system to EPSG:4326.
    const known: readonly [number, Position, Position][] = [
      [3405, [590_000, 2_390_000], [105.871429758, 21.609811567]],
      [9210, [400_000, 2_390_000], [104.786079939, 21.602814799]],
      [9218, [450_000, 1_400_000], [108.041477049, 12.6589656]],
      [4756, [105.8, 21.6], [105.801890129, 21.59901709]],
    ];
    for (const [epsg, from, to] of known) {
      const system = findSystem(epsg);
      assert.ok(system);
      const [x, y] = toDegrees(system)(from);
      // A hundred-millionth of a degree is a millimetre.
      assert.ok(Math.abs(x - to[0]) < 1e-8 && Math.abs(y - to[1]) < 1e-8, `${epsg}: ${x} ${y}`);
    }
    assert.deepEqual(
      systems.map(({ epsg }) => epsg).filter((epsg) => epsg >= 9205 && epsg <= 9218),
      Array.from({ length: 14 }, (_, at) => 9205 + at),
    );
  });

  test("a .prj or a GeoJSON's crs tells its code", () => {
    const prj =
      'PROJCS["VN_2000_TM3_106_30",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",106.5],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    assert.equal(epsgOf(prj), 9213);
    assert.equal(epsgOf('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]'), 4326);
    assert.equal(epsgOf('GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000"]]'), 4756);
    assert.equal(epsgOf("urn:ogc:def:crs:EPSG::3405"), 3405);
    assert.equal(epsgOf("urn:ogc:def:crs:OGC:1.3:CRS84"), 4326);
    assert.equal(epsgOf('PROJCS["WGS_1984_UTM_Zone_48N",GEOGCS["GCS_WGS_1984"]]'), null);
  });
});

describe("matching", () => {
  test("outlines find their units by code, else by name where they lie", () => {
    const { report, units: planned } = plan(geojson(three));
    assert.equal(report.matched, 3);
    assert.deepEqual(
      planned.map(({ code }) => code),
      ["05692", "05710", "05716"],
    );
    assert.deepEqual(report.missing, ["Xã Văn Lang"]);
    assert.deepEqual(report.unmatched, []);
  });

  test("a code that belongs to a unit elsewhere is listed, not taken", () => {
    const wrong = drawn({ ma_xa: 2143, ten: "Xã Lạ" }, square(105.9, 21.6, 0.1));
    const { report } = plan(geojson([...three.slice(0, 2), wrong]));
    assert.equal(report.matched, 2);
    const [one] = report.unmatched;
    assert.equal(one?.row, 3);
    assert.match(one?.reason ?? "", /Xã Văn Lang.*nơi khác/);
  });

  test("rows of one unit become one shape", () => {
    const island = drawn({ ma_xa: 5692, ten: "Xã Hợp Thành" }, square(105.65, 21.5, 0.01));
    const { units: planned } = plan(geojson([...three, island]));
    assert.equal(planned[0]?.shapes[0]?.length, 2);
  });
});

describe("files that cannot be used", () => {
  const move = (ring: Ring, by: (position: Position) => Position): Ring => ring.map(by);
  const one = (ring: Ring) => geojson([drawn({ ma_xa: 5692 }, ring)]);

  test("each mistake gets its own answer", () => {
    const ring = square(105.7, 21.6, 0.1);
    const line = { properties: {}, geometry: { type: "LineString", coordinates: ring } };
    const metres = square(590_000, 2_390_000, 5000);
    const answers: readonly [() => unknown, RegExp][] = [
      [() => plan(geojson([line])), /không có đối tượng nào là vùng/],
      [() => plan(one(move(ring, ([x, y]) => [y, x]))), /vĩ độ trước/],
      [() => plan(one(move(metres, ([x, y]) => [y, x])), 3405), /Bắc \(X\) trước/],
      [() => plan(one(metres)), /tính bằng mét/],
      [() => plan(one(ring), 9210), /tính bằng độ/],
      [() => plan(one(square(2, 48, 1))), /ngoài lãnh thổ/],
      [() => plan(one(ring), 32_648), /Không có hệ tọa độ/],
      [() => plan(geojson([drawn({ ten: "Xã Không Có" }, ring)])), /Không vùng nào/],
      [() => plan(new TextEncoder().encode('{"type":"Feat')), /bị cắt ngang/],
      [() => plan(new TextEncoder().encode('{"type":"Topology"}')), /TopoJSON/],
      [() => plan(new TextEncoder().encode("mã,tên\n1,2")), /Không đọc được/],
      [() => plan(new Uint8Array([0xff, 0xfe, 0x00])), /UTF-8/],
      [() => plan(new Uint8Array()), /trống/],
      [() => plan(zipSync({ "a.txt": new Uint8Array(3) })), /không có tệp .shp/],
      [() => plan(zipSync({ "a.shp": new Uint8Array(200) })), /không đúng định dạng/],
      [() => plan(new TextEncoder().encode("<!DOCTYPE a><kml/>")), /DOCTYPE/],
      [() => plan(new TextEncoder().encode("<kml><Placemark>")), /bị cắt ngang/],
      [() => refuseLarge(200 * 1024 * 1024, "screen"), /200 MB, lớn hơn mức nhận được là 20 MB/],
      [() => refuseLarge(200 * 1024 * 1024, "command"), /150 MB/],
    ];
    for (const [work, says] of answers) refusal(work, says);
  });

  test("most outlines far from the units of their codes: the wrong zone", () => {
    // Metres of the zone 105°30′ read as if they were of 106°30′: a hundred kilometres off.
    const ring = (x: number): Ring => square(500_000 + x, 2_390_000, 10_000);
    const file = geojson([
      drawn({ ma_xa: 5692 }, ring(21_000)),
      drawn({ ma_xa: 5710 }, ring(31_000)),
      drawn({ ma_xa: 5716 }, ring(41_000)),
    ]);
    assert.equal(plan(file, 9209).report.matched, 3);
    refusal(() => plan(file, 9213), /múi chiếu/);
  });

  test("a line that crosses itself is told with its place", () => {
    const bow: Ring = [
      [105.7, 21.6],
      [105.8, 21.7],
      [105.8, 21.6],
      [105.7, 21.7],
      [105.7, 21.6],
    ];
    const [crossing] = plan(one(bow)).report.crossings;
    assert.equal(crossing?.name, "Xã Hợp Thành");
    assert.ok(Math.abs((crossing?.longitude ?? 0) - 105.75) < 1e-9);
    assert.equal(findCrossing([[square(105.7, 21.6, 0.1)]]), null);
  });
});

/** A ragged border from south to north that two shapes share, with the rest of a box on either side. */
const border = fc
  .array(fc.integer({ min: -900, max: 900 }), { minLength: 3, maxLength: 60 })
  .map((offsets) => offsets.map((offset, at): Position => [106 + offset / 1e4, 21 + at / 100]));

describe("simplifying", () => {
  const area = (shape: Shape) =>
    shape.flat().reduce((sum, ring) => sum + Math.abs(doubleArea(ring)) / 2, 0);

  test("neighbours share their line at every tolerance, whichever way each is drawn", () => {
    fc.assert(
      fc.property(border, fc.constantFrom(20, 500, 2000), fc.boolean(), (line, metres, turned) => {
        const [low, high] = [line[0], line.at(-1)];
        assert.ok(low && high);
        const west: Ring = [...line, [105, high[1]], [105, low[1]], low];
        const east: Ring = [low, [107, low[1]], [107, high[1]], ...line.toReversed()];
        const shapes = [west, turned ? east.toReversed() : east].map((ring) => snap([[ring]]));
        const thin = simplify(shapes, metres);
        const whole = thin.reduce((sum, shape) => sum + area(shape), 0);
        // No gap and no overlap: the parts make up the box.
        assert.ok(Math.abs(whole - 2 * (high[1] - low[1])) < 1e-9);
        for (const [at, shape] of thin.entries())
          for (const position of shape.flat(2))
            assert.ok(shapes[at]?.flat(2).some(([x, y]) => x === position[0] && y === position[1]));
      }),
      { numRuns: 60 },
    );
  });

  test("a commune inside another leaves no ring around it, and is never lost itself", () => {
    const round = Array.from({ length: 40 }, (_, at): Position => {
      const angle = (at * Math.PI) / 20;
      return [106 + 0.05 * Math.cos(angle), 21.5 + 0.05 * Math.sin(angle)];
    });
    const turned = [...round.slice(7), ...round.slice(0, 7)].toReversed();
    const outer: Shape = snap([[square(105.5, 21, 1), [...round, round[0] as Position]]]);
    const inner: Shape = snap([[[...turned, turned[0] as Position]]]);
    for (const metres of [20, 500, 100_000]) {
      const [around, within] = simplify([outer, inner], metres);
      assert.equal(within?.length, 1);
      const hole = around?.[0]?.[1];
      if (!hole) assert.equal(metres, 100_000);
      else assert.equal(area([[hole]]), area(within ?? []));
    }
  });
});

describe("indicative cells", () => {
  const centres = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })),
    { minLength: 2, maxLength: 40, selector: (pair) => pair.join() },
  );

  test("each holds its own centre and no other, and none is larger than twice the reach", () => {
    fc.assert(
      fc.property(centres, (pairs) => {
        const given = pairs.map(([x, y], at) => ({
          code: String(at),
          position: [105 + x / 200, 20 + y / 200] as const,
          areaKm2: 40,
          parent: String(at % 3),
          isIsland: at % 7 === 6,
        }));
        const { units: cells, parents } = indicativeCells(given);
        assert.equal(cells.size, given.length);
        for (const [code, shape] of cells) {
          assert.deepEqual(
            given.filter(({ position }) => contains(shape, position)).map((one) => one.code),
            [code],
          );
          const box = boxOf(shape);
          assert.ok(box && box[2] - box[0] < 0.14);
        }
        // Islands stand for themselves: nothing else's ground is said of them.
        for (const { parent, position, isIsland } of given)
          for (const [code, shape] of parents)
            if (!isIsland || code === parent)
              assert.equal(contains(shape, position), code === parent);
      }),
      { numRuns: 40 },
    );
  });
});
