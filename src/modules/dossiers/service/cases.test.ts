import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { workTime } from "#tests/support/work-time.ts";
import {
  type BuiltGround,
  buildDraft,
  buildGround,
  buildOfficer,
  fillDossier,
  keepAnyFile,
  recordAnyFile,
} from "../factory.ts";
import type { Involved } from "../access.ts";
import type { Guards } from "../guards.ts";
import type { OpenDossier } from "../inputs.ts";
import { dossiers } from "../schema.server.ts";
import { dossierNumbers } from "../desk/schema.server.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { board, listDueBy, listInbox, listReturned } from "./boards.server.ts";
import { forwardDossier, receiveDossier, recordSamples } from "./commune.server.ts";
import { askConfirmation, confirmByCode, confirmBySheet } from "./confirm.server.ts";
import { describeDossier } from "./describe.server.ts";
import { saveAnswer } from "./answers.server.ts";
import { changeSet, saveSection } from "./draft.server.ts";
import { escalateDossiers } from "./escalate.server.ts";
import { fileDossier } from "./file.server.ts";
import { findDossier } from "./load.server.ts";
import { listMessages, markRead, writeMessage } from "./messages.server.ts";
import { moveDossier } from "./move.server.ts";
import { openDossier, recordDossier } from "./open.server.ts";
import { openExtraRound, rejectDossier, setRound } from "./province.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

const first = {
  kind: "first",
  setCode: null,
  previousId: null,
  previousStars: null,
  certificateExpiresOn: null,
} as const satisfies Omit<OpenDossier, "productId">;

async function registered(db: Db, ground: BuiltGround): Promise<void> {
  await db.insert(papers).values({
    provinceCode: ground.path.slice(0, 2),
    producerId: ground.producerId,
    kind: "businessRegistration",
    title: "Giấy đăng ký",
    digest: await recordAnyFile(db),
  });
}

async function filed(db: Db, ground: BuiltGround): Promise<string> {
  await registered(db, ground);
  const dossierId = await buildDraft(db, ground);
  await fileDossier(db, ground.owner, { dossierId });
  return dossierId;
}

const codes = (error: AppError) => `${error.code} ${Object.keys(error.fields).join(",")}`.trim();

/** The code that the producer finds among its messages. */
async function codeOf(db: Db, owner: UserActor): Promise<string> {
  const { messages } = await listMessages(db, owner);
  return (
    /mã (\d{6})/.exec(messages.find(({ body }) => /mã \d{6}/.test(body))?.body ?? "")?.[1] ?? ""
  );
}

test("entered by an officer, a dossier is filed once the producer has given its code", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { commune, owner } = ground;
    await registered(tx, ground);
    const { id: dossierId } = await openDossier(tx, commune, {
      ...first,
      productId: ground.productId,
    });
    await fillDossier(tx, commune, dossierId);
    await assert.rejects(fileDossier(tx, commune, { dossierId }), (error: AppError) => {
      assert.equal(codes(error), "unprocessable confirmedByProducer");
      return true;
    });
    await askConfirmation(tx, commune, { dossierId });
    const stale = await codeOf(tx, owner);
    assert.match(stale, /^\d{6}$/);
    assert.equal(await codeOf(tx, commune), "", "the officer never sees the code");
    await saveAnswer(tx, commune, { dossierId, criterion: "1.1", option: 1 });
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code: stale }), {
      code: "conflict",
    });
    await tx.delete(dossierMessages);
    await askConfirmation(tx, commune, { dossierId });
    const code = await codeOf(tx, owner);
    const wrong = code === "000000" ? "000001" : "000000";
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code: wrong }), {
      code: "invalid",
    });
    await confirmByCode(tx, commune, { dossierId, code });
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code }), { code: "conflict" });
    assert.ok((await fileDossier(tx, commune, { dossierId })).receiptCode);
  });
});

test("five wrong codes make the code void, and a signed sheet confirms as well", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { commune, owner } = ground;
    await registered(tx, ground);
    const { id: dossierId } = await openDossier(tx, commune, {
      ...first,
      productId: ground.productId,
    });
    await fillDossier(tx, commune, dossierId);
    await askConfirmation(tx, commune, { dossierId });
    const code = await codeOf(tx, owner);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let n = 0; n < 5; n++)
      await assert.rejects(confirmByCode(tx, commune, { dossierId, code: wrong }), {
        code: "invalid",
      });
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code }), { code: "conflict" });
    const sheetDigest = await recordAnyFile(tx);
    await assert.rejects(confirmBySheet(tx, commune, { dossierId, sheetDigest }), {
      code: "invalid",
    });
    await keepAnyFile(tx, commune, { dossierId, purpose: "signatureSheet", digest: sheetDigest });
    await confirmBySheet(tx, commune, { dossierId, sheetDigest });
    assert.ok((await fileDossier(tx, commune, { dossierId })).receiptCode);
  });
});

test("a renewal is prefilled from the dossier before, is due in its window, and shows what changed", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const previousId = await filed(tx, ground);
    await tx
      .update(dossiers)
      .set({ state: "decided", stage: "province" })
      .where(eq(dossiers.id, previousId));
    const now = await today(tx);
    const open = async (expiresIn: number) =>
      openDossier(tx, ground.owner, {
        productId: ground.productId,
        kind: "renewal",
        setCode: null,
        previousId,
        previousStars: 3,
        certificateExpiresOn: addDays(now, expiresIn),
      });
    const { id: dossierId } = await open(181);
    await fillDossier(tx, ground.owner, dossierId);
    await assert.rejects(fileDossier(tx, ground.owner, { dossierId }), (error: AppError) => {
      assert.equal(codes(error), "unprocessable windowOpen");
      return true;
    });
    await tx
      .update(dossiers)
      .set({ certificateExpiresOn: addDays(now, 180) })
      .where(eq(dossiers.id, dossierId));
    const before = await describeDossier(tx, ground.owner, dossierId);
    assert.deepEqual(before.changes, []);
    assert.equal(before.renewal?.opens, now);
    assert.equal(before.renewal.article, "điểm a khoản 6 Điều 7 Quyết định 26/2026/QĐ-TTg");
    assert.ok(before.sections.some(({ section }) => section.name === "updates"));
    const was = before.answers["1.1"]?.option ?? null;
    const other = was === 1 ? 2 : 1;
    await saveAnswer(tx, ground.owner, { dossierId, criterion: "1.1", option: other });
    const { changes } = await describeDossier(tx, ground.owner, dossierId);
    assert.deepEqual(changes, [{ criterion: "1.1", from: was, to: other }]);
    assert.ok((await fileDossier(tx, ground.owner, { dossierId })).receiptCode);
    const { decisionDue } = await describeDossier(tx, ground.owner, dossierId);
    assert.ok((decisionDue ?? "") >= addDays(now, 45));
  });
});

test("an upgrade says from how many stars, and builds only on a dossier of the same product", async () => {
  await rolledBack(database.db, async (tx) => {
    const [ground, other] = [await buildGround(tx), await buildGround(tx)];
    const upgrade = { ...first, kind: "upgrade", productId: ground.productId } as const;
    await assert.rejects(openDossier(tx, ground.owner, upgrade), { code: "invalid" });
    const foreign = await buildDraft(tx, other, { complete: false });
    await assert.rejects(
      openDossier(tx, ground.owner, { ...upgrade, previousStars: 3, previousId: foreign }),
      { code: "notFound" },
    );
  });
});

test("rounds of the past are entered under the regime and the stages of their day", async () => {
  await rolledBack(database.db, async (tx) => {
    const days = {
      "2022-05-10": ["1048-2019", "commune"],
      "2024-05-10": ["148-2023", "district"],
      "2025-09-10": ["148-2023", "commune"],
      "2026-06-10": ["26-2026", "commune"],
    };
    for (const [filedOn, [regime, stage]] of Object.entries(days)) {
      const ground = await buildGround(tx);
      const { id: dossierId } = await recordDossier(tx, ground.province, {
        ...first,
        productId: ground.productId,
        setCode: "01",
        filedOn,
        numberText: "12/PTN-2024",
      });
      await saveAnswer(tx, ground.province, { dossierId, criterion: "1.1", option: 1 });
      await fileDossier(tx, ground.province, { dossierId });
      const { dossier, transition } = await describeDossier(tx, ground.province, dossierId);
      assert.equal(transition?.due ?? null, filedOn < "2026-05-22" ? "2026-07-21" : null);
      assert.deepEqual([dossier.regime, dossier.stage, dossier.filedOn], [regime, stage, filedOn]);
      if (stage === "district") {
        const { numberText } = await receiveDossier(tx, ground.province, { dossierId });
        assert.equal(numberText, "12/PTN-2024", "the number of then, none of this year");
        const { dossier: taken } = await describeDossier(tx, ground.province, dossierId);
        assert.equal(taken.state, "checking");
      }
      await assert.rejects(
        recordDossier(tx, ground.owner, {
          ...first,
          productId: ground.productId,
          setCode: "01",
          filedOn,
          numberText: "",
        }),
        { code: "forbidden" },
      );
    }
  });
});

test("a draft put under another set keeps only what both sets ask in the same words", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground);
    await changeSet(tx, ground.owner, { dossierId, setCode: "26" });
    const { dossier, answers, set } = await describeDossier(tx, ground.owner, dossierId);
    assert.equal(dossier.setCode, "26");
    assert.equal(set.code, "26");
    assert.ok(Object.keys(answers).length > 0 && answers["1.2"] === undefined);
    await assert.rejects(changeSet(tx, ground.owner, { dossierId, setCode: "99" }), {
      code: "invalid",
    });
  });
});

test("boxes of a part are kept one by one, wrong ones come back beside their field", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground, { complete: false });
    const save = (data: Record<string, unknown>, expectedVersion?: number) =>
      saveSection(tx, ground.owner, {
        dossierId,
        section: "results",
        data,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      });
    await save({ revenue: "1.250.000.000" });
    const { version } = await save({ planDone: "Đã xây nhà sơ chế" });
    const { sections } = await describeDossier(tx, ground.owner, dossierId);
    const kept = sections.find(({ section }) => section.name === "results");
    assert.equal(kept?.data["revenue"], 1_250_000_000);
    assert.equal(kept.data["planDone"], "Đã xây nhà sơ chế");
    await assert.rejects(save({ revenue: "nhiều lắm" }), (error: AppError) => {
      assert.equal(codes(error), "invalid revenue");
      return true;
    });
    await assert.rejects(save({ planDone: "x" }, version - 1), { code: "stale" });
  });
});

test("samples go from hand to hand, never more than there are", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await filed(tx, ground);
    const onDay = await today(tx);
    const record = (act: "received" | "handedOver" | "returned", quantity: number, day = onDay) =>
      recordSamples(tx, ground.commune, {
        dossierId,
        act,
        quantity,
        giver: "A",
        taker: "B",
        condition: "Nguyên vẹn",
        onDay: day,
      });
    await record("received", 5);
    await assert.rejects(record("returned", 6), { code: "invalid" });
    await assert.rejects(record("received", 1, addDays(onDay, 1)), { code: "invalid" });
    await record("handedOver", 5);
    await record("returned", 2);
    const { samples } = await describeDossier(tx, ground.owner, dossierId);
    assert.deepEqual([samples.received, samples.held, samples.needed], [5, 3, 5]);
  });
});

test("a dossier does not go into a round that it came too late for; an extra round names its basis", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await filed(tx, ground);
    const now = await today(tx);
    await tx
      .update(dossiers)
      .set({ state: "checking", stage: "province" })
      .where(eq(dossiers.id, dossierId));
    const extra = (requestedBefore: string) =>
      openExtraRound(tx, ground.province, {
        provinceCode: "19",
        regime: "26-2026",
        stage: "province",
        code: `bổ sung ${requestedBefore}`,
        requestedBefore,
        heldBefore: addDays(requestedBefore, 30),
        basis: "Điều 5 Quy chế Hội đồng; Kế hoạch mẫu",
      });
    const { id: late } = await extra(now);
    const { id: inTime } = await extra(addDays(now, 1));
    await assert.rejects(setRound(tx, ground.province, { dossierId, roundId: late }), {
      code: "invalid",
    });
    await setRound(tx, ground.province, { dossierId, roundId: inTime });
    const neighbour = await buildOfficer(tx, "provinceOfficer", "01");
    const { id: foreign } = await openExtraRound(tx, neighbour, {
      provinceCode: "01",
      regime: "26-2026",
      stage: "province",
      code: "bổ sung",
      requestedBefore: addDays(now, 1),
      heldBefore: addDays(now, 30),
      basis: "Quy chế mẫu",
    });
    for (const roundId of [foreign, "00000000-0000-4000-8000-000000000001"])
      await assert.rejects(setRound(tx, ground.province, { dossierId, roundId }), {
        code: "notFound",
      });
    await assert.rejects(extra(now), { code: "conflict" });
    await rejectDossier(tx, ground.province, { dossierId, reason: "Giả mạo hồ sơ" });
    const { dossier } = await describeDossier(tx, ground.owner, dossierId);
    assert.equal(dossier.state, "rejected");
  });
});

test("an office is reminded before the last day, its province when it is late, each once", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await filed(tx, ground);
    const now = await today(tx);
    assert.equal(await escalateDossiers(tx), 0, "fifteen working days are left");
    await tx.update(dossiers).set({ dueOn: now }).where(eq(dossiers.id, dossierId));
    assert.equal(await escalateDossiers(tx), 1);
    assert.equal(await escalateDossiers(tx), 0);
    await tx
      .update(dossiers)
      .set({ dueOn: addDays(now, -1) })
      .where(eq(dossiers.id, dossierId));
    assert.equal(await escalateDossiers(tx), 2);
    assert.equal(await escalateDossiers(tx), 0);
    const { messages } = await listMessages(tx, ground.province);
    assert.deepEqual(
      messages.map(({ kind }) => kind),
      ["overdue"],
    );
    const due = await listDueBy(tx, ground.province, now);
    assert.deepEqual(
      due.map(({ id }) => id),
      [dossierId],
    );
    assert.equal((await listInbox(tx, ground.commune)).overdue, 1);
    // Sent back by the commune: it is the commune that waits, not the offices above it.
    await tx.update(dossiers).set({ state: "returned" }).where(eq(dossiers.id, dossierId));
    const waiting = await listReturned(tx, ground.commune, 10);
    assert.deepEqual([waiting.total, waiting.items.map(({ id }) => id)], [1, [dossierId]]);
    assert.deepEqual(await listReturned(tx, ground.province, 10), { items: [], total: 0 });
  });
});

test("twenty dossiers received at once get twenty numbers without a gap", async () => {
  const { db } = database;
  const grounds: BuiltGround[] = [];
  for (let n = 0; n < 20; n++) grounds.push(await buildGround(db, { path: "24/07210" }));
  const [officer] = grounds;
  const ids: string[] = [];
  for (const ground of grounds) {
    const dossierId = await buildDraft(db, ground, { complete: false });
    await db
      .update(dossiers)
      .set({ state: "filed", stage: "commune", filedOn: await today(db) })
      .where(eq(dossiers.id, dossierId));
    ids.push(dossierId);
  }
  await Promise.all(
    ids.map((dossierId) => receiveDossier(db, officer?.commune as UserActor, { dossierId })),
  );
  const numbers = await db
    .select()
    .from(dossierNumbers)
    .where(eq(dossierNumbers.officeCode, "07210"));
  assert.deepEqual(
    numbers.map(({ number }) => number).sort((a, b) => a - b),
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
});

test("the board of two thousand dossiers is one quick query, what is due first", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx, { path: "31/11557" });
    const dossierId = await buildDraft(tx, ground, { complete: false });
    const clock = JSON.stringify({
      allowed: 15,
      startedOn: "2026-10-01",
      used: 3,
      runningSince: "2026-11-02",
      stoppedOn: null,
    });
    await tx.execute(sql`
      with made as (
        insert into products (province_code, producer_id, name, name_folded, regime, set_code, ingredients, story)
        select p.province_code, p.producer_id, p.name || n, p.name_folded || n, p.regime, p.set_code, p.ingredients, p.story
        from products p, generate_series(1, 2000) n where p.id = ${ground.productId} returning id, name)
      insert into dossiers (province_code, unit_version, unit_code, unit_path, producer_id, product_id, producer_name,
        product_name, kind, regime, set_code, rulebook_digest, state, stage, clock, due_on, created_by)
      select d.province_code, d.unit_version, d.unit_code, d.unit_path, d.producer_id, made.id, d.producer_name, made.name,
        d.kind, d.regime, d.set_code, d.rulebook_digest, 'filed', 'commune', ${clock}::jsonb,
        date '2026-11-20' + (random() * 30)::int, d.created_by
      from dossiers d, made where d.id = ${dossierId}`);
    await board(tx, ground.province);
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const start = workTime();
      const items = await board(tx, ground.province);
      times.push(workTime() - start);
      assert.equal(items.length, 2000);
      const due = items.map(({ dueOn }) => dueOn ?? "9999");
      assert.deepEqual(due, due.toSorted());
    }
    // 150 ms on a free machine (bench); here only that nothing grows out of hand.
    assert.ok(Math.min(...times) < 1500, `${Math.min(...times)} ms`);
  });
});

test("a dossier cannot be handed on by somebody who is faster than its state", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await filed(tx, ground);
    await assert.rejects(forwardDossier(tx, ground.commune, { dossierId }), { code: "conflict" });
  });
});

test("a secretary acts on what the council has put in their hands, and never against their conflict", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await filed(tx, ground);
    await tx
      .update(dossiers)
      .set({ state: "inSession", stage: "province" })
      .where(eq(dossiers.id, dossierId));
    const { actor } = await buildAccount(tx, {
      grants: [{ role: "councilSecretary", path: "19" }],
    });
    const close = async (involved: Involved, guards: Guards = { councilResult: true }) => {
      const row = await findDossier(tx, dossierId, { lock: true });
      return moveDossier(tx, actor, row, {
        action: "score",
        on: await today(tx),
        guards,
        involved,
      });
    };
    const mine = { assigned: [actor.userId] };
    await assert.rejects(close({}), { code: "notFound" });
    await assert.rejects(close({ ...mine, conflicted: [actor.userId] }), { code: "notFound" });
    await assert.rejects(close(mine, {}), { code: "unprocessable" });
    assert.equal((await close(mine)).state, "scored");
  });
});

test("the producer and the office that has the dossier write to one another", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await filed(tx, ground);
    const unread = async (actor: UserActor) => (await listMessages(tx, actor)).unread;
    const before = [await unread(ground.commune), await unread(ground.owner)];
    await writeMessage(tx, ground.owner, { dossierId, to: "office", body: "Nộp mẫu ngày nào?" });
    await writeMessage(tx, ground.commune, { dossierId, to: "producer", body: "Sáng thứ Hai." });
    const after = [await unread(ground.commune), await unread(ground.owner)];
    assert.deepEqual(
      after.map((count, at) => count - (before[at] ?? 0)),
      [1, 1],
    );
    await assert.rejects(writeMessage(tx, ground.owner, { dossierId, to: "producer", body: "x" }), {
      code: "invalid",
    });
    const { messages } = await listMessages(tx, ground.owner);
    const ids = messages.map(({ id }) => id);
    assert.equal(await markRead(tx, ground.commune, ids), 0, "nobody reads for another");
    assert.equal(await markRead(tx, ground.owner, ids), ids.length);
    assert.equal(await unread(ground.owner), 0);
  });
});
