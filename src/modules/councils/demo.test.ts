import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Database } from "#core/database/connection.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { buildAwaiting } from "#modules/dossiers/factory.ts";
import { demoAccounts, demoColleagues } from "#modules/people/demo.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { itemRecusals } from "./conflicts/schema.server.ts";
import { loadDemoCouncils } from "./demo.server.ts";
import { practiceCases } from "./practice/schema.server.ts";
import { councilResults } from "./results/schema.server.ts";
import { councils, councilSessions, sessionItems, sessionMembers } from "./schema.server.ts";
import { councilSheets } from "./sheets/schema.server.ts";

let database: Database;
before(async () => {
  database = await testDatabase();
  await loadPlaces(database.db);
});
after(() => database?.close());

test("a demo has a council of nine, a closed session with results and a planned one, all marked as samples", async () => {
  const { db } = database;
  assert.equal(await loadDemoCouncils(database, true), false, "no demo accounts yet");
  for (const { username, role, unit } of [...demoAccounts, ...demoColleagues])
    if (unit === "19") await buildAccount(db, { username, grants: [{ role, path: "19" }] });
  for (const setCode of ["07", "03", "01", "01"]) await buildAwaiting(db, { setCode });
  await db.update(dossiers).set({ isDemo: true });
  assert.equal(await loadDemoCouncils(database, false), false, "no demo installation");
  assert.equal(await loadDemoCouncils(database, true), true);
  assert.equal(await loadDemoCouncils(database, true), false, "filled once");

  const [council] = await db.select().from(councils);
  assert.equal(council?.isDemo, true);
  assert.match(council.name, /dữ liệu mẫu/);
  const sessions = await db.select().from(councilSessions);
  assert.deepEqual(sessions.map(({ state }) => state).toSorted(), ["closed", "planned"]);
  assert.ok(sessions.every(({ isDemo, title }) => isDemo && title.includes("dữ liệu mẫu")));
  assert.equal(await db.$count(sessionMembers), 20);
  const results = await db.select().from(councilResults);
  assert.equal(results.length, 2);
  assert.ok(results.every(({ stars, outcome }) => stars >= 3 && outcome.counted === 9));
  assert.equal(await db.$count(councilSheets), 18);
  const items = await db.select().from(sessionItems);
  assert.deepEqual(items.map(({ state }) => state).toSorted(), [
    "concluded",
    "concluded",
    "waiting",
    "waiting",
  ]);
  assert.equal(await db.$count(itemRecusals), 1);
  const cases = await db.select().from(practiceCases);
  assert.ok(
    cases.length === 1 && cases.every(({ isDemo, title }) => isDemo && /hư cấu/.test(title)),
  );
  assert.equal(await db.$count(councils, eq(councils.kind, "consultTeam")), 1);
});
