import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { today } from "#core/calendar/today.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { loadDemoDossiers } from "./demo.server.ts";
import { dossiers } from "./schema.server.ts";

const folder = mkdtempSync(join(tmpdir(), "demo-"));
const files = await openDiskStore(folder);
const database = await testDatabase();
after(async () => {
  stopRenderer();
  await database.close();
  rmSync(folder, { recursive: true });
});
const { db } = database;
await loadPlaces(db);

test("a demo has dossiers of every kind in three communes, on every desk, all marked as samples, and is filled once", async () => {
  assert.equal(await loadDemoDossiers(database, files, false), false);
  assert.equal(await loadDemoDossiers(database, files, true), false, "no demo accounts yet");
  await buildAccount(db, {
    username: "chuthe",
    grants: [{ role: "producerOwner", path: "19/05692" }],
  });
  await buildAccount(db, {
    username: "canboxa",
    grants: [{ role: "communeOfficer", path: "19/05692" }],
  });
  await buildAccount(db, {
    username: "vanphong",
    grants: [{ role: "provinceOfficer", path: "19" }],
  });
  assert.equal(await loadDemoDossiers(database, files, true), true);
  const rows = await db.select().from(dossiers);
  assert.equal(rows.length, 21);
  assert.equal(new Set(rows.map(({ unitCode }) => unitCode)).size, 3);
  const now = await today(db);
  const late = rows.filter(({ state, dueOn }) => state === "filed" && (dueOn ?? now) < now);
  assert.equal(late.length, 2);
  const helped = rows.filter(({ isOnBehalf }) => isOnBehalf);
  assert.deepEqual(
    helped.map(({ state, confirmedAt }) => [state, confirmedAt]),
    [["draft", null]],
  );
  const others = rows.filter(({ kind }) => kind !== "first");
  assert.deepEqual(others.map(({ kind, state }) => `${kind} ${state}`).toSorted(), [
    "renewal filed",
    "upgrade underCommuneReview",
  ]);
  assert.deepEqual([...new Set(rows.map(({ state }) => state))].sort(), [
    "checking",
    "draft",
    "filed",
    "forwarded",
    "inSession",
    "rejected",
    "returned",
    "underAdvice",
    "underCommuneReview",
    "withdrawn",
  ]);
  for (const { isDemo, productName, producerName } of rows) {
    assert.equal(isDemo, true);
    assert.match(productName, /dữ liệu mẫu/);
    assert.match(producerName, /dữ liệu mẫu/);
  }
  assert.equal(await loadDemoDossiers(database, files, true), false);
});
