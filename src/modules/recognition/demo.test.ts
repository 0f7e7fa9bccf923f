import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq, inArray, sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { makeSamples } from "#core/database/demo.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { loadDemoSupervision } from "#modules/supervision/demo.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildIssued, buildScored } from "#tests/support/issued.ts";
import { testServices } from "#tests/support/services.ts";
import { demoVerificationText, loadDemoRecognitions } from "./demo.server.ts";
import { loadDemoRegister } from "./demo/register.server.ts";
import { registerImports } from "./import/schema.server.ts";
import { decisionBefore } from "./demo/past.ts";
import { renewalProcedure, stateOn } from "./rules.ts";
import { certificates, decisions, recognitions } from "./schema.server.ts";
import { historyOfToken } from "./service/history.server.ts";
import { verifyToken } from "./service/verify.server.ts";

const database = await testDatabase();
after(async () => {
  stopRenderer();
  await database.close();
});
const { db } = database;

test("a demo has certificates in every state, all marked as samples, and is filled once", async () => {
  const services = await testServices(database);
  assert.equal(await loadDemoRecognitions(services, true), false, "no demo accounts yet");
  const { dossierIds } = await buildScored(db);
  await db.update(dossiers).set({ isDemo: true });
  for (const [username, role] of [
    ["vanphong", "provinceOfficer"],
    ["nguoiky", "decisionMaker"],
    ["songanh", "departmentOfficer"],
    ["kiemtra", "inspector"],
  ] as const)
    await buildAccount(db, { username, grants: [{ role, path: "19" }] });
  await buildAccount(db, {
    username: "chuthe",
    grants: [{ role: "producerOwner", path: "19/05692" }],
  });
  assert.equal(await loadDemoRecognitions(services, false), false, "no demo installation");
  assert.equal(await loadDemoRecognitions(services, true), true);
  assert.equal(await loadDemoRecognitions(services, true), false, "filled once");

  const on = await today(db);
  const procedure = renewalProcedure(loadProcedures(), on);
  const rows = await db.select().from(recognitions);
  assert.ok(rows.every(({ isDemo }) => isDemo));
  assert.deepEqual(
    [...new Set(rows.map((row) => String(stateOn(row, on, procedure))))].toSorted(),
    ["expired", "expiring", "extended", "replaced", "revoked", "valid"],
  );
  assert.ok((await db.select().from(decisions)).every(({ isDemo }) => isDemo));

  const [decided] = await db
    .select({ token: certificates.token, sealedAt: certificates.sealedAt })
    .from(recognitions)
    .innerJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(eq(recognitions.dossierId, dossierIds[0] ?? ""));
  assert.ok(decided?.sealedAt, "the newest is sealed at once");
  assert.match(
    await demoVerificationText(db, "http://127.0.0.1:3000"),
    new RegExp(`http://127\\.0\\.0\\.1:3000/verify/${decided.token}\n$`),
  );
  const answer = await verifyToken({ db, files: services.files }, decided.token);
  assert.deepEqual([answer?.state, answer?.isDemo], ["valid", true]);
});

// In this file, because it stands on the certificates above and a database of its own costs seconds.
test("a demo has visits, complaints and cases at every stage on those certificates, once", async () => {
  const services = await testServices(database);
  assert.equal(await loadDemoSupervision(services, false), false, "no demo installation");
  assert.equal(await loadDemoSupervision(services, true), true);
  assert.equal(await loadDemoSupervision(services, true), false, "filled once");

  const statesOf = async (table: "inspections" | "inspection_findings" | "product_complaints") => {
    const { rows } = await db.execute<{ state: string }>(
      sql`select state from ${sql.identifier(table)} order by state`,
    );
    return rows.map(({ state }) => state);
  };
  assert.deepEqual(await statesOf("inspections"), [
    "concluded",
    "concluded",
    "planned",
    "planned",
    "visited",
  ]);
  assert.deepEqual(await statesOf("inspection_findings"), ["answered", "open"]);
  assert.deepEqual(await statesOf("product_complaints"), [
    "dismissed",
    "inCase",
    "inCase",
    "inCase",
    "received",
  ]);
  const { rows } = await db.execute<{ token: string; name: string }>(sql`
    select c.token, k.product_name as name from revocation_cases k
    join certificates c on c.recognition_id = k.recognition_id
    where k.is_demo order by k.opened_at`);
  const seen = await Promise.all(
    rows.map(async ({ token, name }) => [
      name.split(" (")[0],
      (await historyOfToken(db, token)).map(({ kind }) => kind),
    ]),
  );
  assert.deepEqual(seen, [
    ["Mật ong hoa vải", ["issued"]],
    ["Trà hoa vàng", ["issued", "revoked"]],
    ["Chè xanh ướp sen", ["issued", "issued", "revoked", "restored"]],
  ]);
});

test("what a visitor of a demo brings is a sample too, up to its certificate", async () => {
  await rolledBack(db, async (tx) => {
    await makeSamples(tx);
    const { certificates: made } = await buildIssued(tx);
    const rows = await tx
      .select({ isDemo: recognitions.isDemo })
      .from(recognitions)
      .innerJoin(certificates, eq(certificates.recognitionId, recognitions.id))
      .where(
        inArray(
          certificates.numberText,
          made.map(({ numberText }) => numberText),
        ),
      );
    assert.deepEqual(
      rows,
      made.map(() => ({ isDemo: true })),
    );
    assert.ok(rows.length > 0);
  });
});

test("a demo has a register of the years before, taken over as samples, once", async () => {
  await rolledBack(db, async (tx) => {
    const services = { database: { ...database, db: tx } };
    assert.equal(await loadDemoRegister(services, false), false, "no demo installation");
    await makeSamples(tx);
    assert.equal(await loadDemoRegister(services, true), true);
    assert.equal(await loadDemoRegister(services, true), false, "filled once");
    const [taken] = await tx.select({ report: registerImports.report }).from(registerImports);
    assert.ok(taken);
    const { products, refused, accepted, doubtful, problems } = taken.report;
    assert.equal(refused, 0);
    assert.ok(products > 100 && accepted > 10 * doubtful, JSON.stringify(problems));
    const { rows } = await tx.execute<{ name: string; isDemo: boolean; set: string }>(sql`
      select r.product_name as name, r.is_demo as "isDemo", r.regime || '/' || r.set_code as set
      from recognitions r
      join register_import_made m on m.kind = 'recognition' and m.thing_id = r.id`);
    assert.deepEqual(
      rows.filter(({ name, isDemo }) => !isDemo || !name.endsWith("(dữ liệu mẫu)")),
      [],
    );
    assert.ok(rows.length > 100);
    // A set of another regime is known by its title, and where that has none of it, not at all.
    const known = {
      "Rượu nếp cái": ["1048-2019/16", "148-2023/14", "26-2026/14"],
      "Chè đinh": ["1048-2019/00", "148-2023/11", "26-2026/11"],
    };
    for (const [good, sets] of Object.entries(known)) {
      const found = rows.filter(({ name }) => name.startsWith(good)).map(({ set }) => set);
      assert.ok(found.length > 1 && found.every((set) => sets.includes(set)), found.join(", "));
    }
  });
});

test("a past decision is one that somebody could take then", () => {
  const level = (day: string, stars: number) => {
    const { regime, level: of } = decisionBefore(loadProcedures(), day, stars);
    return `${regime} ${of}`;
  };
  assert.equal(level("2027-03-01", 3), "148-2023 district");
  assert.equal(level("2027-03-01", 4), "148-2023 province");
  assert.equal(level("2025-10-01", 3), "1048-2019 province");
  assert.throws(() => decisionBefore(loadProcedures(), "2020-01-01", 3), /nobody recognised/);
});
