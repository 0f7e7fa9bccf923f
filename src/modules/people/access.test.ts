import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import fc from "fast-check";
import { type Actor, anonymous } from "#core/access/actor.ts";
import { roles, roleTable } from "#core/access/roles.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { accountScope } from "./access.server.ts";
import { accountActions, can } from "./access.ts";
import { placeAt } from "./factory.ts";
import { grantFault, rankOf, toGrant } from "./rules.ts";
import { roleGrants, users } from "./schema.server.ts";

const database = await testDatabase();
after(() => database.close());

const paths = ["", "19", "19/05692", "19/05695", "24", "24/07000", "190", "190/05692"];
const path = fc.constantFrom(...paths);
const grants = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom(...roles),
    path,
    version: fc.oneof(
      { weight: 9, arbitrary: fc.constant("2025-07-01") },
      { weight: 1, arbitrary: fc.constant("pre-2025") },
    ),
  }),
  { maxLength: 3, selector: ({ role, path, version }) => `${role} ${path} ${version}` },
);
const account = fc.record({ path, grants });

test("who may do what to which account: the rule and its SQL twin agree", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(account, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      grants,
      async (accounts, which, own) => {
        await rolledBack(database.db, async (tx) => {
          const stored = accounts.map((one) => ({ ...one, id: randomUUID() }));
          await tx.insert(users).values(
            stored.map(({ id, path }) => ({
              id,
              name: "x",
              username: `u${id.slice(0, 12)}`,
              placeVersion: "2025-07-01",
              placePath: path,
            })),
          );
          const rows = stored.flatMap(({ id, grants }) =>
            grants.map(({ role, path, version }) => ({
              userId: id,
              role,
              kind: roleTable[role].over,
              placeVersion: version,
              placePath: path,
            })),
          );
          if (rows.length > 0) await tx.insert(roleGrants).values(rows);
          const self = stored[which % stored.length]?.id ?? "";
          const actors: Actor[] = [
            anonymous,
            {
              kind: "user",
              userId: self,
              grants: own.map(({ role, path, version }) =>
                toGrant({ role, placeVersion: version, placePath: path, holderId: null }),
              ),
            },
          ];
          for (const actor of actors)
            for (const action of accountActions) {
              const found = await tx
                .select({ id: users.id })
                .from(users)
                .where(accountScope(tx, actor, action));
              const expected = stored.filter(({ id, path, grants }) =>
                can(actor, action, {
                  id,
                  rank: rankOf(grants.map(({ role }) => role)),
                  place: placeAt(path),
                  reach: grants.map((each) => ({ version: each.version, path: each.path })),
                }),
              );
              assert.deepEqual(
                new Set(found.map(({ id }) => id)),
                new Set(expected.map(({ id }) => id)),
                action,
              );
            }
        });
      },
    ),
    { numRuns: 60 },
  );
});

const admin = (at: string): Actor => ({
  kind: "user",
  userId: "a",
  grants: [toGrant({ role: "admin", placeVersion: "2025-07-01", placePath: at, holderId: null })],
});
const official = (at: string, ...reach: string[]) => ({
  id: "b",
  rank: "official" as const,
  place: placeAt(at),
  reach: reach.map(placeAt),
});

test("the administrator of a commune cannot get hold of an account that reaches beyond it", () => {
  const commune = admin("19/05692");
  assert.equal(can(commune, "resetPassword", official("19/05692", "19/05692")), true);
  assert.equal(can(commune, "resetPassword", official("19/05692", "19/05692", "19")), false);
  assert.equal(can(commune, "see", official("19/05692", "19")), true);
  assert.equal(can(admin("19"), "resetPassword", official("19/05692", "19/05692", "19")), true);
  assert.equal(can(admin("24"), "see", official("19/05692")), false);
});

test("nobody administers their own account", () => {
  for (const action of [
    "disable",
    "resetPassword",
    "changeRoles",
    "linkNational",
    "update",
  ] as const)
    assert.equal(can(admin(""), action, { ...official("19"), id: "a" }), false, action);
  assert.equal(can(admin(""), "see", { ...official("19"), id: "a" }), true);
});

test("a commune's officer opens and resets producers' accounts of the commune, and no others", () => {
  const officer: Actor = {
    kind: "user",
    userId: "a",
    grants: [
      toGrant({
        role: "communeOfficer",
        placeVersion: "2025-07-01",
        placePath: "19/05692",
        holderId: null,
      }),
    ],
  };
  const producer = { ...official("19/05692", "19/05692"), rank: "producer" as const };
  assert.equal(can(officer, "create", { ...producer, id: null }), true);
  assert.equal(can(officer, "resetPassword", producer), true);
  assert.equal(can(officer, "disable", producer), false);
  assert.equal(can(officer, "changeRoles", producer), false);
  assert.equal(can(officer, "create", { ...official("19/05692", "19/05692"), id: null }), false);
  assert.equal(can(officer, "see", { ...producer, place: placeAt("19/05695"), reach: [] }), false);
});

test("administrator and auditor stand alone, and who judges does not file", () => {
  assert.match(grantFault("councilMember", placeAt("19"), ["admin"]) ?? "", /tài khoản riêng/);
  assert.match(grantFault("auditor", placeAt("19"), ["inspector"]) ?? "", /tài khoản riêng/);
  assert.match(grantFault("councilMember", placeAt("19"), ["producerOwner"]) ?? "", /tách riêng/);
  assert.equal(grantFault("councilChair", placeAt("19"), ["provinceOfficer"]), null);
  assert.match(grantFault("communeOfficer", placeAt("19"), []) ?? "", /cấp xã/);
  assert.match(grantFault("centralOfficer", placeAt("19"), []) ?? "", /toàn quốc/);
  assert.match(grantFault("districtOfficer", placeAt("19/05692"), []) ?? "", /không còn cấp huyện/);
});
