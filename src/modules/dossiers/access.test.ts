import assert from "node:assert/strict";
import { after, test } from "node:test";
import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import type { Actor } from "#core/access/actor.ts";
import { type Role, roles, roleTable } from "#core/access/roles.ts";
import { currentVersion } from "#modules/places/model.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { can, dossierActions } from "./access.ts";
import { dossierScope } from "./access.server.ts";
import { buildDraft, buildGround } from "./factory.ts";
import { dossiers } from "./schema.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

test("in the database and in the program the same people may do the same things", async () => {
  await rolledBack(database.db, async (tx) => {
    const grounds = [
      await buildGround(tx),
      await buildGround(tx, { path: "19/05695" }),
      await buildGround(tx, { path: "24/07000" }),
    ];
    for (const ground of grounds) await buildDraft(tx, ground, { complete: false });
    const [one] = await tx.select().from(dossiers).orderBy(dossiers.unitPath).limit(1);
    await tx
      .update(dossiers)
      .set({ state: "filed", stage: "commune" })
      .where(eq(dossiers.id, one?.id ?? ""));
    const rows = await tx.select().from(dossiers);
    const holderIds = [...grounds.map(({ producerId }) => producerId), null, "nobody"];
    const paths = ["", "19", "24", "1", "19/05692", "19/05695", "24/07000"];
    const actor = fc
      .array(
        fc.tuple(
          fc.constantFrom<Role>(...roles),
          fc.constantFrom(...paths),
          fc.constantFrom(...holderIds),
        ),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map((grants): Actor => ({
        kind: "user",
        userId: crypto.randomUUID(),
        grants: grants.map(([role, path, holderId]) => {
          const { over } = roleTable[role];
          if (over === "own") return { role, jurisdiction: { kind: "own", holderId } };
          if (over === "assigned")
            return {
              role,
              jurisdiction: { kind: "assigned", provinceCode: path.slice(0, 2) || null },
            };
          return { role, jurisdiction: { kind: "unit", version: currentVersion, path } };
        }),
      }));
    await fc.assert(
      fc.asyncProperty(actor, fc.constantFrom(...dossierActions), async (who, activity) => {
        const found = await tx
          .select({ id: dossiers.id })
          .from(dossiers)
          .where(and(dossierScope(who, activity)));
        assert.deepEqual(
          found.map(({ id }) => id).sort(),
          rows
            .filter((row) => can(who, activity, row))
            .map(({ id }) => id)
            .sort(),
        );
      }),
      { numRuns: 150 },
    );
  });
});

test("nobody unknown, no administrator and no auditor writes; a department sees no draft", () => {
  const row = { producerId: "p", unitPath: "19/05692", state: "filed" } as const;
  const over = (role: Role): Actor => ({
    kind: "user",
    userId: "u",
    grants: [{ role, jurisdiction: { kind: "unit", version: currentVersion, path: "19" } }],
  });
  for (const activity of dossierActions) {
    assert.equal(can({ kind: "anonymous" }, activity, row), false);
    assert.equal(can(over("admin"), activity, row), false);
    assert.equal(
      can(over("auditor"), activity, row),
      activity === "see" || activity === "seeConflicts",
    );
  }
  assert.equal(can(over("departmentOfficer"), "see", row), true);
  assert.equal(can(over("departmentOfficer"), "see", { ...row, state: "draft" }), false);
});
