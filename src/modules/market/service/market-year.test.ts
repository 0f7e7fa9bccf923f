import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildGround, buildOfficer } from "#modules/dossiers/factory.ts";
import { builtYear } from "#modules/producers/factory.ts";
import { listFigures } from "#modules/producers/service/figures.server.ts";
import { getFigures, saveFigures } from "#modules/products/service/figures.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { checkDueLinks, recordCheck } from "../channels/check.server.ts";
import { channelsOf, listChannels } from "../channels/list.server.ts";
import { catchUp } from "../channels/sync.server.ts";
import { type Ask, tryLink } from "../channels/try.server.ts";
import { buildFair, buildKeeping, buildPoint, buildProfile, builtProductPage } from "../factory.ts";
import { fairYears, listFairs, moveFair, saveFair } from "../fairs/fairs.server.ts";
import {
  describeFair,
  describeOwnFair,
  joinFair,
  leaveFair,
  listOwnFairs,
  saveParticipant,
  tellResult,
} from "../fairs/participants.server.ts";
import {
  assessPoint,
  closeInspection,
  describeKeeping,
  inspectPoint,
  strikeSupport,
  supportPoint,
} from "../points/keeping.server.ts";
import { countPoints, standingOf } from "../points/sums.server.ts";
import { figureReminder } from "../figure-reminder.ts";
import { withdrawProfile } from "./decide.server.ts";
import { fairCases } from "./market-year.test.fairs.ts";
import { publicProfile } from "./published.server.ts";
import { remindOfFigures } from "./remind-figures.server.ts";

const database = await testDatabase();
after(() => database.close());

fairCases(database.db);

const fails = (code: ErrorCode, field?: string) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (field === undefined || field in error.fields);

const auditedActions = async (db: Db, prefix: string) =>
  (
    await db.execute<{ action: string }>(
      sql`select action from audit_log where action like ${`${prefix}%`} order by seq`,
    )
  ).rows.map(({ action }) => action);

test("a year is told with what each product yields; a leap is asked back until it is confirmed", () =>
  rolledBack(database.db, async (db) => {
    const { producerId, productId, owner, commune, province } = await buildGround(db);
    const output = (amount: string, unit = "kg") => [{ productId, output: amount, unit }];
    const last = { ...builtYear({ year: 2024 }), revenue: "1,2 tỷ", labour: "10" };
    await saveFigures(db, owner, producerId, { ...last, outputs: output("1.200"), confirmed: "" });
    const now = { ...builtYear({ year: 2025 }), revenue: "1,5 tỷ", labour: "120" };
    const sent = { ...now, womenLabour: "70", outputs: output("1,3", "tấn"), confirmed: "" };
    await assert.rejects(saveFigures(db, owner, producerId, sent), fails("invalid", "labour"));
    await assert.rejects(
      saveFigures(db, owner, producerId, sent),
      fails("invalid", `unit.${productId}`),
    );
    // Nothing of what is asked back is kept.
    assert.equal((await getFigures(db, owner, producerId, 2025)).figures, null);
    await saveFigures(db, owner, producerId, { ...sent, confirmed: "1" });
    const shown = await getFigures(db, owner, producerId, 2025);
    assert.deepEqual(
      [shown.figures?.revenue, shown.figures?.source, shown.before?.revenue],
      [1_500_000_000, "own", 1_200_000_000],
    );
    assert.deepEqual(
      shown.products.map(({ now: told, before }) => [told, before]),
      [
        [
          { output: "1.3", unit: "tấn" },
          { output: "1200", unit: "kg" },
        ],
      ],
    );
    await assert.rejects(saveFigures(db, owner, producerId, sent), fails("stale"));

    // An officer says how they know; sums are of what the officer may see.
    const other = await buildGround(db);
    const told = { ...builtYear({ year: 2025 }), revenue: "300.000.000", labour: "3", outputs: [] };
    await assert.rejects(
      saveFigures(db, commune, other.producerId, { ...told, confirmed: "" }),
      fails("invalid", "source"),
    );
    await saveFigures(db, commune, other.producerId, { ...told, source: "told", confirmed: "" });
    const { items, totals } = await listFigures(db, province, { year: 2025, told: "told" });
    assert.deepEqual(new Set(items.map(({ source }) => source)), new Set(["own", "told"]));
    assert.deepEqual(
      [totals.told, totals.revenue, totals.labour, totals.womenLabour],
      [2, "1800000000", "123", "70"],
    );
    // Another's product, producer, or a year that is none.
    await assert.rejects(
      saveFigures(db, other.owner, other.producerId, {
        ...told,
        version: 1,
        outputs: output("5"),
        confirmed: "",
      }),
      fails("notFound"),
    );
    await assert.rejects(getFigures(db, other.owner, producerId, 2025), fails("notFound"));
    await assert.rejects(getFigures(db, owner, producerId, 2199), fails("notFound"));
  }));

test("producers tell what a fair brought them, and the office's sums are of that", () =>
  rolledBack(database.db, async (db) => {
    const [one, two] = [await buildGround(db), await buildGround(db)];
    const { province: office } = one;
    const { fairId, participantIds } = await buildFair(db, office, {
      sharedSupport: "45 triệu",
      supportSource: "localBudget",
      legalBasis: "Kế hoạch xúc tiến thương mại",
      producerIds: [one.producerId, two.producerId],
    });
    const [first = "", second = ""] = participantIds;
    const result = {
      participantId: first,
      expectedVersion: 1,
      products: one.productId,
      sales: "18,5 triệu",
      contracts: "2",
      contractsWorth: "120.000.000",
      resultNote: "",
      source: "",
    };
    await tellResult(db, one.owner, result);
    await assert.rejects(tellResult(db, one.owner, result), fails("stale"));
    const asOffice = { ...result, participantId: second, products: undefined };
    await assert.rejects(tellResult(db, office, asOffice), fails("invalid", "source"));
    await tellResult(db, office, {
      ...asOffice,
      source: "papers",
      contracts: "",
      contractsWorth: "",
    });
    await saveParticipant(db, office, {
      participantId: second,
      expectedVersion: 2,
      stand: "B7",
      support: "3.000.000",
    });
    const [year] = await fairYears(db, office);
    assert.deepEqual(year, {
      year: 2026,
      fairs: 1,
      participants: 2,
      told: 2,
      products: 1,
      sales: "37000000",
      contracts: 2,
      contractsWorth: "120000000",
      support: "48000000",
    });
    const [item] = (await listFairs(db, office, { year: 2026 })).fairs;
    assert.deepEqual([item?.sales, item?.support], ["37000000", "48000000"]);
    // What fell through counts for no year.
    await moveFair(db, office, { fairId, expectedVersion: 1, step: "cancel" });
    assert.deepEqual(await fairYears(db, office), []);
    await assert.rejects(
      tellResult(db, one.owner, { ...result, expectedVersion: 2 }),
      fails("conflict"),
    );
    assert.deepEqual((await auditedActions(db, "fair.")).toSorted(), [
      "fair.joined",
      "fair.joined",
      "fair.moved",
      "fair.participantSaved",
      "fair.resultTold",
      "fair.resultTold",
      "fair.saved",
    ]);
  }));

test("a producer sees its own part of a fair and nobody else's; what is told cannot be taken off", () =>
  rolledBack(database.db, async (db) => {
    const [one, two] = [await buildGround(db), await buildGround(db, { path: "24/07228" })];
    const { province: office } = one;
    const { fairId, participantIds } = await buildFair(db, office, {
      producerIds: [one.producerId],
    });
    const [mine = ""] = participantIds;
    assert.deepEqual(
      (await listOwnFairs(db, one.owner)).map(({ participant }) => participant.id),
      [mine],
    );
    assert.deepEqual(await listOwnFairs(db, two.owner), []);
    await assert.rejects(describeOwnFair(db, two.owner, mine), fails("notFound"));
    await assert.rejects(describeFair(db, two.province, fairId), fails("notFound"));
    // The producer has its own part, not the office's page.
    await assert.rejects(describeFair(db, one.owner, fairId), fails("notFound"));
    await assert.rejects(
      joinFair(db, office, { fairId, producerId: two.producerId }),
      fails("notFound"),
    );
    const told = {
      participantId: mine,
      expectedVersion: 1,
      products: [two.productId],
      sales: "0",
      contracts: "",
      contractsWorth: "",
      resultNote: "",
      source: "",
    };
    await assert.rejects(tellResult(db, one.owner, told), fails("notFound"));
    for (const [wrong, field] of [
      [{ sales: "" }, "sales"],
      [{ sales: "-5" }, "sales"],
      [{ contractsWorth: "5 triệu" }, "contracts"],
    ] as const)
      await assert.rejects(
        tellResult(db, one.owner, { ...told, products: [], ...wrong }),
        fails("invalid", field),
      );
    await tellResult(db, one.owner, { ...told, products: [] });
    await assert.rejects(leaveFair(db, office, { participantId: mine }), fails("conflict"));
    const leader = await buildOfficer(db, "decisionMaker", "19");
    assert.equal((await describeFair(db, leader, fairId)).mayKeep, false);
    await assert.rejects(
      moveFair(db, leader, { fairId, expectedVersion: 1, step: "cancel" }),
      fails("forbidden"),
    );
    const days = { startsOn: "2026-04-10", endsOn: "2026-04-01" };
    await assert.rejects(
      buildFair(db, office, { name: "Khác", ...days }),
      fails("invalid", "endsOn"),
    );
    await assert.rejects(
      buildFair(db, office, { name: "Khác", sharedSupport: "1 triệu" }),
      fails("invalid", "legalBasis"),
    );
    await assert.rejects(buildFair(db, office), fails("conflict", "name"));
    const coming = await buildFair(db, office, {
      name: "Sắp tới",
      startsOn: "2190-01-01",
      endsOn: "2190-01-02",
      producerIds: [one.producerId],
    });
    await assert.rejects(
      tellResult(db, one.owner, {
        ...told,
        products: [],
        participantId: coming.participantIds[0] ?? "",
      }),
      fails("conflict"),
    );
    await leaveFair(db, office, { participantId: coming.participantIds[0] ?? "" });
    const { fair } = await describeFair(db, office, fairId);
    await assert.rejects(
      saveFair(db, office, fairId, {
        expectedVersion: 9,
        name: fair.name,
        level: fair.level,
        place: fair.place,
        organiser: fair.organiser,
        startsOn: fair.startsOn,
        endsOn: fair.endsOn,
        sharedSupport: "",
        supportSource: "",
        legalBasis: "",
        note: "",
      }),
      fails("stale"),
    );
  }));

test("a point is judged by what is known of the decision, helped to the đồng, inspected and looked at again", () =>
  rolledBack(database.db, async (db) => {
    const { province: office } = await buildGround(db);
    const trade = await buildOfficer(db, "departmentOfficer", "19");
    const pointId = await buildPoint(db, office, { level: "outside", kind: "centre" });
    const assessed = { pointId, assessedOn: "2026-03-01", assessors: "Sở Công Thương", note: "" };
    await assessPoint(db, trade, {
      ...assessed,
      answers: { "location:market": "yes", "goods:stars": "unclear", "office:sign": "no" },
    });
    await assessPoint(db, trade, {
      ...assessed,
      assessedOn: "2026-04-01",
      answers: { "location:market": "yes", "goods:stars": "yes", "office:sign": "no" },
    });
    await assert.rejects(
      assessPoint(db, trade, { ...assessed, answers: { "law:invented": "yes" } }),
      fails("invalid"),
    );
    await assert.rejects(
      assessPoint(db, trade, { ...assessed, assessedOn: "2190-01-01", answers: {} }),
      fails("invalid", "assessedOn"),
    );
    const kept = await buildKeeping(db, office, pointId);
    const described = await describeKeeping(db, trade, pointId);
    assert.deepEqual(
      described.assessments.map(({ isMet }) => isMet),
      [true, null],
    );
    assert.deepEqual([described.mayInspect, described.mayKeep], [true, false]);
    assert.equal(described.supports[0]?.amount, 60_000_000n);
    // The department inspects, and pays nothing.
    const paid = { pointId, year: 2025, source: "oda", legalBasis: "QĐ", purpose: "Kệ" } as const;
    await assert.rejects(supportPoint(db, trade, { ...paid, amount: "1" }), fails("forbidden"));
    await assert.rejects(
      supportPoint(db, office, { ...paid, amount: "0" }),
      fails("invalid", "amount"),
    );
    await supportPoint(db, office, { ...paid, amount: "7.000.001" });
    const standing = async () => (await standingOf(db, [pointId])).get(pointId);
    assert.deepEqual(await standing(), {
      pointId,
      assessedOn: "2026-04-01",
      isMet: true,
      remedyBy: "2026-03-31",
      support: "67000001",
    });
    await strikeSupport(db, office, {
      pointId,
      supportId: kept.pointSupport,
      reason: "Ghi hai lần",
    });
    await assert.rejects(
      strikeSupport(db, office, { pointId, supportId: kept.pointSupport, reason: "Lại" }),
      fails("notFound"),
    );
    const closing = {
      pointId,
      inspectionId: kept.pointInspection,
      expectedVersion: 1,
      result: "remedied" as const,
      closedOn: "2026-04-02",
      closing: "Đã niêm yết giá",
    };
    await assert.rejects(
      closeInspection(db, trade, { ...closing, closedOn: "2026-01-01" }),
      fails("invalid", "closedOn"),
    );
    await closeInspection(db, trade, closing);
    await assert.rejects(closeInspection(db, trade, closing), fails("stale"));
    const after = await standing();
    assert.deepEqual([after?.remedyBy, after?.support], [null, "7000001"]);
    assert.deepEqual(await countPoints(db, office), [
      { kind: "centre", level: "outside", count: 1 },
    ]);
    // Another province's office finds nothing of it.
    const elsewhere = await buildOfficer(db, "provinceOfficer", "24");
    await assert.rejects(describeKeeping(db, elsewhere, pointId), fails("notFound"));
    await assert.rejects(
      inspectPoint(db, elsewhere, {
        pointId,
        inspectedOn: "2026-03-12",
        inspectors: "Đoàn",
        finding: "Tốt",
        remedyBy: "",
      }),
      fails("notFound"),
    );
    assert.deepEqual(await auditedActions(db, "pointOfSale.s"), [
      "pointOfSale.supported",
      "pointOfSale.supported",
      "pointOfSale.supported",
    ]);
  }));

test("sales links of a page are tried, die after three days of failing, and shoppers are not sent there", () =>
  rolledBack(database.db, async (db) => {
    const { productId, producerId, owner, province: office } = await buildGround(db);
    const [shop, site] = ["https://shopee.vn/che", "https://cua-hang.vi-du.vn/"];
    const page = builtProductPage(productId, { buyLinks: `${shop}\n${site}` });
    const { versionId } = await buildProfile(db, { owner, office }, page);
    // Pages that were accepted before links were kept are caught up with.
    await db.execute(sql`delete from market_channels`);
    assert.deepEqual([await catchUp(db), await catchUp(db)], [2, 0]);
    const asked: string[] = [];
    const ask: Ask = (url, { method }) => {
      asked.push(`${method} ${url}`);
      if (url === shop)
        return Promise.resolve({ status: method === "HEAD" ? 403 : 200, location: null });
      return Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    };
    assert.equal(await checkDueLinks(db, { ask, rest: 0 }), 2);
    // Both were just tried: neither is due.
    assert.equal(await checkDueLinks(db, { ask, rest: 0 }), 0);
    assert.deepEqual(asked.toSorted(), [`GET ${shop}`, `HEAD ${site}`, `HEAD ${shop}`]);
    const stands = async () =>
      Object.fromEntries((await channelsOf(db, productId)).map(({ url, state }) => [url, state]));
    assert.deepEqual(await stands(), { [shop]: "alive", [site]: "unchecked" });
    const id = (await channelsOf(db, productId)).find(({ url }) => url === site)?.id ?? "";
    const gone = { status: 404, failure: "Trang không còn (mã 404)." };
    const links = async () => {
      const found = await publicProfile(db, { productId });
      return found?.content.kind === "product" ? found.content.buyLinks : null;
    };
    await recordCheck(db, id, gone, "2026-01-01");
    // Twice on one day is one day.
    await recordCheck(db, id, gone, "2026-01-01");
    assert.deepEqual(await links(), [shop, site]);
    await recordCheck(db, id, gone, "2026-01-02");
    assert.deepEqual([await links(), (await stands())[site]], [[shop], "dead"]);
    const told = await db.execute<{ subject: string }>(
      sql`select subject from dossier_messages where producer_id = ${producerId} and kind = 'market'`,
    );
    assert.equal(told.rows.length, 1);
    const { items, counts } = await listChannels(db, office, { state: "dead" });
    assert.deepEqual([items.map(({ url }) => url), counts.length], [[site], 2]);
    const elsewhere = await buildOfficer(db, "provinceOfficer", "24");
    assert.equal((await listChannels(db, elsewhere)).total, 0);
    // It answers again, and is offered again.
    await recordCheck(db, id, { status: 200, failure: null }, "2190-01-03");
    assert.deepEqual(await links(), [shop, site]);
    // What is taken down is no channel any more.
    await withdrawProfile(db, owner, { versionId, reason: "" });
    assert.deepEqual(await stands(), {});
    assert.deepEqual(await auditedActions(db, "channel."), [
      "channel.moved",
      "channel.moved",
      "channel.moved",
    ]);
  }));

test("redirections are followed to https and named hosts only, and not for ever", async () => {
  const through =
    (hops: Readonly<Record<string, string>>): Ask =>
    (url) =>
      Promise.resolve(
        hops[url] === undefined
          ? { status: 200, location: null }
          : { status: 302, location: hops[url] },
      );
  const [a, b] = ["https://a.vn/", "https://b.vn/x"];
  assert.equal((await tryLink(a, through({ [a]: b }))).failure, null);
  assert.equal((await tryLink(a, through({ [a]: "/moi" }))).failure, null);
  for (const inside of [
    "http://b.vn/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://localhost/",
    "file:///etc/passwd",
    "https://user:secret@b.vn/",
  ])
    assert.match(
      (await tryLink(a, through({ [a]: inside }))).failure ?? "",
      /chuyển hướng/,
      inside,
    );
  assert.match((await tryLink(a, through({ [a]: b, [b]: a }))).failure ?? "", /chuyển hướng/);
  const slow: Ask = () => Promise.reject(new DOMException("late", "TimeoutError"));
  assert.equal((await tryLink(a, slow)).failure, "Trang không trả lời.");
});

test("in January, producers that somebody works for are asked twice, and not once they have told", () =>
  rolledBack(database.db, async (db) => {
    assert.deepEqual(
      ["2027-01-04", "2027-01-05", "2027-01-19", "2027-01-20", "2027-01-31", "2027-02-01"].map(
        (on) => figureReminder(on)?.number ?? null,
      ),
      [null, 1, 1, 2, 2, null],
    );
    const { producerId, owner } = await buildGround(db);
    const asked = async (on: string) => remindOfFigures(db, on);
    await asked("2027-01-06");
    assert.equal(await asked("2027-01-07"), 0);
    const { rows } = await db.execute<{ subject: string }>(
      sql`select subject from dossier_messages where producer_id = ${producerId}`,
    );
    assert.deepEqual(rows, [{ subject: "Đến kỳ ghi số liệu năm 2026" }]);
    assert.ok((await asked("2027-01-21")) >= 1);
    const told = { ...builtYear({ year: 2025 }), revenue: "1 tỷ", outputs: [], confirmed: "" };
    await saveFigures(db, owner, producerId, told);
    assert.equal(await asked("2026-01-21"), 0);
  }));
