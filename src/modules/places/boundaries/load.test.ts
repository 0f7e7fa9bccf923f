import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { sql } from "drizzle-orm";
import proj4 from "proj4";
import type { UserActor } from "#core/access/actor.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { findShared } from "#tests/support/shared.ts";
import { zipShapefile } from "#tests/support/shapefile.ts";
import { listUnitsToOutline } from "../service/boundary-units.server.ts";
import {
  listBoundarySets,
  loadBoundaries,
  tryBoundaries,
  withdrawBoundaries,
} from "../service/boundaries.server.ts";
import { boundaryVersion, listOutlines } from "../service/outlines.server.ts";
import { BoundaryFault } from "./faults.ts";
import { contains, type Position, type Shape } from "./geometry.ts";
import type { BoundaryReport } from "./plan.ts";
import { mapShape } from "./project.ts";
import { findSystem } from "./systems.ts";

let database: Database;
let db: Db;
before(async () => {
  database = await testDatabase();
  db = database.db;
});
after(async () => {
  await database.close();
});

const admin = (path: string): UserActor => ({
  kind: "user",
  userId: "00000000-0000-4000-8000-000000000002",
  grants: [{ role: "admin", jurisdiction: { kind: "unit", version: "2025-07-01", path } }],
});

/** A square of some hundredths of a degree around a unit's middle. */
const around = ([x, y]: Position, half = 0.02): Shape => [
  [
    [
      [x - half, y - half],
      [x + half, y - half],
      [x + half, y + half],
      [x - half, y + half],
      [x - half, y - half],
    ],
  ],
];

/** The first communes of Thái Nguyên with a square each. */
async function someUnits(tx: Db, count: number) {
  const units = await listUnitsToOutline(tx, admin("19"), "commune");
  return units
    .flatMap(({ code, fullName, centre }) =>
      centre ? [{ code, fullName, shape: around(centre) }] : [],
    )
    .slice(0, count);
}

type Some = Awaited<ReturnType<typeof someUnits>>;
const asGeoJson = (units: Some) =>
  new TextEncoder().encode(
    JSON.stringify({
      type: "FeatureCollection",
      features: units.map(({ code, fullName, shape }) => ({
        type: "Feature",
        properties: { code, name: fullName },
        geometry: { type: "MultiPolygon", coordinates: shape },
      })),
    }),
  );

const asKml = (units: Some) =>
  new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${units
      .map(
        ({ code, fullName, shape }) =>
          `<Placemark><name>${fullName}</name><ExtendedData><Data name="ma"><value>${code}</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>${shape
            .flat(2)
            .map(([x, y]) => `${x},${y},0`)
            .join(" ")}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`,
      )
      .join("")}</Document></kml>`,
  );

const prj9213 =
  'PROJCS["VN_2000",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",106.5],PARAMETER["Scale_Factor",0.9999],UNIT["Meter",1.0]]';

function inVn2000(shape: Shape): Shape {
  const { forward } = proj4(
    "+proj=longlat +datum=WGS84 +no_defs",
    findSystem(9213)?.definition ?? "",
  );
  return mapShape(shape, ([x, y]) => {
    const [east = Number.NaN, north = Number.NaN] = forward([x, y]);
    return [east, north];
  });
}

const said = {
  level: "commune",
  epsg: null,
  fileName: "ranh-gioi.geojson",
  source: "Nguồn thử",
  licence: "Điều kiện thử",
  acceptsCrossings: false,
} as const;

describe("loading outlines", () => {
  test("GeoJSON, KML and a Shapefile in VN-2000 bring the same outlines", async () => {
    const units = await someUnits(db, 3);
    const files = [
      asGeoJson(units),
      asKml(units),
      zipShapefile(
        units.map(({ code, fullName, shape }) => ({
          shape: inVn2000(shape),
          fields: { MA_XA: code, TEN_XA: fullName },
        })),
        { prj: prj9213 },
      ),
    ];
    const reports: BoundaryReport[] = [];
    for (const bytes of files)
      reports.push(await tryBoundaries(db, null, { bytes, level: "commune", epsg: null }));
    assert.deepEqual(
      reports.map(({ epsg, outlines, otherSize, unmatched }) => [
        epsg,
        outlines,
        otherSize.length + unmatched.length,
      ]),
      [4326, 4326, 9213].map((epsg) => [epsg, 3, reports[0]?.otherSize.length]),
    );
    for (const { matched } of reports) assert.equal(matched, 3);
    assert.equal((await listBoundarySets(db)).length, 0);
  });

  test("a loaded outline is drawn, a withdrawn one gives way to an indicative cell", async () => {
    await rolledBack(db, async (tx) => {
      const units = await someUnits(tx, 3);
      const codes = units.map(({ code }) => code);
      const shown = async () =>
        (await listOutlines(tx, "commune", { codes }, 0)).filter((one) => one.isOfficial).length;
      assert.equal(await shown(), 0);
      const before = await boundaryVersion(tx);
      const bytes = asGeoJson(units);
      const { id } = await loadBoundaries(tx, admin("19"), { ...said, bytes });
      assert.equal(await shown(), 3);
      const again = await loadBoundaries(tx, null, { ...said, bytes: asGeoJson(units.slice(1)) });
      assert.deepEqual(again.replaced, []);
      const sets = await listBoundarySets(tx);
      assert.deepEqual(
        sets.map((set) => [set.id, set.shown, set.units]),
        [
          [again.id, 2, 2],
          [id, 1, 3],
        ],
      );
      const whole = await loadBoundaries(tx, admin("19"), { ...said, bytes });
      assert.deepEqual(whole.replaced.toSorted(), [id, again.id].toSorted());
      await withdrawBoundaries(tx, admin("19"), whole.id);
      assert.equal(await shown(), 0);
      assert.equal((await boundaryVersion(tx)) - before, 6);
      const { rows } = await tx.execute<{ action: string }>(sql`
        select action from audit_log where subject_id = ${whole.id} order by seq`);
      assert.deepEqual(
        rows.map(({ action }) => action),
        ["boundaries.loaded", "boundaries.withdrawn"],
      );
    });
  });

  test("an administrator of a province changes no other's outlines", async () => {
    await rolledBack(db, async (tx) => {
      const units = await someUnits(tx, 3);
      const bytes = asGeoJson(units);
      await assert.rejects(
        loadBoundaries(tx, admin("66"), { ...said, bytes }),
        (error) => error instanceof BoundaryFault && /Không vùng nào/.test(error.message),
      );
      const { id } = await loadBoundaries(tx, admin("19"), { ...said, bytes });
      await assert.rejects(
        tx.transaction((inner) => withdrawBoundaries(inner, admin("66"), id)),
        (error) => error instanceof AppError && error.code === "notFound",
      );
      assert.equal((await listBoundarySets(tx))[0]?.ended, null);
    });
  });

  test("lines that cross themselves are loaded only when somebody says so", async () => {
    await rolledBack(db, async (tx) => {
      const [first] = await someUnits(tx, 1);
      assert.ok(first);
      const [[ring = []] = []] = first.shape;
      const [a, b, c, d] = ring;
      assert.ok(a && b && c && d);
      // A small twist at one corner.
      const [x, y] = c;
      const twisted: Shape = [
        [[a, b, [x, y - 0.001], [x - 0.001, y], [x, y], [x - 0.001, y - 0.0005], d, a]],
      ];
      const bytes = asGeoJson([{ ...first, shape: twisted }]);
      await assert.rejects(
        loadBoundaries(tx, null, { ...said, bytes }),
        (error) => error instanceof BoundaryFault && /tự cắt ở 1 đơn vị/.test(error.message),
      );
      const loaded = await loadBoundaries(tx, null, { ...said, bytes, acceptsCrossings: true });
      assert.equal(loaded.report.crossings.length, 1);
    });
  });

  test("indicative cells stand for every commune with a middle, and for provinces by their parts", async () => {
    const communes = await listOutlines(db, "commune", { box: [100, 5, 120, 24] }, 2);
    assert.ok(communes.length > 3300 && communes.every((one) => !one.isOfficial));
    const [thaiNguyen] = await listOutlines(db, "province", { codes: ["19"] }, 2);
    assert.ok(thaiNguyen && contains(thaiNguyen.shape, [105.84, 21.59]));
    const here = await listOutlines(db, "commune", { box: [105.8, 21.5, 105.9, 21.6] }, 2);
    assert.ok(here.length > 3 && here.length < 60);
  });
});

const real = ["19_thai_nguyen-communes", "66_dak_lak-communes", "provinces-34"].map((name) =>
  findShared(`data/boundaries/${name}.geojson`),
);

describe("the real outlines", { skip: real[0] ? false : "needs ../shared" }, () => {
  test("every commune of two provinces and every province finds its unit", async () => {
    await rolledBack(db, async (tx) => {
      for (const [at, level] of (["commune", "commune", "province"] as const).entries()) {
        const bytes = readFileSync(real[at] ?? "");
        const { report } = await loadBoundaries(tx, null, {
          ...said,
          level,
          bytes,
          acceptsCrossings: true,
        });
        assert.equal(report.matched, [92, 102, 34][at]);
        assert.deepEqual([report.unmatched, report.missing], [[], []]);
      }
      const codes = (await listUnitsToOutline(tx, admin("19"), "commune")).map(({ code }) => code);
      for (const detail of [0, 3] as const) {
        const outlines = await listOutlines(tx, "commune", { codes }, detail);
        assert.ok(outlines.every(({ isOfficial, shape }) => isOfficial && shape.length > 0));
      }
    });
  });
});
