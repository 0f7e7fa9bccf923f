import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { AppError } from "#core/errors.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildCouncil, buildSession } from "../factory.ts";
import { addItems, listItems, removeItem, reorder } from "./agenda.server.ts";
import { planSession } from "./sessions.server.ts";

const database = await testDatabase();
after(() => database.close());

test("an agenda keeps the order given to it, and what is taken off goes before another session", () =>
  rolledBack(database.db, async (tx) => {
    const council = await buildCouncil(tx, { members: 3 });
    const secretary = council.secretary.actor;
    const { sessionId, itemIds, dossiers } = await buildSession(tx, { council, items: 3 });
    const order = [itemIds[2], itemIds[0], itemIds[1]].map(String);
    await reorder(tx, secretary, { sessionId, itemIds: order });
    const [first] = await listItems(tx, sessionId);
    assert.equal(first?.id, order[0]);
    assert.equal(first?.dossierId, dossiers[2]?.dossierId);
    const wrong = reorder(tx, secretary, { sessionId, itemIds: order.slice(1) });
    await assert.rejects(wrong, (error: AppError) => error.code === "stale");

    const { id: other } = await planSession(tx, secretary, {
      councilId: council.councilId,
      stage: "province",
      title: "Phiên sau",
      mode: "meeting",
      place: "Hội trường thử",
      startsAt: "2026-12-01T08:00",
    });
    const dossierIds = dossiers[2]?.dossierId;
    const early = addItems(tx, secretary, { sessionId: other, dossierIds });
    await assert.rejects(early, (error: AppError) => error.code === "unprocessable");
    await removeItem(tx, secretary, { itemId: order[0] ?? "" });
    const { ids } = await addItems(tx, secretary, { sessionId: other, dossierIds });
    assert.equal(ids.length, 1);
  }));
