import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import proj4 from "proj4";
import type { UserActor } from "#core/access/actor.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { contains, type Position, type Shape } from "#modules/places/boundaries/geometry.ts";
import { findSystem } from "#modules/places/boundaries/systems.ts";
import { noFilter } from "#modules/portal/filter.ts";
import { listFields } from "#modules/portal/map/fields.server.ts";
import { tileAt } from "#modules/portal/map/mercator.ts";
import { listClusters } from "#modules/portal/map/points.server.ts";
import { listGrowingAreas } from "#modules/portal/service/growing-areas.server.ts";
import { readPublicVersion } from "#modules/portal/version.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPublic, settlePublic } from "#tests/support/public.ts";
import { zipShapefile } from "#tests/support/shapefile.ts";
import { buildArea, builtArea, cornersInDongHy } from "./factory.ts";
import { parseArea, type ProposeArea } from "./inputs.ts";
import { formatShape, parseCorners } from "./lines.ts";
import { areaOf, insideOf, needsReason } from "./measure.ts";
import { growingAreas, growingAreaVersions } from "./schema.server.ts";
import { acceptVersion, endArea, returnVersion } from "./service/decide.server.ts";
import { describeArea } from "./service/describe.server.ts";
import { listAreas, listOwnAreas } from "./service/read.server.ts";
import { dropProposal, proposeArea } from "./service/propose.server.ts";

const square = (x: number, y: number, side: number): Shape => [
  [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
];

suite("what lines hold", () => {
  test("an area is that of the ellipsoid: known squares, holes left out, whichever way a ring runs", () => {
    // One degree by one degree at the equator and at 21° north (Karney's geodesic area, to 0.1 %).
    assert.ok(Math.abs(areaOf(square(105, 0, 1)) / 12_308_778_361 - 1) < 1e-3);
    assert.ok(Math.abs(areaOf(square(105, 21, 1)) / 11_472_000_000 - 1) < 2e-3);
    const [[outer = []] = []] = square(105.8, 21.6, 0.01);
    const [[hole = []] = []] = square(105.802, 21.602, 0.002);
    const whole = areaOf([[outer]]);
    assert.equal(areaOf([[outer.toReversed()]]), whole);
    assert.ok(Math.abs(areaOf([[outer, hole]]) - (whole - areaOf([[hole]]))) <= 1);
    // The same field measured in metres of VN-2000 differs by the scale of the projection alone.
    const { forward } = proj4(findSystem(9211)?.definition ?? "");
    const flat = outer.map(([x, y]) => forward([x, y]) as unknown as Position);
    const metres = Math.abs(
      flat.slice(1).reduce((sum, [bx, by], at) => {
        const [ax, ay] = flat[at] as Position;
        return sum + (ax * by - bx * ay) / 2;
      }, 0),
    );
    assert.ok(Math.abs(metres / whole - 1) < 5e-4);
  });

  test("a position of a field lies in it, and corners come back as they were typed", () => {
    const coordinate = fc.tuple(
      fc.double({ min: 105.8, max: 105.81, noNaN: true }),
      fc.double({ min: 21.6, max: 21.61, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 3, maxLength: 3 }), (corners) => {
        const ring = [...corners, corners[0] as Position];
        // A sliver may lie between two steps of the grid that positions are kept on.
        if (areaOf([[ring]]) < 10_000) return;
        const inside = insideOf([[ring]]);
        assert.ok(inside && contains([[ring]], inside));
      }),
      { numRuns: 50 },
    );
    const shape = parseCorners(cornersInDongHy);
    assert.deepEqual(parseCorners(formatShape(shape)), shape);
    for (const wrong of ["", "21.6, 105.8\n21.7, 105.9", `${cornersInDongHy}\nchè`])
      assert.equal(parseCorners(wrong), null);
    assert.equal(insideOf([]), null);
  });

  test("typed areas are whole square metres or refused", () => {
    assert.equal(parseArea("1,25", "ha"), 12_500);
    assert.equal(parseArea("12.500", "m2"), 12_500);
    assert.equal(parseArea("0,0001", "ha"), 1);
    for (const wrong of ["0", "1,00001", "-1", "chè", "999999999999", ""])
      assert.equal(parseArea(wrong, "ha"), null, wrong);
    assert.equal(parseArea("10,5", "m2"), null);
    assert.ok(needsReason(8_900, 10_000) && needsReason(11_100, 10_000));
    assert.ok(!needsReason(9_100, 10_000) && !needsReason(5, null));
  });
});

suite("growing areas", () => {
  let database: Database;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  const fails = (code: ErrorCode, field?: string) => (error: unknown) =>
    error instanceof AppError &&
    error.code === code &&
    (field === undefined || field in error.fields);

  const publicOnes = async (db: Db) =>
    (await listGrowingAreas(db, {}, "2026-11-22", { limit: 9, offset: 0 })).map(({ name }) => name);

  test("only what is accepted and let be seen is in public, until it is replaced or ended", () =>
    rolledBack(database.db, async (db) => {
      const { producerId, productId, owner, province, commune } = await buildGround(db);
      const before = await readPublicVersion(db);
      const form = builtArea(producerId, { products: [productId] });
      const { areaId, versionId } = await proposeArea(db, owner, form);
      assert.deepEqual(await publicOnes(db), []);
      assert.equal((await listAreas(db, province, { filter: "pending" })).items[0]?.id, areaId);
      assert.equal((await listOwnAreas(db, owner))[0]?.areas.length, 1);
      await assert.rejects(acceptVersion(db, owner, { versionId }), fails("forbidden"));
      await assert.rejects(acceptVersion(db, commune, { versionId }), fails("forbidden"));

      await acceptVersion(db, province, { versionId });
      await settlePublic(db);
      assert.notEqual((await readPublicVersion(db)).version, before.version);
      assert.deepEqual(await publicOnes(db), [form.name]);
      const page = await describeArea(db, province, areaId);
      assert.equal(page.standing?.placeCode, "05692");
      assert.equal(page.standing?.computedM2, 10_314);
      await assert.rejects(acceptVersion(db, province, { versionId }), fails("conflict"));

      const hidden = { ...form, areaId, expectedSeq: 1, isPublic: "", name: "Vùng kín" };
      const second = await proposeArea(db, owner, hidden);
      await assert.rejects(proposeArea(db, owner, hidden), fails("stale"));
      await dropProposal(db, owner, { versionId: second.versionId });
      const third = await proposeArea(db, owner, { ...hidden, expectedSeq: 2 });
      const reason = "Vẽ thiếu phần phía bắc";
      await returnVersion(db, province, { versionId: third.versionId, reason });
      assert.deepEqual(await publicOnes(db), [form.name]);
      const fourth = await proposeArea(db, province, { ...hidden, expectedSeq: 3 });
      await acceptVersion(db, province, { versionId: fourth.versionId });
      assert.deepEqual(await publicOnes(db), []);
      await assert.rejects(
        endArea(db, province, { versionId: fourth.versionId, reason: "" }),
        fails("invalid", "reason"),
      );
      await endArea(db, owner, { versionId: fourth.versionId, reason: "" });
      const { history } = await describeArea(db, owner, areaId);
      assert.deepEqual(
        history.map(({ state }) => state),
        ["withdrawn", "returned", "dropped", "replaced"],
      );
    }));

  test("the map shows them with the filter of the catalogue: a point, and lines from near", () =>
    rolledBack(database.db, async (db) => {
      const { producerId, owner, province } = await buildGround(db);
      const { product } = await buildPublic(db, { producerId, stars: 4 });
      await settlePublic(db);
      const form = builtArea(producerId, { products: [product.id] });
      await buildArea(db, { owner, officer: province }, form);
      await buildArea(
        db,
        { owner, officer: province },
        builtArea(producerId, { name: "Ao cá", drawn: "", position: "21.675, 105.836" }),
      );
      const at: Position = [105.8345, 21.6735];
      const count = async (z: number, filter = {}) => {
        const given = { ...noFilter, ...filter };
        const found = await listClusters(db, "growing", tileAt(z, at), given, "2026-11-22");
        return found.reduce((sum, one) => sum + one.count, 0);
      };
      assert.equal(await count(6), 2);
      assert.equal(await count(6, { stars: 4 }), 1);
      assert.equal(await count(6, { stars: 5 }), 0);
      assert.equal(await count(6, { province: "19", commune: "05692" }), 2);
      assert.equal(await count(6, { province: "24" }), 0);
      assert.equal(await count(6, { q: "không có gì như thế" }), 0);
      const lines = (z: number) => listFields(db, tileAt(z, at), noFilter, "2026-11-22");
      assert.equal((await lines(14)).length, 1);
      assert.equal((await lines(8)).length, 0);
      const [first] = await listGrowingAreas(db, { productId: product.id }, "2026-11-22", {
        limit: 5,
        offset: 0,
      });
      assert.deepEqual(
        first?.products.map(({ id }) => id),
        [product.id],
      );
    }));

  test("a certificate counts on its days only, and must be the producer's own paper", () =>
    rolledBack(database.db, async (db) => {
      const { producerId, owner, province } = await buildGround(db);
      const paperOf = async (of: string) => {
        const [row] = await db
          .insert(papers)
          .values({
            provinceCode: "19",
            producerId: of,
            kind: "vietGap",
            title: "Chứng nhận VietGAP",
            url: "https://example.org/vietgap",
            expiresOn: "2026-12-31",
          })
          .returning({ id: papers.id });
        return row?.id ?? "";
      };
      const form = builtArea(producerId, {
        standard: "vietgap",
        paperId: await paperOf(producerId),
      });
      await buildArea(db, { owner, officer: province }, form);
      const on = async (day: string) =>
        (await listGrowingAreas(db, { standard: "vietgap" }, day, { limit: 5, offset: 0 })).length;
      assert.deepEqual([await on("2026-12-31"), await on("2027-01-01")], [1, 0]);
      const [shown] = await listGrowingAreas(db, {}, "2027-01-01", { limit: 5, offset: 0 });
      assert.equal(shown?.isCertified, false);
      const other = await buildGround(db);
      await assert.rejects(
        proposeArea(db, owner, { ...form, paperId: await paperOf(other.producerId) }),
        fails("notFound"),
      );
    }));

  test("what cannot be a growing area of the producer comes back beside its field", () =>
    rolledBack(database.db, async (db) => {
      const { producerId, owner } = await buildGround(db);
      const other = await buildGround(db, { path: "19/05692" });
      const utm = findSystem(9211);
      const { forward } = proj4(utm?.definition ?? "");
      const corners = parseCorners(cornersInDongHy) ?? [];
      const metres = corners.map((polygon) =>
        polygon.map((ring) => ring.map(([x, y]) => forward([x, y]) as unknown as Position)),
      );
      const shapefile = zipShapefile([{ shape: metres, fields: { ten: "Vùng chè" } }]);
      const json = (shape: unknown) =>
        JSON.stringify({
          type: "FeatureCollection",
          features: [{ type: "Feature", properties: {}, geometry: shape }],
        });
      const crossed = [
        [105.834, 21.673],
        [105.835, 21.674],
        [105.835, 21.673],
        [105.834, 21.674],
        [105.834, 21.673],
      ];
      const bytes = (text: string) => new TextEncoder().encode(text);
      const cases: readonly [string, Partial<ProposeArea>, Uint8Array | null][] = [
        ["name", { name: "" }, null],
        ["area", { area: "0" }, null],
        ["areaNote", { area: "3" }, null],
        ["areaCode", { areaCode: "MÃ SỐ" }, null],
        ["paperId", { standard: "organic" }, null],
        ["communeCode", { communeCode: "00004" }, null],
        ["position", { drawn: "" }, null],
        ["position", { drawn: "", position: "10.77, 106.70" }, null],
        ["drawn", { drawn: "21.6, 105.8\n21.7, 105.9" }, null],
        ["drawn", { drawn: json({ type: "Polygon", coordinates: [crossed] }) }, null],
        ["file", {}, bytes(json({ type: "Polygon", coordinates: [crossed] }))],
        ["file", {}, bytes("đây không phải tệp bản đồ")],
        ["file", {}, new Uint8Array(5 * 1024 * 1024 + 1)],
        // Metres read as degrees, and metres of the wrong meridian: elsewhere.
        ["file", { epsg: "4326" }, shapefile],
        ["file", { epsg: "9218" }, shapefile],
        ["form", { isDemo: true } as never, null],
      ];
      await assert.rejects(
        proposeArea(db, owner, builtArea(producerId, { products: [other.productId] })),
        fails("notFound"),
      );
      for (const [field, wanted, file] of cases)
        await assert.rejects(
          proposeArea(db, owner, builtArea(producerId, wanted), file),
          fails("invalid", field),
          `${field} ${JSON.stringify(wanted).slice(0, 60)}`,
        );
      const { areaId } = await proposeArea(
        db,
        owner,
        builtArea(producerId, { epsg: "9211" }),
        shapefile,
      );
      const { pending } = await describeArea(db, owner, areaId);
      assert.equal(pending?.computedM2, 10_314);
      assert.equal(pending?.placeCode, "05692");
      await foreign(db, other.owner, { areaId, producerId, versionId: pending?.id ?? "" });
    }));

  test("the database itself refuses to rewrite a version, or to let one hold that was not accepted", () =>
    rolledBack(database.db, async (db) => {
      const { producerId, owner } = await buildGround(db);
      const { areaId, versionId } = await proposeArea(db, owner, builtArea(producerId));
      const refused = async (code: string, work: (tx: Db) => Promise<unknown>) =>
        assert.rejects(
          db.transaction(async (tx) => work(tx)),
          (error: Error) => (error.cause as { code?: string } | undefined)?.code === code,
        );
      const kept = eq(growingAreaVersions.id, versionId);
      await refused("42501", (tx) => tx.update(growingAreaVersions).set({ code: "VN-1" }));
      await refused("42501", (tx) => tx.delete(growingAreaVersions).where(kept));
      const hold = async (tx: Db) =>
        tx
          .update(growingAreas)
          .set({ acceptedVersionId: versionId })
          .where(eq(growingAreas.id, areaId));
      await refused("23514", hold);
      await db.update(growingAreaVersions).set({ state: "accepted" }).where(kept);
      await hold(db);
    }));

  async function foreign(
    db: Db,
    stranger: UserActor,
    { areaId, producerId, versionId }: { areaId: string; producerId: string; versionId: string },
  ): Promise<void> {
    await assert.rejects(describeArea(db, stranger, areaId), fails("notFound"));
    await assert.rejects(proposeArea(db, stranger, builtArea(producerId)), fails("notFound"));
    await assert.rejects(dropProposal(db, stranger, { versionId }), fails("notFound"));
    await assert.rejects(endArea(db, stranger, { versionId, reason: "" }), fails("notFound"));
    assert.equal((await listAreas(db, stranger, { filter: "all" })).total, 0);
  }
});
