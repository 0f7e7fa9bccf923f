import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Database } from "#core/database/connection.ts";
import type { AppError, ErrorCode } from "#core/errors.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { declare } from "../conflicts/declare.server.ts";
import { doubtsOf } from "../doubts.ts";
import { buildCouncil, buildSession } from "../factory.ts";
import { ruleOnDoubt } from "./doubts.server.ts";
import { loadItem } from "./load.server.ts";
import { startScoring } from "./scoring.server.ts";

let database: Database;
before(async () => {
  database = await testDatabase();
});
after(() => database?.close());

const is = (code: ErrorCode) => (error: AppError) => error.code === code;
const ruling = "Chấm theo bản gốc của quyết định (thử).";

test("a set that is not verified, or has doubts or defects, is in doubt; others are not", () => {
  const { sets } = getBook("26-2026");
  assert.deepEqual(
    [...sets.values()].filter((set) => doubtsOf(set).length > 0).map(({ code }) => code),
    ["07", "23"],
  );
  assert.equal(doubtsOf({ verified: false, doubts: ["a"], defects: ["b"] }).length, 3);
});

test("a product whose set is in doubt is scored only after whoever presides has ruled", () =>
  rolledBack(database.db, async (tx) => {
    const council = await buildCouncil(tx, { members: 3 });
    const { sessionId, itemIds } = await buildSession(tx, {
      council,
      items: 2,
      setCodes: ["07", "01"],
      attendance: "present",
      declared: true,
    });
    const [itemId = "", sure = ""] = itemIds;
    const secretary = council.secretary.actor;
    await assert.rejects(startScoring(tx, secretary, { sessionId, itemId }), is("unprocessable"));
    const rule = (who: typeof secretary, of = itemId, text = ruling) =>
      ruleOnDoubt(tx, who, { itemId: of, ruling: text });
    await assert.rejects(rule(secretary), is("forbidden"));
    await assert.rejects(rule(council.deputy.actor), is("forbidden"), "the chair is there");
    await assert.rejects(rule(council.chair.actor, itemId, " "), is("invalid"));
    await assert.rejects(rule(council.chair.actor, sure), is("unprocessable"));
    await rule(council.chair.actor);
    const { doubt } = (await loadItem(tx, itemId)).item;
    assert.equal(doubt?.ruling, ruling);
    assert.equal(doubt.by, council.chair.id);
    assert.deepEqual(doubt.doubts, doubtsOf(getBook("26-2026").sets.get("07")!));
    await startScoring(tx, secretary, { sessionId, itemId });
    await assert.rejects(rule(council.chair.actor), is("conflict"), "no other ruling afterwards");
  }));

test("the deputy rules where the chair is in conflict", () =>
  rolledBack(database.db, async (tx) => {
    const council = await buildCouncil(tx, { members: 3 });
    const { itemIds } = await buildSession(tx, { council, items: 1, setCodes: ["07"] });
    const [itemId = ""] = itemIds;
    await declare(tx, council.chair.actor, { itemId, conflict: "relative" });
    await assert.rejects(ruleOnDoubt(tx, council.chair.actor, { itemId, ruling }), is("notFound"));
    await ruleOnDoubt(tx, council.deputy.actor, { itemId, ruling });
    assert.equal((await loadItem(tx, itemId)).item.doubt?.by, council.deputy.id);
  }));
