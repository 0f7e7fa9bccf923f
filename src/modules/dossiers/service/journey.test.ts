import assert from "node:assert/strict";
import { after, test } from "node:test";
import { desc, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import {
  type BuiltGround,
  buildDraft,
  buildGround,
  buildOfficer,
  builtReport,
  recordAnyFile,
} from "../factory.ts";
import { dossierFilings, dossiers } from "../schema.server.ts";
import {
  forwardDossier,
  receiveDossier,
  recordSamples,
  returnDossier,
  saveReview,
} from "./commune.server.ts";
import { findConflicts } from "./conflicts.server.ts";
import { describeDossier } from "./describe.server.ts";
import { saveAnswer } from "./answers.server.ts";
import { attachEvidence } from "./draft.server.ts";
import {
  answerReturnItem,
  fileDossier,
  findReceipt,
  getFiling,
  resubmitDossier,
  withdrawDossier,
} from "./file.server.ts";
import { listInbox } from "./boards.server.ts";
import { listMessages } from "./messages.server.ts";
import { listRoundsFor, passToAdvice, setRound } from "./province.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

/** A paper in the producer's vault. */
async function keptPaper(
  db: Db,
  ground: BuiltGround,
  wanted: Partial<typeof papers.$inferInsert> = {},
): Promise<string> {
  const [row] = await db
    .insert(papers)
    .values({
      provinceCode: "19",
      producerId: ground.producerId,
      kind: "businessRegistration",
      title: "Giấy đăng ký hợp tác xã",
      digest: await recordAnyFile(db),
      ...wanted,
    })
    .returning({ id: papers.id });
  return row?.id ?? "";
}

async function filed(db: Db, ground: BuiltGround) {
  await keptPaper(db, ground);
  const dossierId = await buildDraft(db, ground);
  return { dossierId, receipt: await fileDossier(db, ground.owner, { dossierId }) };
}

const refusal = (error: AppError) => `${error.code} ${Object.keys(error.fields).join(",")}`.trim();

test("from a draft to the province's advisers, each office in its turn", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { owner, commune, province } = ground;
    const { dossierId, receipt } = await filed(tx, ground);
    assert.match(receipt.receiptCode, /^([2-9A-HJ-NP-Y]{4}-){3}[2-9A-HJ-NP-Y]{4}$/);
    const view = await describeDossier(tx, commune, dossierId);
    assert.equal(view.stage?.id, "commune");
    assert.equal(view.clock?.daysLeft, 15);
    assert.equal(view.clock?.article, "khoản 2 Điều 7 Quyết định 26/2026/QĐ-TTg");
    assert.deepEqual(
      (await listInbox(tx, commune)).items.map(({ id }) => id),
      [dossierId],
    );
    assert.deepEqual((await listInbox(tx, province)).total, 0);

    const year = (await today(tx)).slice(0, 4);
    const { numberText } = await receiveDossier(tx, commune, { dossierId });
    assert.equal(numberText, `Phiếu số 1/PĐK-19-05692-${year}`);
    assert.deepEqual(await receiveDossier(tx, commune, { dossierId }), { numberText });

    await assert.rejects(forwardDossier(tx, commune, { dossierId }), (error: AppError) => {
      assert.equal(refusal(error), "unprocessable reviewComplete,samplesReceived");
      return true;
    });
    const report = builtReport(["localMaterial", "localLabour", "ideaOrigin", "localIdentity"]);
    const saved = await saveReview(tx, commune, { dossierId, expectedVersion: 0, ...report });
    assert.deepEqual(saved, { version: 1, gaps: [] });
    await recordSamples(tx, commune, {
      dossierId,
      act: "received",
      quantity: 5,
      giver: "Chủ thể",
      taker: "Cán bộ xã",
      condition: "Nguyên vẹn",
      onDay: await today(tx),
    });
    await forwardDossier(tx, commune, { dossierId });
    const atProvince = await describeDossier(tx, province, dossierId);
    assert.deepEqual(
      [atProvince.dossier.state, atProvince.dossier.stage, atProvince.clock?.state],
      ["forwarded", "province", "unlimited"],
    );
    await receiveDossier(tx, province, { dossierId });
    await assert.rejects(passToAdvice(tx, province, { dossierId }), { code: "unprocessable" });
    const { rounds, proposed } = await listRoundsFor(tx, province, dossierId);
    assert.equal(rounds.length, 4);
    await setRound(tx, province, { dossierId, roundId: proposed ?? "" });
    await passToAdvice(tx, province, { dossierId });
    const done = await describeDossier(tx, owner, dossierId);
    assert.equal(done.dossier.state, "underAdvice");
    assert.deepEqual(
      done.events.map(({ action }) => action),
      ["open", "file", "receive", "forward", "intake", "passToAdvice"],
    );
    assert.deepEqual(
      done.abilities.map(({ action }) => action),
      ["withdraw"],
    );
    const { messages } = await listMessages(tx, owner);
    assert.ok(messages.some(({ subject }) => subject.startsWith("Đã tiếp nhận hồ sơ")));
    const [row] = await tx.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1);
    assert.equal(row?.action, "dossier.passToAdvice");
  });
});

test("what is filed is frozen under a digest, and its receipt is found by its code", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { dossierId, receipt } = await filed(tx, ground);
    const filing = await getFiling(tx, ground.owner, { dossierId });
    assert.equal(filing.intact, true);
    assert.equal(filing.digest, receipt.digest);
    assert.deepEqual(
      await findReceipt(tx, receipt.receiptCode.toLowerCase().replaceAll("-", " ")),
      {
        receiptCode: receipt.receiptCode,
        digest: receipt.digest,
        filedOn: receipt.filedOn,
      },
    );
    assert.equal(
      await findReceipt(tx, `A${receipt.receiptCode.slice(1)}`.replace(/^AA/, "BA")),
      null,
    );
    await assert.rejects(saveAnswer(tx, ground.owner, { dossierId, criterion: "1.1", option: 1 }), {
      code: "conflict",
    });
  });
});

test("neither the program nor the owner of the tables rewrites a filing or a step", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    await filed(tx, ground);
    for (const statement of [
      sql`update dossier_filings set digest = ''`,
      sql`delete from dossier_filings`,
      sql`update dossier_events set reason = 'x'`,
      sql`delete from dossier_numbers`,
    ]) {
      const attempt = tx.transaction((inner) => inner.execute(statement));
      await assert.rejects(attempt, (error: Error) =>
        /denied|append-only/.test(String(error.cause)),
      );
    }
  });
});

test("returned with reasons per item, mended, filed again: the clock stood still and the digest is new", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { owner, commune } = ground;
    const { dossierId, receipt } = await filed(tx, ground);
    await receiveDossier(tx, commune, { dossierId });
    const items = [{ item: "criterion:1.1", reason: "Chưa rõ vùng trồng" }];
    await returnDossier(tx, commune, { dossierId, reason: "Cần bổ sung minh chứng", items });
    const back = await describeDossier(tx, owner, dossierId);
    assert.equal(back.dossier.state, "returned");
    assert.equal(back.clock?.state, "paused");
    assert.deepEqual(back.openReturn?.items, [{ ...items[0], answered: false }]);
    await assert.rejects(resubmitDossier(tx, owner, { dossierId }), (error: AppError) => {
      assert.equal(refusal(error), "unprocessable itemsAnswered");
      return true;
    });
    await saveAnswer(tx, owner, { dossierId, criterion: "1.1", option: 1, note: "Đã bổ sung" });
    await answerReturnItem(tx, owner, { dossierId, item: "criterion:1.1", answered: true });
    const again = await resubmitDossier(tx, owner, { dossierId });
    assert.equal(again.seq, 2);
    assert.notEqual(again.digest, receipt.digest);
    const view = await describeDossier(tx, commune, dossierId);
    assert.deepEqual([view.dossier.state, view.dossier.stage], ["filed", "commune"]);
    assert.equal(view.clock?.state, "running");
    assert.equal(view.openReturn, null);
    const kept = await receiveDossier(tx, commune, { dossierId });
    assert.match(kept.numberText ?? "", /^Phiếu số 1\//, "the slip keeps its number");
  });
});

test("a filing is refused with every reason while something is missing", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground, { complete: false });
    await assert.rejects(fileDossier(tx, ground.owner, { dossierId }), (error: AppError) => {
      assert.equal(refusal(error), "unprocessable complete");
      return true;
    });
    const view = await describeDossier(tx, ground.owner, dossierId);
    const missing = view.completeness.filter(({ ok, severity }) => !ok && severity === "must");
    assert.deepEqual(
      missing.map(({ code }) => code),
      [
        "section.registration",
        "section.general",
        "section.results",
        "section.plan",
        "answers",
        "registrationPaper",
      ],
    );
    assert.deepEqual(view.abilities[0], {
      action: "file",
      vi: "Nộp hồ sơ",
      unmet: [{ guard: "complete", vi: "Hồ sơ chưa đủ. Hãy hoàn thành các mục còn thiếu." }],
    });
  });
});

test("a paper backs a criterion only when it is the producer's own and counts on the day", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const other = await buildGround(tx, { name: "Hợp tác xã khác" });
    const dossierId = await buildDraft(tx, ground, { complete: false });
    const attach = (paperId: string) =>
      attachEvidence(tx, ground.owner, { dossierId, criterion: "1.1", paperId }).then(
        () => "attached",
        refusal,
      );
    const expired = {
      kind: "vietGap",
      title: "VietGAP",
      issuedOn: "2020-01-01",
      expiresOn: "2023-01-01",
    } as const;
    assert.equal(await attach(await keptPaper(tx, ground)), "attached");
    assert.equal(await attach(await keptPaper(tx, ground, expired)), "invalid paperId");
    assert.equal(await attach(await keptPaper(tx, other)), "notFound");
  });
});

test("a content that another producer has filed already is shown to the officers", async () => {
  await rolledBack(database.db, async (tx) => {
    const digest = await recordAnyFile(tx);
    const [one, two] = [await buildGround(tx), await buildGround(tx)];
    for (const ground of [one, two]) {
      const paperId = await keptPaper(tx, ground, { digest });
      const dossierId = await buildDraft(tx, ground);
      await attachEvidence(tx, ground.owner, { dossierId, criterion: "1.1", paperId });
      await fileDossier(tx, ground.owner, { dossierId });
    }
    const [mine] = await tx.select().from(dossiers).where(eq(dossiers.producerId, two.producerId));
    const conflicts = await findConflicts(tx, two.province, mine?.id ?? "");
    assert.deepEqual(
      conflicts.map(({ kind }) => kind),
      ["sharedPaper"],
    );
    await assert.rejects(findConflicts(tx, two.owner, mine?.id ?? ""), { code: "forbidden" });
  });
});

test("a withdrawn dossier is over, and another may be opened", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { dossierId } = await filed(tx, ground);
    await assert.rejects(
      tx.transaction((inner) => buildDraft(inner, ground, { complete: false })),
      { code: "conflict" },
    );
    await withdrawDossier(tx, ground.owner, { dossierId, reason: "Sẽ nộp lại đợt sau" });
    await assert.rejects(fileDossier(tx, ground.owner, { dossierId }), { code: "conflict" });
    assert.ok(await buildDraft(tx, ground, { complete: false }));
  });
});

test("fifty identical submissions make one filing and give one receipt", async () => {
  const { db } = database;
  const ground = await buildGround(db);
  await keptPaper(db, ground);
  const dossierId = await buildDraft(db, ground);
  const { dossier } = await describeDossier(db, ground.owner, dossierId);
  const receipts = await Promise.all(
    Array.from({ length: 50 }, () =>
      fileDossier(db, ground.owner, { dossierId, expectedVersion: dossier.version }),
    ),
  );
  assert.equal(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size, 1);
  assert.equal(await db.$count(dossierFilings, eq(dossierFilings.dossierId, dossierId)), 1);
});

test("two tabs: an answer changed elsewhere is stale, and so is a filing of an older state", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    await keptPaper(tx, ground);
    const dossierId = await buildDraft(tx, ground);
    const { dossier, answers } = await describeDossier(tx, ground.owner, dossierId);
    const write = (option: number) =>
      saveAnswer(tx, ground.owner, {
        dossierId,
        criterion: "1.1",
        option,
        expectedVersion: answers["1.1"]?.version ?? 0,
      });
    await write(1);
    await assert.rejects(write(2), { code: "stale" });
    await assert.rejects(
      fileDossier(tx, ground.owner, { dossierId, expectedVersion: dossier.version }),
      { code: "stale" },
    );
  });
});

test("a stranger is told that there is no such dossier, whatever they try", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { dossierId } = await filed(tx, ground);
    const foreign = await buildGround(tx, { path: "24/07000" });
    const strangers: UserActor[] = [
      foreign.owner,
      foreign.commune,
      foreign.province,
      await buildOfficer(tx, "communeOfficer", "19/05695"),
    ];
    const acts = (actor: UserActor) => [
      () => describeDossier(tx, actor, dossierId),
      () => saveAnswer(tx, actor, { dossierId, criterion: "1.1", option: 1 }),
      () => fileDossier(tx, actor, { dossierId }),
      () => withdrawDossier(tx, actor, { dossierId, reason: "x" }),
      () => receiveDossier(tx, actor, { dossierId }),
      () => forwardDossier(tx, actor, { dossierId }),
      () =>
        returnDossier(tx, actor, {
          dossierId,
          reason: "x",
          items: [{ item: "other", reason: "x" }],
        }),
      () => saveReview(tx, actor, { dossierId, expectedVersion: 0 }),
      () => passToAdvice(tx, actor, { dossierId }),
      () => findConflicts(tx, actor, dossierId),
      () => getFiling(tx, actor, { dossierId }),
    ];
    for (const stranger of strangers)
      for (const act of acts(stranger))
        await assert.rejects(act(), { code: "notFound" }, act.toString());
    await assert.rejects(receiveDossier(tx, ground.owner, { dossierId }), { code: "forbidden" });
    await assert.rejects(withdrawDossier(tx, ground.commune, { dossierId, reason: "x" }), {
      code: "forbidden",
    });
  });
});

test("no form writes a column that it does not offer", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground, { complete: false });
    const [before] = await tx.select().from(dossiers).where(eq(dossiers.id, dossierId));
    for (const column of Object.keys(before ?? {})) {
      const strange = { dossierId, criterion: "1.1", option: 1, [column]: "decided" };
      await assert.rejects(saveAnswer(tx, ground.owner, strange), { code: "invalid" }, column);
    }
    const [afterwards] = await tx.select().from(dossiers).where(eq(dossiers.id, dossierId));
    assert.deepEqual(afterwards, before);
  });
});
