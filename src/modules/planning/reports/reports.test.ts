import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { loadRegister } from "#tests/load/register.ts";
import { computeAll } from "../indicators/all.server.ts";
import { chosenScope, listUnitChoices } from "../indicators/choice.server.ts";
import { askedOf, computeIndicator } from "../indicators/compute.server.ts";
import { indicatorDefinitions } from "../indicators/definitions.server.ts";
import { findFormula } from "../indicators/formulas/registry.server.ts";
import { pivotOf } from "../indicators/pivot.server.ts";
import { eachRow, listRows } from "../indicators/rows.server.ts";
import { scopeOf } from "../indicators/scope.server.ts";
import { overviewOf } from "../dashboards/overview.server.ts";
import { getReportPaper } from "./documents/report.server.ts";
import { changesSince, sendReport } from "./service/send.server.ts";
import { checkSentReports, faultOf } from "./service/check.server.ts";
import { listReports } from "./service/list.server.ts";
import { waitingIn } from "../dashboards/waiting.server.ts";
import { digestOf } from "./service/digest.server.ts";
import { figuresOf, keptFigures } from "./service/figures.server.ts";
import { authorisedReport } from "./service/load.server.ts";
import { openReport, writeBlock } from "./service/write.server.ts";

const database = await testDatabase();
const { db } = database;
after(async () => {
  stopRenderer();
  await database.close();
});

/** Made-up recognitions all over the country; one row each, as they stand in the table. */
type Standing = {
  product: string;
  producer: string;
  path: string;
  stars: number;
  since: string;
  ends: string;
  revoked: string | null;
  replaced: string | null;
};
let standings: Standing[] = [];
/** The unit with the most products. */
let province = "";

before(async () => {
  await loadRegister(db, { to: 300 });
  // Some were followed by another star that this register does not have: some day, on the last day
  // of a quarter, and on the first one of a month.
  await db.execute(sql`update recognitions set replaced_on = case ascii(md5(product_id::text)) % 4
      when 0 then recognised_on + 300 + stars when 1 then '2025-06-30' else '2027-05-01' end
    where ascii(md5(product_id::text)) % 4 < 3 and recognised_on < '2025-06-30'`);
  const { rows } = await db.execute<Standing>(sql`
    select product_id as product, producer_id as producer, unit_path as path, stars,
      recognised_on::text as since, greatest(expires_on, extended_until)::text as ends,
      revoked_on::text as revoked, replaced_on::text as replaced from recognitions`);
  standings = rows;
  const { rows: largest } = await db.execute<{ code: string }>(sql`
    select province_code as code from recognitions group by 1 order by count(*) desc, 1 limit 1`);
  province = largest[0]?.code ?? "";
});

const unit = (code: string) => ({ version: "2025-07-01" as const, code });
const inForce = (one: Standing, day: string) =>
  one.since <= day &&
  one.ends >= day &&
  (one.revoked === null || one.revoked > day) &&
  (one.replaced === null || one.replaced > day);
const lies = (one: Standing, code: string) => one.path.startsWith(`${code}/`);

async function officer(on: Db, path: string): Promise<UserActor> {
  const { actor } = await buildAccount(on, { grants: [{ role: "provinceOfficer", path }] });
  return actor;
}

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

test("what was sent stays what it was; what changes afterwards is shown beside it", async () => {
  await rolledBack(db, async (tx) => {
    const actor = await officer(tx, province);
    const { id } = await openReport(tx, actor, { unit: province, year: 2025, quarter: 4 });
    assert.deepEqual(await openReport(tx, actor, { unit: province, year: 2025, quarter: 4 }), {
      id,
    });
    await writeBlock(tx, actor, id, {
      block: "proposals",
      text: "Đề nghị của phép thử.",
      version: 1,
    });
    await assert.rejects(
      writeBlock(tx, actor, id, { block: "proposals", text: "Bản cũ.", version: 1 }),
      { code: "stale" },
    );
    await sendReport(tx, actor, id, { version: 2 });
    const row = await authorisedReport(tx, actor, "see", id);
    const kept = await keptFigures(tx, id);
    assert.equal(await faultOf(tx, row), null);
    assert.ok(row.texts.overview, "proposed words are kept as they were sent");
    assert.deepEqual(await changesSince(tx, actor, id), []);
    const valid = kept.find(({ indicatorId }) => indicatorId === "products-valid");
    assert.ok(valid?.value && valid.rowKeys.length === valid.value);

    await tx.execute(sql`update recognitions set revoked_on = '2025-12-01'
      where product_id = ${valid.rowKeys[0]}::uuid and revoked_on is null`);
    const { figures } = await figuresOf(tx, await authorisedReport(tx, actor, "see", id));
    assert.equal(
      figures.find(({ indicatorId }) => indicatorId === "products-valid")?.value,
      valid.value,
    );
    const changed = (await changesSince(tx, actor, id)).find(
      ({ indicatorId }) => indicatorId === "products-valid",
    );
    assert.deepEqual(
      { before: changed?.before, after: changed?.after, removed: changed?.removed },
      { before: valid.value, after: valid.value - 1, removed: 1 },
    );
    await assert.rejects(writeBlock(tx, actor, id, { block: "next", text: "Sửa", version: 3 }), {
      code: "conflict",
    });
    const next = await openReport(tx, actor, { unit: province, year: 2025, quarter: 4 });
    assert.notEqual(next.id, id, "a further edition follows");
    assert.equal((await authorisedReport(tx, actor, "see", next.id)).edition, 2);
  });
});

test("the database itself keeps a report that was sent", async () => {
  for (const spoil of [
    sql`update planning_reports set texts = '{}'`,
    sql`delete from planning_reports`,
    sql`update planning_report_figures set value = 0`,
    sql`delete from planning_report_figures`,
  ])
    await rolledBack(db, async (tx) => {
      const actor = await officer(tx, province);
      const { id } = await openReport(tx, actor, { unit: province, year: 2024, quarter: 0 });
      await sendReport(tx, actor, id, { version: 1 });
      await assert.rejects(tx.execute(spoil));
    });
});

test("whoever rewrites a report that was sent past the program is found at night", async () => {
  const guards = sql`set local role none;
    alter table planning_reports disable trigger planning_report_guard;
    alter table planning_report_figures disable trigger append_only`;
  const rewritings = {
    figure: sql`update planning_report_figures set value = value + 1
      where indicator_id = 'products-valid'`,
    "a row behind a figure": sql`update planning_report_figures set row_keys[1] = 'other'
      where indicator_id = 'products-valid'`,
    "a figure's name": sql`update planning_report_figures set name = name || '!'
      where indicator_id = 'products-valid'`,
    words: sql`update planning_reports set texts = texts || '{"next":"Khác"}'`,
    agency: sql`update planning_reports set agency = 'Khác'`,
    "a figure taken away": sql`delete from planning_report_figures
      where indicator_id = 'products-valid'`,
    digest: sql`update planning_reports set digest = repeat('0', 64)`,
    hour: sql`update planning_reports set sent_at = sent_at - interval '1 day'`,
  };
  await rolledBack(db, async (tx) => {
    const actor = await officer(tx, province);
    const { id } = await openReport(tx, actor, { unit: province, year: 2024, quarter: 0 });
    await sendReport(tx, actor, id, { version: 1 });
    assert.deepEqual(await checkSentReports(tx), { checked: 1, faults: [] });
    await tx.execute(guards);
    for (const [what, rewriting] of Object.entries(rewritings))
      await rolledBack(tx, async (spoilt) => {
        await spoilt.execute(rewriting);
        const { faults } = await checkSentReports(spoilt);
        assert.deepEqual(
          faults,
          [{ report: id, fault: what === "hour" ? "record" : "content" }],
          what,
        );
        const [listed] = await listReports(spoilt, actor);
        assert.ok(listed?.fault, "the office's list says so");
        const scope = await scopeOf(spoilt, unit(province));
        const waiting = await waitingIn(spoilt, scope, "2026-01-01");
        assert.equal(waiting.find(({ kind }) => kind === "reports")?.count, 1, "so does its page");
      });
    // With a digest that fits, only the log still knows.
    await tx.execute(sql`update planning_reports set texts = texts || '{"next":"Khác"}'`);
    const row = await authorisedReport(tx, actor, "see", id);
    const digest = digestOf(row, await keptFigures(tx, id));
    await tx.execute(sql`update planning_reports set digest = ${digest}`);
    const { faults } = await checkSentReports(tx);
    assert.deepEqual(faults, [{ report: id, fault: "record" }]);
  });
});

test("the paper says what officers wrote and every figure, in Word and PDF", async () => {
  await rolledBack(db, async (tx) => {
    const actor = await officer(tx, province);
    const { id } = await openReport(tx, actor, { unit: province, year: 2025, quarter: 0 });
    await writeBlock(tx, actor, id, { block: "proposals", text: "Đề nghị riêng.", version: 1 });
    await writeBlock(tx, actor, id, { block: "addressees", text: "Ủy ban thử", version: 2 });
    await writeBlock(tx, actor, id, { block: "signer", text: "CHÁNH THỬ\nTên Thử", version: 3 });
    const paper = await getReportPaper(tx, actor, id);
    const docx = unzipSync(await renderDocx(paper));
    const words = strFromU8(docx["word/document.xml"] ?? new Uint8Array());
    for (const written of ["Đề nghị riêng.", "Kính gửi: Ủy ban thử", "CHÁNH THỬ", "Tên Thử"])
      assert.ok(words.includes(written), written);
    assert.ok(words.indexOf("Như trên") > 0, "an addressee is meant by it");
    assert.ok(
      words.indexOf("Như trên") < words.indexOf("Sản phẩm được công nhận trong kỳ"),
      "the signature stands before the appendices",
    );
    for (const { vi } of indicatorDefinitions().values()) assert.ok(words.includes(vi), vi);
    assert.ok(
      Object.keys(docx).some((name) => name.endsWith(".svg")),
      "the chart is in",
    );
    assert.equal(
      Buffer.from(await renderBlocks(paper))
        .subarray(0, 5)
        .toString(),
      "%PDF-",
    );
  });
});

test("nobody reaches figures or reports of a unit that is not theirs", async () => {
  await rolledBack(db, async (tx) => {
    const home = await officer(tx, "19");
    const other = await officer(tx, "24");
    const { actor: leader } = await buildAccount(tx, {
      grants: [{ role: "decisionMaker", path: "19" }],
    });
    const { id } = await openReport(tx, home, { unit: "19", year: 2025, quarter: 1 });
    await assert.rejects(authorisedReport(tx, other, "see", id), { code: "notFound" });
    await assert.rejects(authorisedReport(tx, leader, "report", id), { code: "forbidden" });
    await assert.rejects(openReport(tx, other, { unit: "19", year: 2025, quarter: 1 }), {
      code: "notFound",
    });
    for (const name of ["24", "ca-nuoc", "cu-24", "cu-001", "xx", "19'", "05692x"])
      await assert.rejects(chosenScope(tx, home, name), { code: "notFound" }, name);
    for (const { value } of await listUnitChoices(tx, home))
      assert.ok(await chosenScope(tx, home, value), value);
  });
});
