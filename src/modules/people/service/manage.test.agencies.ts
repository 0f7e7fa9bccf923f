import assert from "node:assert/strict";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { AppError } from "#core/errors.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildAccount } from "../factory.ts";
import { CreateAccount, UpdateAccount } from "../model.ts";
import { users } from "../schema.server.ts";
import { agencyNamed, type SaveAgency } from "../agencies.ts";
import { getAccount } from "./accounts.server.ts";
import {
  agenciesOf,
  agencyIdsOf,
  authorisedAgency,
  listAgencies,
  membersOf,
  saveAgency,
} from "./agencies.server.ts";
import { createAccount, updateAccount } from "./manage.server.ts";
import { database, provinceAdmin, officer } from "./manage.test.world.ts";

const agency = (wanted: Partial<SaveAgency> = {}): SaveAgency => ({
  expectedVersion: 0,
  name: "Sở Thử nghiệm",
  kind: "department",
  otherNames: "",
  since: "",
  until: "",
  basis: "",
  successorId: "",
  ...wanted,
});

const fails = (code: string, field?: string) => (error: unknown) =>
  error instanceof AppError && error.code === code && (!field || field in error.fields);

test("a province keeps its own list of agencies; nobody of another reads or changes it", async () => {
  await rolledBack(database.db, async (tx) => {
    const of = async (role: "admin" | "provinceOfficer" | "departmentOfficer", path = "19") =>
      (await buildAccount(tx, { grants: [{ role, path }] })).actor;
    const office = await of("provinceOfficer");
    const [reader, elsewhere] = [await of("departmentOfficer"), await of("provinceOfficer", "24")];
    const wanted = agency({ otherNames: "Sở TN\nSở TN\n\nNgành thử" });
    const { id } = await saveAgency(tx, office, null, wanted);
    const [row] = await listAgencies(tx, reader);
    assert.deepEqual([row?.id, row?.otherNames], [id, ["Sở TN", "Ngành thử"]]);
    assert.deepEqual(await listAgencies(tx, elsewhere), []);
    for (const activity of ["see", "keep"] as const)
      await assert.rejects(authorisedAgency(tx, elsewhere, activity, id), fails("notFound"));
    const change = agency({ expectedVersion: 1, name: "Sở Khác" });
    await assert.rejects(saveAgency(tx, elsewhere, id, change), fails("notFound"));
    await assert.rejects(saveAgency(tx, reader, id, change), fails("forbidden"));
    await assert.rejects(
      saveAgency(tx, await of("admin", "19/05692"), null, wanted),
      fails("forbidden"),
    );
    await saveAgency(tx, office, id, change);
    await assert.rejects(saveAgency(tx, office, id, change), fails("stale"));
    const ended = { ...change, expectedVersion: 2, until: "2025-02-28" };
    await assert.rejects(saveAgency(tx, office, id, ended), fails("invalid", "basis"));
    const heir = { ...ended, basis: "Nghị quyết thử", successorId: id };
    await assert.rejects(saveAgency(tx, office, id, heir), fails("invalid", "successorId"));
    const other = await saveAgency(tx, elsewhere, null, agency());
    const away = { ...heir, successorId: other.id };
    await assert.rejects(saveAgency(tx, office, id, away), fails("invalid", "successorId"));
  });
});

test("who took over an agency's work stands in for it, and papers' names find what they mean", async () => {
  await rolledBack(database.db, async (tx) => {
    const admin = (await buildAccount(tx, provinceAdmin)).actor;
    const made: { id: string }[] = [];
    for (const name of ["Sở Một", "Sở Hai", "Sở Một và Hai", "Sở Ba"]) {
      const otherNames = name.replace("Sở ", "Ngành ");
      made.push(await saveAgency(tx, admin, null, agency({ name, otherNames })));
    }
    const [old, gone, now, later] = made;
    assert.ok(old && gone && now && later);
    const joined = { expectedVersion: 1, until: "2025-02-28", basis: "Quyết định thử" };
    for (const [one, name] of [
      [old, "Sở Một"],
      [gone, "Sở Hai"],
    ] as const)
      await saveAgency(tx, admin, one.id, agency({ ...joined, name, successorId: now.id }));
    const to = { successorId: now.id, until: "2099-12-31" };
    await saveAgency(tx, admin, later.id, agency({ ...joined, ...to, name: "Sở Ba" }));
    const people: string[] = [];
    for (const { id: agencyId } of [old, now, later]) {
      const { id } = await createAccount(tx, admin, {
        ...CreateAccount.parse({ ...officer, username: `nguoi${people.length}`, agencyId: now.id }),
      });
      await tx.update(users).set({ agencyId }).where(eq(users.id, id));
      people.push(id);
    }
    const [first = "", second = "", third = ""] = people;
    const all = new Set([old.id, gone.id, now.id]);
    assert.deepEqual(await agencyIdsOf(tx, first), all);
    assert.deepEqual(await agencyIdsOf(tx, second), all);
    assert.deepEqual(await agencyIdsOf(tx, third), new Set([later.id]));
    assert.deepEqual(new Set(await membersOf(tx, [gone.id])), new Set([first, second]));
    const list = await agenciesOf(tx, "19");
    assert.equal(agencyNamed("SỞ MỘT,  và hai", list)?.id, now.id);
    assert.equal(agencyNamed("Ngành Hai", list), undefined, "a correction took the name away");
    const known = await getAccount(tx, admin, second);
    assert.equal(known.account.agencyName, "Sở Một và Hai");
    assert.ok(!known.agencies.some(({ id }) => id === old.id));
    const input = { name: "X", username: "nguoi1", email: "", title: "", version: 1 };
    const wrong = UpdateAccount.parse({ ...input, agencyId: old.id });
    await assert.rejects(updateAccount(tx, admin, second, wrong), fails("invalid", "agencyId"));
  });
});
