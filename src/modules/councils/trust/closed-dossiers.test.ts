import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Role } from "#core/access/roles.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { dossierFiledPapers } from "#modules/dossiers/schema.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { roleGrants } from "#modules/people/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { createApp } from "../../../app.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { declare } from "../conflicts/declare.server.ts";
import { type BuiltCouncil, buildCouncil, buildSession } from "../factory.ts";
import { sessionItems } from "../schema.server.ts";

let database: Database;
let db: Db;
let council: BuiltCouncil;
let app: ReturnType<typeof createApp>;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  council = await buildCouncil(db, { members: 3 });
  app = createApp(await testServices(database), await builtPages());
});
after(() => database?.close());

/** A session with one product, and where its dossier is to be read without the session. */
async function onAgenda() {
  const { dossiers, itemIds } = await buildSession(db, { council, items: 1, open: false });
  const dossierId = dossiers[0]?.dossierId ?? "";
  const [paper] = await db
    .select()
    .from(dossierFiledPapers)
    .where(eq(dossierFiledPapers.dossierId, dossierId));
  const addresses = [
    `/van-phong/ho-so/${dossierId}`,
    `/ho-so/${dossierId}`,
    `/ho-so/${dossierId}/tieu-chi/1.1`,
    `/ho-so/${dossierId}/tai-ve/ho-so.zip`,
    `/ho-so/${dossierId}/tai-ve/phieu-tu-danh-gia.pdf`,
    `/ho-so/${dossierId}/giay-to/${paper?.paperId}`,
  ];
  return { itemId: itemIds[0] ?? "", addresses };
}

async function give(userId: string, role: Role): Promise<void> {
  await db.insert(roleGrants).values({
    userId,
    role,
    kind: "unit",
    placeVersion: "2025-07-01",
    placePath: "19",
  });
}

async function statuses(username: string, addresses: readonly string[]): Promise<number[]> {
  const cookie = await signInAs(db, username);
  const found: number[] = [];
  for (const address of addresses) {
    const response = await app.request(`http://localhost${address}`, { headers: { cookie } });
    await response.body?.cancel();
    found.push(response.status);
  }
  return found;
}

for (const [at, role] of (["departmentOfficer", "decisionMaker", "inspector"] as const).entries())
  test(`is closed to a member who is also ${role}, until they declare and whenever they are in conflict`, async () => {
    const member = council.members[at];
    assert.ok(member);
    await give(member.id, role);
    const colleague = await buildAccount(db, { grants: [{ role, path: "19" }] });
    const { itemId, addresses } = await onAgenda();
    const seenBy = await statuses(colleague.username, addresses);
    const open = addresses.filter((_, index) => seenBy[index] === 200);
    assert.ok(open.length >= 3, `${open.length} addresses are open to ${role}: ${seenBy.join()}`);
    const closed = open.map(() => 403);
    const denied = () => db.$count(auditLog, eq(auditLog.action, "access.denied"));

    const before = await denied();
    assert.deepEqual(await statuses(member.username, open), closed);
    assert.equal(await denied(), before + open.length);
    await declare(db, member.actor, { itemId, conflict: null });
    assert.deepEqual(
      await statuses(member.username, open),
      open.map(() => 200),
    );
    await declare(db, member.actor, { itemId, conflict: "relative" });
    assert.deepEqual(await statuses(member.username, open), closed);
    // What is no longer before the council is read by whoever may.
    await db.update(sessionItems).set({ state: "postponed" }).where(eq(sessionItems.id, itemId));
    assert.deepEqual(
      await statuses(member.username, open),
      open.map(() => 200),
    );
  });

test("stays with the office that handles it, one of whose people is the council's secretary", async () => {
  await give(council.secretary.id, "provinceOfficer");
  const { addresses } = await onAgenda();
  assert.equal((await statuses(council.secretary.username, addresses.slice(0, 1)))[0], 200);
});
