import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { computeAll } from "../indicators/all.server.ts";
import { askedOf, computeIndicator } from "../indicators/compute.server.ts";
import { indicatorDefinitions } from "../indicators/definitions.server.ts";
import { findFormula } from "../indicators/formulas/registry.server.ts";
import { pivotOf } from "../indicators/pivot.server.ts";
import { placeBook } from "../indicators/places.server.ts";
import { eachRow, listRows } from "../indicators/rows.server.ts";
import { scopeOf } from "../indicators/scope.server.ts";
import { rowSheet } from "../indicators/sheets.server.ts";
import { overviewOf } from "../dashboards/overview.server.ts";
import { yearsChart } from "../dashboards/years-chart.ts";
import { reportPaper } from "./documents/report.ts";
import { db, type Standing, standings, province, unit } from "./reports.test.world.ts";

const inForce = (one: Standing, day: string) =>
  one.since <= day &&
  one.ends >= day &&
  (one.revoked === null || one.revoked > day) &&
  (one.replaced === null || one.replaced > day);

const lies = (one: Standing, code: string) => one.path.startsWith(`${code}/`);

test("every indicator has a formula, and breakdowns add up to their figure", async () => {
  for (const { formula } of indicatorDefinitions().values())
    assert.ok(findFormula(formula), `${formula} is counted`);
  const scope = await scopeOf(db, unit(province));
  for (const { id, definition, value, reason, by } of await computeAll(db, scope, { year: 2025 })) {
    assert.equal(value === null, reason !== null, `${id} is told, or says why not`);
    if (value === null || definition.measure === "share") continue;
    for (const [dimension, parts] of Object.entries(by))
      assert.equal(
        parts.reduce((sum, part) => sum + part.value, 0),
        value,
        `${id} by ${dimension}`,
      );
  }
});

test("a unit of before became the places whose ground lay in it, wholly or in part", async () => {
  const book = await placeBook(db);
  const { rows } = await db.execute<{ path: string; whole: string[]; partly: string[] }>(sql`
    with became as (
      select u.path, m.new_code as code, bool_and(o.path = u.path or o.path like u.path || '/%') as is_whole
      from place_units u cross join place_mappings m
      join place_units o on o.version = 'pre-2025' and o.code = m.old_code
      where u.version = 'pre-2025' and u.path in ('06', '06/063', '19', '19/164', '02')
        and m.old_version = 'pre-2025' and m.new_version = '2025-07-01'
      group by 1, 2 having bool_or(o.path = u.path or o.path like u.path || '/%'))
    select path, coalesce(array_agg(code order by code) filter (where is_whole), '{}') as whole,
      coalesce(array_agg(code order by code) filter (where not is_whole), '{}') as partly
    from became group by 1`);
  const lists = ({ whole, partly }: { whole: readonly string[]; partly: readonly string[] }) => ({
    whole: whole.toSorted(),
    partly: partly.toSorted(),
  });
  assert.ok(rows.some(({ partly }) => partly.length > 0) && rows.length > 3);
  for (const row of rows) assert.deepEqual(lists(book.becameOf(row.path)), lists(row), row.path);
  const former = book.formerUnits("19").map(({ ref }) => ref.code);
  assert.ok(["06", "063", "19", "164"].every((code) => former.includes(code)));
  assert.ok(!former.includes("02"));
});

test("figures are what a count of the rows one by one gives, on any day and in any province", async () => {
  const provinces = [...new Set(standings.map(({ path }) => path.slice(0, 2)))];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...provinces),
      fc.integer({ min: 2022, max: 2026 }),
      fc.option(fc.integer({ min: 1, max: 3 })),
      async (code, year, quarter) => {
        const asked = await askedOf(db, { year, quarter }, await scopeOf(db, unit(code)));
        const { from, on } = asked;
        const here = standings.filter((one) => lies(one, code));
        const now = here.filter((one) => inForce(one, on));
        const value = async (id: string) =>
          (await computeIndicator(db, id, { year, quarter, unit: unit(code) })).value;
        const given = here.filter(({ since }) => since >= from && since <= asked.to);
        const nextDay = (day: string) =>
          new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
        const lapsed = here.filter(
          ({ ends, revoked, replaced }) =>
            nextDay(ends) >= from &&
            nextDay(ends) <= on &&
            (revoked === null || revoked > ends) &&
            (replaced === null || replaced > on),
        );
        assert.equal(await value("products-valid"), now.length);
        assert.equal(await value("products-recognised"), given.length);
        assert.equal(await value("products-lapsed"), lapsed.length);
        assert.equal(
          await value("producers-with-product"),
          new Set(now.map(({ producer }) => producer)).size,
        );
        assert.equal(
          await value("communes-with-product"),
          new Set(now.map(({ path }) => path)).size,
        );
      },
    ),
    { numRuns: 12, examples: [[province, 2025, 2]] },
  );
});

test("a part, its list, its export and its cell in a pivot are the same rows", async () => {
  const scope = await scopeOf(db, null);
  const asked = await askedOf(db, { year: 2025 }, scope);
  const definition = indicatorDefinitions().get("products-valid");
  assert.ok(definition);
  const pivot = await pivotOf(db, definition, asked, { rows: "sector", columns: "star" });
  assert.equal(pivot.total, standings.filter((one) => inForce(one, "2025-12-31")).length);
  for (const row of pivot.rows)
    for (const column of pivot.columns) {
      const part = { sector: row.key, star: column.key };
      const cell = pivot.cells[row.key]?.[column.key] ?? 0;
      const { rows, total } = await listRows(db, definition, asked, { part });
      assert.equal(total, cell, `${row.label} × ${column.label}`);
      const exported: string[] = [];
      await db.transaction(async (tx) => {
        for await (const some of eachRow(tx, definition, asked, part))
          exported.push(...some.map(({ key }) => key));
      });
      assert.deepEqual(exported.toSorted(), rows.map(({ key }) => key).toSorted());
    }
  const districts = await computeIndicator(db, "products-valid", {
    year: 2025,
    unit: null,
    by: ["oldDistrict", "commune"],
  });
  for (const dimension of ["oldDistrict", "commune"] as const) {
    const part = districts.by[dimension]?.at(-1);
    assert.ok(part);
    const { total } = await listRows(db, definition, asked, { part: { [dimension]: part.key } });
    assert.equal(total, part.value, `${dimension} ${part.label}`);
  }
});

test("an export has the columns that its rows can fill, amounts by their own unit", async () => {
  const asked = await askedOf(db, { year: 2025 }, await scopeOf(db, null));
  const headsOf = (id: string) => {
    const definition = indicatorDefinitions().get(id);
    assert.ok(definition);
    const { about, columns } = rowSheet(db, definition, asked, {});
    assert.equal(about, `${definition.vi}, ${asked.scope.name}, năm 2025`);
    return columns.map(({ head }) => head).slice(4, -1);
  };
  assert.deepEqual(headsOf("products-valid"), ["Hạng sao"]);
  assert.deepEqual(headsOf("labour"), ["Số người"]);
  assert.deepEqual(headsOf("communes-with-product"), ["Số sản phẩm"]);
  assert.deepEqual(headsOf("producers-growing"), ["Số tiền (đồng)", "Đạt"]);
});

test("what is not known stands last in a breakdown on paper, over its sum", () => {
  const parts = [
    { key: "", label: "Chưa rõ", value: 3 },
    { key: "a", label: "Ít", value: 1 },
    { key: "b", label: "Nhiều", value: 2 },
  ];
  const told = { name: "Sản phẩm", unit: "sản phẩm", value: 6, reason: null, whole: null };
  const { blocks } = reportPaper({
    period: { year: 2025 },
    unitName: "Tỉnh Thử",
    on: "2025-12-31",
    figures: [{ ...told, indicatorId: "products-valid", by: { sector: parts } }],
    agency: "Văn phòng thử",
    place: null,
    edition: 1,
    isSent: false,
    sentOn: null,
    digest: null,
    isDemo: false,
    texts: {},
    years: { drawing: yearsChart({ years: [] }), png: "" },
    changedAt: new Date(0),
  });
  const table = blocks.find(
    (block) => block.kind === "table" && block.columns[1]?.head === "Ngành hàng",
  );
  assert.ok(table?.kind === "table");
  assert.deepEqual(
    table.rows.map(({ cells }) => cells.map(({ text }) => text).join(" ")),
    ["1 Nhiều 2", "2 Ít 1", "3 Chưa rõ 3", "Tổng số 6"],
  );
});

test("a figure that a quarter does not tell has no rows to show or to take away", async () => {
  const scope = await scopeOf(db, unit(province));
  const known = indicatorDefinitions().get("products-valid");
  assert.ok(known);
  const yearly = { ...known, frequency: ["year" as const] };
  const rowsIn = async (period: { year: number; quarter?: number }) =>
    (await listRows(db, yearly, await askedOf(db, period, scope))).total;
  assert.ok((await rowsIn({ year: 2025 })) > 0);
  assert.equal(await rowsIn({ year: 2025, quarter: 2 }), 0);
});

test("a unit of before counts what was made in it, and names what cannot be told", async () => {
  const backan = await scopeOf(db, { version: "pre-2025", code: "06" });
  const communes = await computeIndicator(db, "communes-with-product", {
    year: 2024,
    unit: backan.ref,
  });
  assert.equal(communes.of, 108, "Bắc Kạn had 108 communes");
  assert.ok(backan.paths.length > 0 && backan.paths.every((path) => path.startsWith("19/")));
  const valid = await computeIndicator(db, "products-valid", { year: 2024, unit: backan.ref });
  const places = new Set(backan.paths);
  assert.equal(
    valid.value,
    standings.filter((one) => places.has(one.path) && inForce(one, "2024-12-31")).length,
  );
});

test("the dashboard tells the same as the indicators", async () => {
  const overview = await overviewOf(db, await scopeOf(db, unit(province)));
  const { now, years } = overview.standing;
  const today = overview.day;
  const here = standings.filter((one) => lies(one, province));
  assert.equal(now[3] + now[4] + now[5], here.filter((one) => inForce(one, today)).length);
  for (const { year, inForce: counted } of years.filter(
    (one) => one.year < Number(today.slice(0, 4)),
  ))
    assert.equal(
      counted[3] + counted[4] + counted[5],
      here.filter((one) => inForce(one, `${year}-12-31`)).length,
      String(year),
    );
  for (const { year, recognised } of years)
    assert.equal(
      recognised[3] + recognised[4] + recognised[5],
      here.filter(({ since }) => since.startsWith(`${year}-`) && since <= today).length,
      `recognised in ${year}`,
    );
  const lastDays = here
    .filter((one) => inForce(one, today))
    .map(({ ends, revoked, replaced }) =>
      [
        ends,
        ...[revoked, replaced].flatMap((day) => (day === null ? [] : dayBefore(day))),
      ].toSorted(),
    );
  for (const { month, count } of overview.standing.ending)
    assert.equal(count, lastDays.filter(([day]) => day?.startsWith(month)).length, month);
  assert.equal(
    overview.places.reduce((sum, { count }) => sum + count, 0),
    now[3] + now[4] + now[5],
  );
});

const dayBefore = (day: string) =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
