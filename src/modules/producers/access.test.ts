import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { type Actor, anonymous, type Grant } from "#core/access/actor.ts";
import { roles, roleTable } from "#core/access/roles.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { producerScope } from "./access.server.ts";
import { can, producerActions } from "./access.ts";
import { buildProducer } from "./factory.ts";
import { producers } from "./schema.server.ts";
import { subjectOfRow } from "./service/producers.server.ts";

const database = await testDatabase();
after(() => database.close());

const ids = Array.from({ length: 4 }, (_, at) => `00000000-0000-4000-8000-00000000000${at}`);
const userId = "00000000-0000-4000-9000-000000000000";
const paths = ["19/05692", "19/05665", "24/07000", "1/00001"];

const grant: fc.Arbitrary<Grant> = fc
  .record({
    role: fc.constantFrom(...roles),
    path: fc.constantFrom("", "19", "24", ...paths),
    holderId: fc.option(fc.constantFrom(...ids, "not-an-id")),
    version: fc.oneof({ weight: 9, arbitrary: fc.constant("2025-07-01") }, fc.constant("pre-2025")),
  })
  .map(({ role, path, holderId, version }) => {
    const { over } = roleTable[role];
    if (over === "own") return { role, jurisdiction: { kind: "own", holderId } };
    if (over === "unit") return { role, jurisdiction: { kind: "unit", version, path } };
    return { role, jurisdiction: { kind: "assigned", provinceCode: null } };
  });
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(anonymous) },
  {
    weight: 9,
    arbitrary: fc
      .array(grant, { maxLength: 3 })
      .map((grants) => ({ kind: "user" as const, userId, grants })),
  },
);

test("who may do what to which producer: the rule and its SQL twin agree", async () => {
  await rolledBack(database.db, async (tx) => {
    const rows: Awaited<ReturnType<typeof buildProducer>>[] = [];
    for (const [at, path] of paths.entries())
      rows.push(await buildProducer(tx, { ...(ids[at] ? { id: ids[at] } : {}), path }));
    await fc.assert(
      fc.asyncProperty(actor, fc.constantFrom(...producerActions), async (who, action) => {
        const found = await tx
          .select({ id: producers.id })
          .from(producers)
          .where(producerScope(who, action));
        const expected = rows.filter((row) => can(who, action, subjectOfRow(row)));
        assert.deepEqual(found.map(({ id }) => id).sort(), expected.map(({ id }) => id).sort());
      }),
      { numRuns: 400 },
    );
  });
});

const who = (role: Grant["role"], jurisdiction: Grant["jurisdiction"]): Actor => ({
  kind: "user",
  userId,
  grants: [{ role, jurisdiction }],
});
const producer = { id: ids[0] ?? "", place: { version: "2025-07-01", path: "19/05692" } };

test("staff keep papers, but neither change the legal form nor choose who has a part", () => {
  const staff = who("producerStaff", { kind: "own", holderId: producer.id });
  for (const action of producerActions)
    assert.equal(
      can(staff, action, producer),
      !["open", "changeForm", "manageMembers"].includes(action),
      action,
    );
});

test("departments and inspectors read papers, but no personal data, and write nothing", () => {
  for (const role of ["departmentOfficer", "inspector"] as const) {
    const officer = who(role, { kind: "unit", version: "2025-07-01", path: "19" });
    assert.deepEqual(
      producerActions.filter((action) => can(officer, action, producer)),
      ["see", "seePapers"],
    );
  }
});

test("an owner of another producer, and an officer of another commune, can do nothing", () => {
  for (const stranger of [
    who("producerOwner", { kind: "own", holderId: ids[1] ?? null }),
    who("communeOfficer", { kind: "unit", version: "2025-07-01", path: "19/05665" }),
    who("communeOfficer", { kind: "unit", version: "pre-2025", path: "19/05692" }),
  ])
    for (const action of producerActions)
      assert.equal(can(stranger, action, producer), false, action);
});
