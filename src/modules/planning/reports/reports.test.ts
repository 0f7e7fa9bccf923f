// Figures and reports, use case by use case; one process, so that the cases share one database.
import "./reports.test.figures.ts";
import "./reports.test.rules.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { chosenScope, listUnitChoices } from "../indicators/choice.server.ts";
import { indicatorDefinitions } from "../indicators/definitions.server.ts";
import { scopeOf } from "../indicators/scope.server.ts";
import { getReportPaper } from "./documents/report.server.ts";
import { changesSince, sendReport } from "./service/send.server.ts";
import { checkSentReports, faultOf } from "./service/check.server.ts";
import { listReports } from "./service/list.server.ts";
import { waitingIn } from "../dashboards/waiting.server.ts";
import { digestOf } from "./service/digest.server.ts";
import { figuresOf, keptFigures } from "./service/figures.server.ts";
import { authorisedReport } from "./service/load.server.ts";
import { openReport, writeBlock } from "./service/write.server.ts";
import { db, province, unit } from "./reports.test.world.ts";

async function officer(on: Db, path: string): Promise<UserActor> {
  const { actor } = await buildAccount(on, { grants: [{ role: "provinceOfficer", path }] });
  return actor;
}

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
