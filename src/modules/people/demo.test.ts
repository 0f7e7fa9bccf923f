import assert from "node:assert/strict";
import { after, test } from "node:test";
import { roles, roleTable } from "#core/access/roles.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { sessionOf, signInAs, testEnv } from "#tests/support/sign-in.ts";
import { demoAccounts, demoColleagues, demoPassword, loadDemoPeople } from "./demo.server.ts";
import { passwordFault } from "./password.ts";
import { knownPasswords } from "./known-passwords.server.ts";
import { users } from "./schema.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);
const embedded = { ...database, engine: "embedded" } as const;

test("demo accounts are for an embedded database only, asked for, and never in production", async () => {
  assert.equal(await loadDemoPeople({ ...database, engine: "server" }, testEnv), false);
  assert.equal(await loadDemoPeople(embedded, { ...testEnv, OCOP_DEMO: false }), false);
  assert.equal(await loadDemoPeople(embedded, { ...testEnv, NODE_ENV: "production" }), false);
  assert.equal(await database.db.$count(users), 0);
});

test("one account for each role that exists today and a council's further members, all marked as samples, loaded once", async () => {
  assert.equal(await loadDemoPeople(embedded, testEnv), true);
  assert.equal(await loadDemoPeople(embedded, testEnv), false);
  const kept = await database.db.select().from(users);
  assert.equal(kept.length, demoAccounts.length + demoColleagues.length);
  assert.ok(kept.every(({ isDemo, name }) => isDemo && name.includes("tài khoản mẫu")));
  assert.deepEqual(
    demoAccounts.map(({ role }) => role).toSorted((a, b) => a.localeCompare(b)),
    roles.filter((role) => role !== "districtOfficer").toSorted((a, b) => a.localeCompare(b)),
  );
});

test("every demo account signs in with the password that the start prints, and may work at once", async () => {
  const password = demoPassword(testEnv);
  assert.equal(password, demoPassword(testEnv));
  assert.equal(
    passwordFault(password, { rank: "official", personal: [], known: knownPasswords() }),
    null,
  );
  for (const { username, role } of demoAccounts) {
    const session = await sessionOf(database.db, await signInAs(database.db, username, password));
    assert.equal(session.pending, null);
    assert.deepEqual(
      session.actor.grants.map((grant) => grant.role),
      [role],
    );
    assert.equal(session.actor.grants[0]?.jurisdiction.kind, roleTable[role].over);
  }
});
