import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq, type SQL, sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import type { Session } from "#core/session/session.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildIssued, buildScored, buildSubmitted, signature } from "#tests/support/issued.ts";
import { testServices } from "#tests/support/services.ts";
import { sessionOf, signInAs, testGround, testVisitor } from "#tests/support/sign-in.ts";
import { actOnDecision } from "../pages/office/decision-acts.server.ts";
import { expiryOf } from "../rules.ts";
import { certificates, decisions, logLeaves, recognitions } from "../schema.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { draftDecision, saveDraft, turnDraft } from "./drafts.server.ts";
import { issueDecision } from "./issue.server.ts";
import { authorisedDecision } from "./load.server.ts";

const is = (code: ErrorCode, vi?: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === code && (vi === undefined || vi.test(error.vi));

describe("issuing a decision", () => {
  let database: Database;
  let db: Db;
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
  });
  after(() => database?.close());

  test("gives number, recognitions, certificates, leaves of the log and the dossiers' step at once", async () => {
    const made = await buildIssued(db, { items: 2 });
    const on = await today(db);
    assert.match(made.numberText, /^\d\d\/QĐ-UBND$/);
    assert.equal(made.certificates.length, 2);
    const rows = await db
      .select()
      .from(recognitions)
      .where(eq(recognitions.decisionId, made.decisionId));
    const procedure = loadProcedures().regimes["26-2026"];
    assert.ok(procedure);
    for (const row of rows) {
      assert.equal(row.stars, 4);
      assert.equal(row.recognisedOn, on);
      assert.equal(row.expiresOn, expiryOf(on, procedure));
      assert.match(row.productCode ?? "", /^19-05692-\d+-\d{4}$/);
    }
    for (const id of made.dossierIds) assert.equal((await findDossier(db, id)).state, "decided");
    for (const { id, numberText, token } of made.certificates) {
      const [row] = await db.select().from(certificates).where(eq(certificates.id, id));
      assert.equal(row?.facts.number, numberText);
      assert.match(token, /^[a-z2-7]{32}$/);
      assert.equal(row.sealedAt, null);
      const leaves = await db.select().from(logLeaves).where(eq(logLeaves.certificateId, id));
      assert.deepEqual(
        leaves.map(({ kind }) => kind),
        ["issued"],
      );
      assert.ok(!leaves[0]?.entry.includes(token));
    }
    const { rows: jobs } = await db.execute<{ n: number }>(
      sql`select count(*)::int n from pgboss.job where data->>'job' = 'recognition.sealCertificate'`,
    );
    assert.ok((jobs[0]?.n ?? 0) >= 2);
  });

  test("asks the signer's second factor at the moment of signing, and does nothing without it", async () => {
    const scored = await buildScored(db);
    const submitted = await buildSubmitted(db, scored);
    const { rows } = await db.execute<{ username: string }>(
      sql`select username from users where id = ${scored.signer.userId}`,
    );
    const session = await sessionOf(db, await signInAs(db, rows[0]?.username ?? ""));
    const services = await testServices(database);
    const entrance = { ground: testGround(db), visitor: testVisitor() };
    const sign = (account: Partial<Session["account"]>, fields: Record<string, string>) => {
      const form = new FormData();
      const { expectedVersion } = submitted;
      const all = { intent: "issue", expectedVersion: String(expectedVersion), ...signature };
      for (const [name, value] of Object.entries({ ...all, ...fields })) form.set(name, value);
      const of = { ...session, account: { ...session.account, ...account } };
      const ground = { db, files: services.files, actor: scored.signer, session: of, entrance };
      return actOnDecision(ground, submitted.decisionId, form);
    };
    const beside = (field: string) => (error: unknown) =>
      error instanceof AppError && error.code === "invalid" && field in error.fields;
    const password = builtPassword;
    await assert.rejects(sign({ hasSecondFactor: true }, { password }), beside("code"));
    await assert.rejects(
      sign({ hasSecondFactor: true }, { password, code: "000000" }),
      (error) => error instanceof AppError,
    );
    await assert.rejects(
      sign({ hasSecondFactor: false, isDemo: false }, { password }),
      is("forbidden", /xác thực hai bước/),
    );
    const sample = { hasSecondFactor: false, isDemo: true };
    await assert.rejects(sign(sample, { password: "sai" }), beside("password"));
    await assert.rejects(sign(sample, {}), beside("password"));
    await assert.rejects(sign(sample, { password, signerName: "" }), beside("signerName"));
    const [still] = await db.select().from(decisions).where(eq(decisions.id, submitted.decisionId));
    assert.equal(still?.state, "submitted");
    assert.match((await sign(sample, { password })).done, /Đã ban hành Quyết định số/);
    const audited = await db.execute<{ details: { with?: string } }>(
      sql`select details from audit_log where action = 'decision.issued' and subject_id = ${submitted.decisionId}`,
    );
    assert.equal(audited.rows[0]?.details.with, "password");
  });

  test("is refused to whoever is no signer, and is not there for another province", async () => {
    const scored = await buildScored(db);
    const submitted = await buildSubmitted(db, scored);
    const other = await buildOfficer(db, "decisionMaker", "01");
    const commune = await buildOfficer(db, "communeOfficer", "19/05692");
    for (const [actor, code] of [
      [scored.office, "forbidden"],
      [other, "notFound"],
      [commune, "notFound"],
    ] as const)
      await assert.rejects(issueDecision(db, actor, { ...submitted, ...signature }), is(code));
    await assert.rejects(
      draftDecision(db, await buildOfficer(db, "provinceOfficer", "01"), {
        kind: "recognition",
        dossierIds: [...scored.dossierIds],
      }),
      is("notFound"),
    );
    await assert.rejects(
      authorisedDecision(db, other, "see", submitted.decisionId),
      is("notFound"),
    );
  });

  test("is done once, however often it is asked for", async () => {
    const scored = await buildScored(db);
    const submitted = await buildSubmitted(db, scored);
    const asked = Array.from({ length: 8 }, () =>
      issueDecision(db, scored.signer, { ...submitted, ...signature }),
    );
    const settled = await Promise.allSettled(asked);
    assert.equal(settled.filter(({ status }) => status === "fulfilled").length, 1);
    for (const one of settled)
      if (one.status === "rejected")
        assert.ok(is("stale")(one.reason) || is("conflict")(one.reason));
    assert.equal(
      await db.$count(recognitions, eq(recognitions.decisionId, submitted.decisionId)),
      1,
    );
  });

  test("is refused for a day before the session, after today, or before the last number", async () => {
    const scored = await buildScored(db);
    const submitted = await buildSubmitted(db, scored);
    const on = await today(db);
    const issue = (signedOn: string) =>
      issueDecision(db, scored.signer, { ...submitted, ...signature, signedOn });
    await assert.rejects(issue(addDays(on, -1)), is("unprocessable", /trước ngày hội đồng/));
    await assert.rejects(issue(addDays(on, 1)), is("unprocessable", /sau hôm nay/));
    const [before] = await db
      .execute(sql`select last from recognition_counters`)
      .then((r) => r.rows);
    assert.equal((await issue(on)).signedOn, on);
    const [later] = await db
      .execute(sql`select last from recognition_counters`)
      .then((r) => r.rows);
    assert.notDeepEqual(before, later);
  });

  test("is refused for a dossier that has been withdrawn since, and leaves no number behind", async () => {
    const scored = await buildScored(db);
    const submitted = await buildSubmitted(db, scored);
    const counters = () => db.execute(sql`select * from recognition_counters order by 1, 2, 3, 4`);
    const before = (await counters()).rows;
    await db
      .update(dossiers)
      .set({ state: "withdrawn" })
      .where(eq(dossiers.id, scored.dossierIds[0] ?? ""));
    await assert.rejects(
      issueDecision(db, scored.signer, { ...submitted, ...signature }),
      is("unprocessable", /đã rút/),
    );
    assert.deepEqual((await counters()).rows, before);
  });

  test("replaces the recognition of the same product that still runs", async () => {
    const first = await buildIssued(db);
    const [former] = await db
      .select()
      .from(recognitions)
      .where(eq(recognitions.decisionId, first.decisionId));
    const second = await buildScored(db);
    // The same product before the council once more, as an upgrade.
    await db
      .update(dossiers)
      .set({ productId: former?.productId ?? "", kind: "upgrade" })
      .where(eq(dossiers.id, second.dossierIds[0] ?? ""));
    const submitted = await buildSubmitted(db, second);
    const issued = await issueDecision(db, second.signer, { ...submitted, ...signature });
    const [replaced] = await db
      .select()
      .from(recognitions)
      .where(eq(recognitions.id, former?.id ?? ""));
    assert.equal(replaced?.replacedOn, issued.signedOn);
    assert.equal(replaced?.replacedById, issued.certificates[0]?.recognitionId);
    const [leaf] = await db
      .select()
      .from(logLeaves)
      .where(eq(logLeaves.certificateId, issued.certificates[0]?.id ?? ""));
    assert.equal(leaf?.kind, "upgraded");
  });

  test("keeps an issued decision as it is, whoever asks and by whatever statement", async () => {
    const made = await buildIssued(db);
    const on = { decisionId: made.decisionId, expectedVersion: 3 };
    await assert.rejects(
      saveDraft(db, made.office, { ...on, title: "Khác", legalBasis: "", texts: {} }),
      is("conflict"),
    );
    await assert.rejects(turnDraft(db, made.office, { ...on, act: "drop" }), is("conflict"));
    const [certificate] = made.certificates;
    const statements = [
      sql`update decisions set number_text = '99/QĐ-UBND' where id = ${made.decisionId}`,
      sql`update decisions set signed_on = '2020-01-01' where id = ${made.decisionId}`,
      sql`update decisions set state = 'draft' where id = ${made.decisionId}`,
      sql`delete from decisions where id = ${made.decisionId}`,
      sql`update decision_items set stars = 5 where decision_id = ${made.decisionId}`,
      sql`delete from decision_items where decision_id = ${made.decisionId}`,
      sql`insert into decision_items select decision_id, 99, null, (select id from products where id <> i.product_id limit 1), null, null, null, 5 from decision_items i where decision_id = ${made.decisionId}`,
      sql`update recognitions set stars = 5 where decision_id = ${made.decisionId}`,
      sql`update recognitions set expires_on = '2099-01-01' where decision_id = ${made.decisionId}`,
      sql`delete from recognitions where decision_id = ${made.decisionId}`,
      sql`update certificates set facts = facts || '{"stars":5}' where id = ${certificate?.id}`,
      sql`update certificates set number_text = '1' where id = ${certificate?.id}`,
      sql`update certificates set sealed_at = now() where id = ${certificate?.id}`,
      sql`delete from certificates where id = ${certificate?.id}`,
      sql`update log_leaves set entry = '{}'`,
      sql`delete from log_leaves`,
      sql`insert into log_leaves select place + 2, province_code, kind, certificate_id, entry, hash from log_leaves order by place desc limit 1`,
      sql`update recognition_counters set last = last - 1`,
      sql`update recognition_counters set last = last + 2`,
      sql`delete from recognition_places`,
    ];
    for (const statement of statements)
      await assert.rejects(
        db.transaction((tx) => tx.execute(statement)),
        (error: Error) => {
          const { code } = (error.cause ?? {}) as { code?: string };
          return code === "42501";
        },
      );
  });

  test("takes no number, and makes nothing, when any of its rows cannot be written", async () => {
    const scored = await buildScored(db);
    const submitted = await buildSubmitted(db, scored);
    const snapshot = async () =>
      (
        await db.execute(sql`select (select json_agg(c order by kind, issuer) from recognition_counters c) counters,
          (select json_agg(p order by name) from recognition_places p) places,
          (select count(*)::int from certificates) certificates, (select count(*)::int from log_leaves) leaves,
          (select count(*)::int from recognitions) recognitions, (select count(*)::int from audit_log) audit,
          (select count(*)::int from pgboss.job) jobs, (select count(*)::int from dossier_events) events,
          (select state from decisions where id = ${submitted.decisionId}) state`)
      ).rows;
    const before = await snapshot();
    const tables = [
      "recognition_counters",
      "recognitions",
      "recognition_places",
      "certificates",
      "log_leaves",
      "dossier_events",
      "audit_log",
    ];
    for (const table of tables) {
      await breakInserts(db, table);
      await assert.rejects(issueDecision(db, scored.signer, { ...submitted, ...signature }));
      await mendInserts(db, table);
      assert.deepEqual(await snapshot(), before, table);
    }
    const issued = await issueDecision(db, scored.signer, { ...submitted, ...signature });
    const [row] = await db.select().from(decisions).where(eq(decisions.id, submitted.decisionId));
    assert.equal(row?.numberText, issued.numberText);
    assert.equal(issued.certificates.length, 1);
  });
});

/** From now on a trigger of the owner's refuses every new row of a table, as a crash there would. */
async function breakInserts(db: Db, table: string): Promise<void> {
  await asOwner(db, [
    sql.raw(`create or replace function broken() returns trigger language plpgsql
      as $$ begin raise exception 'broken'; end $$`),
    sql.raw(`create trigger broken before insert on ${table}
      for each row execute function broken()`),
  ]);
}

async function mendInserts(db: Db, table: string): Promise<void> {
  await asOwner(db, [sql.raw(`drop trigger broken on ${table}`)]);
}

async function asOwner(db: Db, statements: readonly SQL[]): Promise<void> {
  await db.transaction(async (tx) => {
    // "none" is the user who connected, whatever role the connection began with.
    await tx.execute(sql`set local role none`);
    for (const statement of statements) await tx.execute(statement);
  });
}
