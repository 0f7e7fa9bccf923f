import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { testDatabase } from "#tests/support/db.ts";
import type { Actor, Grant, Jurisdiction } from "./actor.ts";
import { anonymous } from "./actor.ts";
import { can, isWithin, type Permission, type Permissions, type Subject } from "./kernel.ts";
import { roles, roleTable } from "./roles.ts";
import { scopeSql } from "./scope.ts";

const database = await testDatabase();
after(() => database.close());

const paths = ["", "1", "19", "19/05692", "19/056", "190", "190/05692", "1/05692", "24", "24/19"];
const versions = ["2025-07-01", "pre-2025"];
const people = ["ann", "binh", "producer-1", "producer-2"];

const place = fc.record({ version: fc.constantFrom(...versions), path: fc.constantFrom(...paths) });
const several = fc.subarray(people);
const subject: fc.Arbitrary<Subject> = fc.record({
  place: fc.option(place),
  holders: several,
  assigned: several,
  conflicted: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: several },
  ),
});
const jurisdiction: fc.Arbitrary<Jurisdiction> = fc.oneof(
  fc.record({ kind: fc.constant("own" as const), holderId: fc.option(fc.constantFrom(...people)) }),
  place.map((unit) => ({ kind: "unit" as const, ...unit })),
  fc.record({
    kind: fc.constant("assigned" as const),
    provinceCode: fc.option(fc.constantFrom("19", "1", "24")),
  }),
);
const grant: fc.Arbitrary<Grant> = fc.record({ role: fc.constantFrom(...roles), jurisdiction });
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(anonymous) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant("user" as const),
      userId: fc.constantFrom("ann", "binh"),
      grants: fc.array(grant, { maxLength: 4 }),
    }),
  },
);
const permission: fc.Arbitrary<Permission> = fc.oneof(
  fc.record({ kind: fc.constantFrom("read", "write"), roles: fc.subarray([...roles]) }),
  fc.record({
    kind: fc.constantFrom("read", "write"),
    roles: fc.subarray([...roles]),
    self: fc.constant(true as const),
  }),
);

const among = (column: SQL, ids: readonly string[]) =>
  sql`${column} && array[${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )}]::text[]`;
const array = (ids: readonly string[]) =>
  sql`${sql.param(`{${ids.map((id) => `"${id}"`).join(",")}}`)}::text[]`;
const columns = {
  placeVersion: sql`s.version`,
  placePath: sql`s.path`,
  heldBy: (ids: readonly string[]) => among(sql`s.holders`, ids),
  assignedTo: (id: string) => among(sql`s.assigned`, [id]),
  conflictedWith: (id: string) => among(sql`s.conflicted`, [id]),
};

test("the rule and its SQL twin agree, whoever asks for whatever of any subject", async () => {
  await fc.assert(
    fc.asyncProperty(
      actor,
      permission,
      fc.array(subject, { minLength: 1, maxLength: 20 }),
      async (who, allowed, subjects) => {
        const rows = subjects.map(
          (one, at) =>
            sql`(${at}::int, ${one.place?.version ?? null}::text, ${one.place?.path ?? null}::text, ${array(one.holders)}, ${array(one.assigned)}, ${array(one.conflicted)})`,
        );
        const { rows: found } = await database.db.execute<{ at: number }>(
          sql`select at from (values ${sql.join(rows, sql`, `)}) as s(at, version, path, holders, assigned, conflicted)
            where ${scopeSql(who, allowed, columns)} order by at`,
        );
        const expected = subjects.flatMap((one, at) => (can(who, allowed, one) ? [at] : []));
        assert.deepEqual(
          found.map(({ at }) => at),
          expected,
        );
      },
    ),
    { numRuns: 400 },
  );
});

const user = (grants: readonly Grant[], userId = "ann"): Actor => ({
  kind: "user",
  userId,
  grants,
});
const over = (path: string): Jurisdiction => ({ kind: "unit", version: "2025-07-01", path });
const here: Subject = {
  place: { version: "2025-07-01", path: "19/05692" },
  holders: [],
  assigned: ["ann"],
  conflicted: [],
};

test("a conflict of interest binds every role, the chair and the country's included", () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 5 }), permission, subject, (grants, allowed, one) => {
      assert.equal(can(user(grants), allowed, { ...one, conflicted: ["ann"] }), false);
    }),
  );
});

test("an auditor reads everything of the unit and changes nothing, even where a table names the role", () => {
  const auditor = user([{ role: "auditor", jurisdiction: over("19") }]);
  fc.assert(
    fc.property(permission, (allowed) => {
      assert.equal(can(auditor, { ...allowed, kind: "read" }, here), true);
      assert.equal(can(auditor, { ...allowed, kind: "write" }, here), false);
    }),
  );
  const elsewhere = { ...here, place: { version: "2025-07-01", path: "24/07000" } };
  assert.equal(can(auditor, { kind: "read", roles: [] }, elsewhere), false);
});

test("no business permission can name the administrator", () => {
  const sheets = {
    read: { kind: "read", roles: ["councilMember"] },
    // @ts-expect-error: the administrator sees no sheet.
    score: { kind: "write", roles: ["admin"] },
  } as const satisfies Permissions<"read" | "score">;
  const admin = user([{ role: "admin", jurisdiction: over("") }]);
  assert.equal(can(admin, sheets.read, here), false);
});

test("a unit lies in itself and in its parents of the same tree; codes are compared whole", () => {
  const at = (path: string, version = "2025-07-01") => ({ version, path });
  assert.equal(isWithin(at("19/05692"), at("19")), true);
  assert.equal(isWithin(at("19/05692"), at("")), true);
  assert.equal(isWithin(at("19"), at("19")), true);
  assert.equal(isWithin(at("190/05692"), at("19")), false);
  assert.equal(isWithin(at("19/05692"), at("19/056")), false);
  assert.equal(isWithin(at("19"), at("19/05692")), false);
  assert.equal(isWithin(at("24/07000", "pre-2025"), at("24")), false);
});

test("the role table keeps the domain's roles, and what is assigned is never a producer's", () => {
  assert.equal(roles.length, 15);
  for (const role of roles)
    assert.equal(roleTable[role].rank === "producer", roleTable[role].over === "own", role);
});
