import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { progressOf } from "../dashboards/progress.server.ts";
import { askedOf, computeIndicator } from "../indicators/compute.server.ts";
import { indicatorDefinitions } from "../indicators/definitions.server.ts";
import { listRows } from "../indicators/rows.server.ts";
import { scopeOf } from "../indicators/scope.server.ts";
import { issuePlan, openPlan, saveSheet } from "../plans/service/edit.server.ts";
import { saveTargets } from "../plans/service/targets.server.ts";
import type { TypedLine } from "../plans/sheet.ts";
import { getReportPaper } from "./documents/report.server.ts";
import { openReport } from "./service/write.server.ts";
import { db, province, standings, unit } from "./reports.test.world.ts";

/** What an indicator says of a year of the province, and the rows behind it. */
async function told(tx: Db, id: string, year: number) {
  const { value, reason } = await computeIndicator(tx, id, { year, unit: unit(province) });
  const definition = indicatorDefinitions().get(id);
  assert.ok(definition);
  const asked = await askedOf(tx, { year }, await scopeOf(tx, unit(province)));
  const { rows, total } = await listRows(tx, definition, asked);
  return { value, reason, rows, total };
}

test("a product rises when it gets more stars than right before, not than at some time before", async () => {
  await rolledBack(db, async (tx) => {
    const newest = standings.find(
      ({ path, since, stars }) =>
        path.startsWith(`${province}/`) && since >= "2025-01-01" && stars > 3,
    );
    assert.ok(newest);
    const { product } = newest;
    const last = Number(newest.since.slice(0, 4));
    const earlier = [
      [2019, 3],
      [2021, 4],
      [2023, 4],
      [2024, 3],
    ] as const;
    const years = [...earlier.map(([year]) => year), last];
    const risenIn = async (year: number) => (await told(tx, "products-upgraded", year)).value ?? 0;
    const before = new Map<number, number>();
    for (const year of years) before.set(year, await risenIn(year));
    for (const [year, stars] of earlier)
      await tx.execute(sql`insert into recognitions (province_code, unit_version, unit_code, unit_path,
          producer_id, product_id, decision_id, regime, set_code, stars, producer_name, product_name,
          recognised_on, expires_on)
        select r.province_code, r.unit_version, r.unit_code, r.unit_path, r.producer_id, r.product_id,
          d.id, r.regime, r.set_code, ${stars}::int, r.producer_name, r.product_name,
          make_date(${year}::int, 5, 1), make_date(${year}::int + 3, 5, 1)
        from (select * from recognitions where product_id = ${product} limit 1) r,
          (select id from decisions where id not in (select decision_id from recognitions
            where product_id = ${product}) limit 1) d`);
    const risen = [];
    for (const year of years) {
      const { value, rows, total } = await told(tx, "products-upgraded", year);
      assert.equal(value, total, "the figure is its rows");
      const rose = rows.some(({ key }) => key === product);
      if (rose) risen.push(year);
      assert.equal((value ?? 0) - (before.get(year) ?? 0), rose ? 1 : 0);
    }
    assert.deepEqual(risen, [2021, last]);
  });
});

test("a figure that only producers tell says how many told it, on paper too", async () => {
  await rolledBack(db, async (tx) => {
    const { actor } = await buildAccount(tx, {
      grants: [{ role: "provinceOfficer", path: province }],
    });
    const { rows: behind } = await told(tx, "producers-with-product", 2025);
    assert.ok(behind.length >= 2);
    for (const { key } of behind.slice(0, 2))
      await tx.execute(sql`insert into producer_years (producer_id, year, revenue)
        values (${key}, 2025, 1750000)`);
    const figure = await computeIndicator(tx, "revenue", { year: 2025, unit: unit(province) });
    assert.deepEqual([figure.value, figure.toldBy], [3_500_000, 2]);
    const { id } = await openReport(tx, actor, { unit: province, year: 2025, quarter: 0 });
    const { blocks } = await getReportPaper(tx, actor, id);
    const cells = blocks.flatMap((block) =>
      block.kind === "table" ? block.rows.map((row) => row.cells.map(({ text }) => text)) : [],
    );
    const [row] = cells.filter(([, name]) => name?.startsWith("Doanh thu của chủ thể"));
    assert.deepEqual(row?.slice(1), [
      "Doanh thu của chủ thể có sản phẩm được công nhận (2 chủ thể đã khai)",
      "triệu đồng",
      "3,5",
    ]);
    const [counted] = cells.filter(([, name]) => name?.startsWith("Sản phẩm đang được"));
    assert.equal(counted?.[1], "Sản phẩm đang được công nhận vào ngày cuối kỳ");
  });
});

test("the year's planned money is what each line tells in most detail, however it tells it", async () => {
  await rolledBack(db, async (tx) => {
    const { actor } = await buildAccount(tx, {
      grants: [{ role: "provinceOfficer", path: province }],
    });
    const opened = { unitCode: province, title: "Kế hoạch thử", money: "million" } as const;
    const keep = async (
      from: number,
      to: number,
      rows: readonly [number, TypedLine["cells"]][],
    ) => {
      const { id } = await openPlan(tx, actor, { ...opened, from, to });
      const lines = rows.map(([depth, cells], at) => ({
        id: at === 0 ? "total" : `l${at}`,
        depth,
        partial: false,
        cells: { name: `Dòng ${at}`, ...cells },
      }));
      await saveSheet(tx, actor, {
        planId: id,
        lock: "1",
        rows: JSON.stringify(lines),
        themes: "{}",
      });
      await issuePlan(tx, actor, {
        planId: id,
        lock: "2",
        documentNumber: "12/KH-UBND",
        issuedOn: await today(tx),
      });
    };
    await keep(2025, 2025, [
      [0, { total: "999" }],
      [1, { total: "100" }],
      [2, {}],
      [1, {}],
      [2, { state: "20", mobilised: "5" }],
      [2, { quantity: "2,5", unitCost: "10" }],
      [1, { total: "7" }],
      [2, { total: "3" }],
    ]);
    const { value, rows, total } = await told(tx, "funds-planned", 2025);
    assert.deepEqual(
      rows.map(({ label, amount }) => [label, amount]),
      [
        ["Dòng 1", 100_000_000],
        ["Dòng 4", 25_000_000],
        ["Dòng 5", 25_000_000],
        ["Dòng 7", 3_000_000],
      ],
    );
    assert.deepEqual([value, total], [153_000_000, 4]);

    await keep(2023, 2024, [
      [0, { total: "90", y2023: "40" }],
      [1, { total: "90" }],
    ]);
    assert.equal((await told(tx, "funds-planned", 2023)).value, 40_000_000);
    const silent = await told(tx, "funds-planned", 2024);
    assert.deepEqual([silent.value, silent.total], [null, 0]);
    assert.match(silent.reason ?? "", /ghi kinh phí riêng cho năm 2024/);
  });
});

test("a plan's targets are what it states, else what its rows come to; where nothing is said there is none", async () => {
  await rolledBack(db, async (tx) => {
    const { actor } = await buildAccount(tx, {
      grants: [{ role: "provinceOfficer", path: province }],
    });
    const scope = await scopeOf(tx, unit(province));
    const [one = "", other = ""] = scope.book.communesOf(scope.ref);
    const { id } = await openPlan(tx, actor, {
      unitCode: province,
      title: "Kế hoạch thử",
      money: "million",
      from: 2025,
      to: 2025,
    });
    const columns = ["products-first", "products-valid", "producers-growing", "producers-new"];
    await saveTargets(tx, actor, {
      planId: id,
      lock: "1",
      year: "2025",
      columns: JSON.stringify(columns),
      rows: JSON.stringify([
        { unit: one, cells: ["1", "", "90", "4"] },
        { unit: other, cells: ["2", "", "80", "4"] },
      ]),
      stated: JSON.stringify(["", "", "", "9"]),
    });
    await issuePlan(tx, actor, {
      planId: id,
      lock: "2",
      documentNumber: "12/KH-UBND",
      issuedOn: await today(tx),
    });
    const targetsOf = async (code: string) =>
      (await progressOf(tx, await scopeOf(tx, unit(code)), 2025)).map(({ indicatorId, target }) => [
        indicatorId,
        target,
      ]);
    assert.deepEqual(await targetsOf(province), [
      ["products-first", 3],
      ["producers-new", 9],
    ]);
    assert.deepEqual(await targetsOf(other), [
      ["products-first", 2],
      ["producers-growing", 80],
      ["producers-new", 4],
    ]);
  });
});

test("a point of sale counts where it lies; one kept in another province counts for who keeps it", async () => {
  await rolledBack(db, async (tx) => {
    const other = standings.find(({ path }) => !path.startsWith(province))?.path ?? "";
    const here = standings.find(({ path }) => path.startsWith(`${province}/`))?.path ?? "";
    for (const place of [here, other])
      await tx.execute(sql`insert into market_points (province_code, unit_path, name, name_folded,
          kind, level, address, place_version, place_code, place_path, created_at)
        values (${province}, ${province}, ${place}, ${place}, 'point', 'outside', 'Số 1', '2025-07-01',
          ${place.split("/")[1]}, ${place}, '2025-02-03')`);
    const told = async (code: string | null) => {
      const figure = await computeIndicator(tx, "points-of-sale", {
        year: 2025,
        unit: code === null ? null : unit(code),
      });
      const parts = figure.by.commune?.map(({ key, value }) => [key, value]);
      return [figure.value, parts];
    };
    const own = here.split("/")[1] ?? "";
    assert.deepEqual(await told(province), [
      2,
      [
        [own, 1],
        ["", 1],
      ],
    ]);
    assert.deepEqual(await told(own), [1, [[own, 1]]]);
    assert.deepEqual(await told(other.split("/")[0] ?? ""), [0, []]);
    assert.equal((await told(null))[0], 2);
  });
});
