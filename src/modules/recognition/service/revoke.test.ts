import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { and, asc, eq, sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import type { Services } from "#core/http/context.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildIssued, sealAll, signature } from "#tests/support/issued.ts";
import { testServices } from "#tests/support/services.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { getDecisionPaper } from "../documents/decision-papers.server.ts";
import { logLeaves, recognitions } from "../schema.server.ts";
import { turnDraft } from "./drafts.server.ts";
import { historyOfRecognition, historyOfToken } from "./history.server.ts";
import { issueDecision } from "./issue.server.ts";
import { draftEnding, recordEnding, storeSignedCopy } from "./revoke.server.ts";
import { statusList } from "./status-list.server.ts";
import { verifyToken } from "./verify.server.ts";

const is = (code: ErrorCode, vi?: RegExp) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (vi === undefined || vi.test([error.vi, ...Object.values(error.fields)].join(" ")));

describe("revoking and restoring", () => {
  let database: Database;
  let db: Db;
  let services: Services;
  let made: Awaited<ReturnType<typeof buildIssued>>;
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    services = await testServices(database);
    made = await buildIssued(db, { items: 2 });
    await sealAll(services, made);
  });
  after(() => database?.close());

  const draft = async (kind: "revocation" | "restoration", at = 0, more: object = {}) =>
    db.transaction(async (tx) =>
      draftEnding(tx, made.office, {
        recognitionId: made.certificates[at]?.recognitionId ?? "",
        kind,
        ground: kind === "revocation" ? "misuseOfOcopMark" : null,
        reason: "In hạng 5 sao trên bao bì của sản phẩm 4 sao.",
        concludedOn: await today(tx),
        ...more,
      }),
    );
  const submit = async (decisionId: string) => {
    await turnDraft(db, made.office, { act: "submit", decisionId, expectedVersion: 1 });
    return { decisionId, expectedVersion: 2 };
  };
  const issue = async (decisionId: string) =>
    issueDecision(db, made.signer, { ...(await submit(decisionId)), ...signature });
  const stateOf = async (at = 0) =>
    (await verifyToken({ db, files: services.files }, made.certificates[at]?.token ?? ""))?.state;
  const rowOf = async (at = 0) => {
    const id = made.certificates[at]?.recognitionId ?? "";
    const [row] = await db.select().from(recognitions).where(eq(recognitions.id, id));
    assert.ok(row);
    return row;
  };

  test("a revocation takes number, effect, log leaf and messages at once; a restoration undoes it without a longer term", async () => {
    const before = await rowOf();
    const dossiersBefore = await db.select().from(dossiers).orderBy(asc(dossiers.id));
    const { id } = await draft("revocation");
    assert.equal(await stateOf(), "valid", "a draft changes nothing that anyone sees");
    const paper = async (decisionId: string) =>
      JSON.stringify(await getDecisionPaper(db, made.office, { decisionId, name: "quyet-dinh" }));
    assert.match(await paper(id), /Căn cứ Điều 8 .*Lý do thu hồi: Sử dụng sai nhãn hiệu OCOP/);
    const letter = { decisionId: id, name: "to-trinh" };
    assert.match(
      JSON.stringify(await getDecisionPaper(db, made.office, letter)),
      /In hạng 5 sao trên bao bì/,
    );
    const revoked = await issue(id);
    assert.match(revoked.numberText, /^02\/QĐ-UBND$/);
    const ended = await rowOf();
    assert.equal(ended.revokedOn, revoked.signedOn);
    assert.equal(ended.revocationId, id);
    assert.equal(ended.revocationGround, "misuseOfOcopMark");
    assert.equal(await stateOf(), "revoked");
    assert.equal(await stateOf(1), "valid", "the other product is left alone");
    const { rows: heard } = await db.execute<{ to: string }>(sql`
      select coalesce(office_path || case when for_departments then ' departments' else '' end, 'producer') as to
      from dossier_messages where kind = 'recognitionEnded' order by 1`);
    assert.deepEqual(
      heard.map(({ to }) => to),
      ["19", "19 departments", "19/05692", "producer"],
    );
    const department = await buildOfficer(db, "departmentOfficer", "19");
    const kindsFor = async (actor: Parameters<typeof listMessages>[1]) =>
      (await listMessages(db, actor)).messages.map(({ kind }) => kind);
    assert.deepEqual(await kindsFor(department), ["recognitionEnded"]);

    const restoration = (await draft("restoration")).id;
    assert.match(await paper(restoration), /theo Quyết định số 02.*giữ nguyên, không kéo dài/);
    assert.match(
      await paper(restoration),
      /Căn cứ Quyết định số 01\/QĐ-UBND [^"]*về việc công nhận .*Căn cứ Quyết định số 02\/QĐ-UBND [^"]*về việc thu hồi/,
    );
    const back = await issue(restoration);
    assert.match(back.numberText, /^03\/QĐ-UBND$/, "one series for all decisions");
    const restored = await rowOf();
    const changing = { version: 0 };
    assert.deepEqual({ ...restored, ...changing }, { ...before, ...changing });
    assert.equal(await stateOf(), "valid");
    assert.deepEqual(await db.select().from(dossiers).orderBy(asc(dossiers.id)), dossiersBefore);
    const kinds = (
      await db
        .select({ kind: logLeaves.kind })
        .from(logLeaves)
        .where(eq(logLeaves.certificateId, made.certificates[0]?.id ?? ""))
        .orderBy(asc(logLeaves.place))
    ).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["issued", "revoked", "restored"]);

    const history = await historyOfToken(db, made.certificates[0]?.token ?? "");
    assert.deepEqual(
      history.map(({ kind, decision, ground }) => [kind, decision, ground]),
      [
        ["issued", made.numberText, null],
        ["revoked", revoked.numberText, "misuseOfOcopMark"],
        ["restored", back.numberText, null],
      ],
    );
    const open = await historyOfRecognition(db, restored.id);
    assert.deepEqual(open.events, history);
    assert.deepEqual(await historyOfToken(db, "a".repeat(32)), []);
    await assert.rejects(historyOfRecognition(db, "nothing"), is("notFound"));
  });

  test("the signed status list has it at once, to be fetched anew within a minute", async () => {
    const claims = async () => {
      const compact = await statusList({ db, env: services.env });
      return JSON.parse(Buffer.from(compact.split(".")[1] ?? "", "base64url").toString()) as {
        iat: number;
        exp: number;
        list: string;
      };
    };
    const before = await claims();
    assert.ok(before.exp - before.iat <= 60);
    await issue((await draft("revocation", 1)).id);
    assert.notEqual((await claims()).list, before.list);
    await issue((await draft("restoration", 1)).id);
    assert.equal((await claims()).list, before.list);
  });

  test("is issued once, however often it is asked for", async () => {
    const submitted = await submit((await draft("revocation", 1)).id);
    const settled = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        issueDecision(db, made.signer, { ...submitted, ...signature }),
      ),
    );
    assert.equal(settled.filter(({ status }) => status === "fulfilled").length, 1);
    await assert.rejects(draft("revocation", 1), is("unprocessable", /đã bị thu hồi/));
    await issue((await draft("restoration", 1)).id);
  });

  test("is refused twice at a time, without ground, before its conclusion, and for what is not revoked", async () => {
    await assert.rejects(draft("restoration"), is("unprocessable", /không bị thu hồi/));
    await assert.rejects(draft("revocation", 0, { ground: null }), is("invalid", /căn cứ/));
    const { id } = await draft("revocation", 0, { concludedOn: addDays(await today(db), 1) });
    await assert.rejects(draft("revocation"), is("conflict", /dự thảo/));
    const on = await submit(id);
    await assert.rejects(
      issueDecision(db, made.signer, { ...on, ...signature }),
      is("unprocessable", /không được trước ngày/),
    );
    assert.equal(await stateOf(), "valid");
    await turnDraft(db, made.office, { act: "drop", ...on });
  });

  test("is for those of the place: others find nothing, communes may not propose", async () => {
    const ask = async (actor: typeof made.office) =>
      db.transaction(async (tx) =>
        draftEnding(tx, actor, {
          recognitionId: made.certificates[0]?.recognitionId ?? "",
          kind: "revocation",
          ground: "stoppedProduction",
          reason: "Ngừng sản xuất.",
          concludedOn: await today(tx),
        }),
      );
    await assert.rejects(ask(await buildOfficer(db, "provinceOfficer", "01")), is("notFound"));
    await assert.rejects(
      ask(await buildOfficer(db, "communeOfficer", "19/05692")),
      is("forbidden"),
    );
  });

  test("the Minister's decision on five stars is recorded with its copy, never drafted by a province", async () => {
    const recognitionId = made.certificates[1]?.recognitionId ?? "";
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`alter table recognitions disable trigger user`);
      await tx.update(recognitions).set({ stars: 5 }).where(eq(recognitions.id, recognitionId));
      await tx.execute(sql`alter table recognitions enable always trigger recognition_guard`);
      await tx.execute(sql`alter table recognitions enable always trigger no_truncate`);
    });
    await assert.rejects(draft("revocation", 1), is("forbidden", /Bộ trưởng/));
    const asked = {
      recognitionId,
      kind: "revocation" as const,
      ground: "breachOfLaw" as const,
      reason: "Kết luận thanh tra.",
      concludedOn: await today(db),
      issuer: "Bộ trưởng Bộ Nông nghiệp và Môi trường",
      numberText: "77/QĐ-BNNMT",
      signedOn: await today(db),
      signerName: "Nguyễn Văn Mẫu",
    };
    const { files } = services;
    await assert.rejects(
      storeSignedCopy(files, null, { ...asked, isConfirmed: false }),
      is("unprocessable", /đã ký/),
    );
    const scan = new Blob([new Uint8Array(await buildPdf())]);
    await assert.rejects(
      storeSignedCopy(files, scan, { ...asked, isConfirmed: false }),
      is("unprocessable", /đối chiếu|không thấy/),
    );
    const copy = await storeSignedCopy(files, scan, { ...asked, isConfirmed: true });
    const record = () => db.transaction((tx) => recordEnding(tx, made.office, asked, copy));
    await record();
    assert.equal((await rowOf(1)).revocationGround, "breachOfLaw");
    const told = await db.$count(
      dossierMessages,
      and(
        eq(dossierMessages.kind, "recognitionEnded"),
        sql`${dossierMessages.body} like '%77/QĐ-BNNMT%'`,
      ),
    );
    assert.equal(told, 4);
    await assert.rejects(record(), is("unprocessable", /đã bị thu hồi/));
  });
});
