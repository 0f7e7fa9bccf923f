// Ideas and the programme's year, use case by use case; one process, so that the cases share one database.
import "./ideas.test.campaigns.ts";
import "./ideas.test.deciding.ts";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { today } from "#core/calendar/today.ts";
import { allInvariants, type InvariantContext } from "#core/invariants/invariant.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { carryCycleNotices } from "#modules/dossiers/service/cycle-notices.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { takeDatabaseClock } from "#tests/support/database-clock.ts";
import { rolledBack } from "#tests/support/db.ts";
import { cycleEvents } from "../../events.server.ts";
import { builtIdea } from "../../factory.ts";
import { ideas } from "../../schema.server.ts";
import { ideasSheet } from "../sheet.server.ts";
import { countIdeas } from "./counts.server.ts";
import { levelsOf } from "./move.server.ts";
import {
  adoptIdea,
  askIdea,
  linkIdea,
  refileByCode,
  refileIdea,
  withdrawByCode,
  withdrawIdea,
} from "./own.server.ts";
import { getIdea, listChosenIdeas, listIdeas } from "./read.server.ts";
import {
  hasOffice,
  registerFor,
  registerOwn,
  registerPublic,
  registrations,
} from "./register.server.ts";
import { carryOverIdeas, screenIdea, takeIdea } from "./screen.server.ts";
import { database, ip, fails, cast, fits, said, forward, ownIdea } from "./ideas.test.world.ts";

test("an idea from a phone comes through the commune to the office, once, and its code tells how far", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, department, auditor, elsewhere, owner } = await cast(db);
    assert.deepEqual([await hasOffice(db, "19"), await hasOffice(db, "40")], [true, false]);
    const sent = builtIdea();
    const { id, code } = await registerPublic(db, sent, { ip });
    assert.deepEqual(await registerPublic(db, sent, { ip }), { id, code });
    assert.match(code, /^([2-9A-HJ-NP-Y]{4}-?){4}$/);
    assert.equal((await askIdea(db, { code: code.toLowerCase(), ip }))?.state, "registered");
    assert.equal(await askIdea(db, { code: "AAAA-AAAA-AAAA-AAAB", ip }), null);

    await assert.rejects(getIdea(db, elsewhere, id), fails("notFound"));
    await assert.rejects(getIdea(db, owner, id), fails("notFound"));
    for (const reader of [department, auditor]) {
      const { idea } = await getIdea(db, reader, id);
      assert.deepEqual(
        [idea.applicantName, idea.phone, idea.address, idea.by],
        [null, null, null, null],
      );
      const [listed] = (await listIdeas(db, reader)).ideas;
      assert.ok(listed?.id === id && !("receiptCode" in listed) && listed.phone === null);
    }
    assert.equal((await getIdea(db, commune, id)).idea.phone, "0912345678");

    await assert.rejects(
      takeIdea(db, auditor, { ideaId: id, expectedVersion: 1 }),
      fails("forbidden"),
    );
    await takeIdea(db, commune, { ideaId: id, expectedVersion: 1 });
    const at2 = { ideaId: id, expectedVersion: 2 };
    await assert.rejects(
      screenIdea(db, commune, { ...forward, ...at2, expectedVersion: 1 }),
      fails("stale"),
    );
    await assert.rejects(
      screenIdea(db, commune, { ...forward, ...at2, productFit: {} }),
      fails("invalid", "productFit.local"),
    );
    await assert.rejects(
      screenIdea(db, commune, { ...forward, ...at2, setCode: "99" }),
      fails("invalid", "setCode"),
    );
    await assert.rejects(
      screenIdea(db, commune, {
        ...forward,
        ...at2,
        applicantFit: { ...fits.applicantFit, kind: "no" },
      }),
      fails("invalid", "note"),
    );
    await assert.rejects(
      screenIdea(db, commune, { ...forward, ...at2, move: "choose" }),
      fails("conflict"),
    );
    assert.deepEqual(await screenIdea(db, commune, { ...forward, ...at2 }), { state: "forwarded" });
    const at3 = { ideaId: id, expectedVersion: 3, ...said };
    await assert.rejects(screenIdea(db, commune, { ...at3, move: "choose" }), fails("forbidden"));
    assert.deepEqual(await screenIdea(db, province, { ...at3, move: "choose" }), {
      state: "chosen",
    });
    await assert.rejects(
      withdrawIdea(db, commune, { ideaId: id, expectedVersion: 4, reason: "" }),
      fails("conflict"),
    );
    const { steps } = await getIdea(db, province, id);
    assert.deepEqual(
      steps.map(({ step }) => step),
      ["register", "take", "forward", "choose"],
    );
    assert.deepEqual(steps[2]?.productFit, fits.productFit);
    const acts = await db
      .select({ details: auditLog.details })
      .from(auditLog)
      .where(eq(auditLog.subjectId, id));
    assert.equal(acts.length, 4);
    assert.doesNotMatch(JSON.stringify(acts), /Nguyễn|0912/);
    const rows = [];
    for await (const page of ideasSheet(db, department, Number((await today(db)).slice(0, 4))).rows)
      rows.push(...page);
    assert.equal(rows.length, 1);
    assert.deepEqual([rows[0]?.[0], rows[0]?.[1], rows[0]?.[3]], [1, sent.title, null]);
    assert.doesNotMatch(JSON.stringify(rows), /Nguyễn|0912/);
    const counts = await countIdeas(db, department, (await getIdea(db, province, id)).idea.year);
    assert.deepEqual(counts.byState, { chosen: 1 });
  }));

test("a returned idea comes again after a week by the database's clock, mended, by its code or its producer", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, owner, producer } = await cast(db);
    const setClock = await takeDatabaseClock(db);
    await setClock(new Date("2026-12-28T02:00:00Z"));
    const byPhone = await registerPublic(db, builtIdea(), { ip });
    const own = await registerOwn(db, owner, ownIdea(producer.id));
    for (const { id } of [byPhone, own]) {
      const back = { ...said, move: "return", ideaId: id, expectedVersion: 1 } as const;
      await assert.rejects(screenIdea(db, commune, back), fails("invalid", "reason"));
      await screenIdea(db, commune, { ...back, reason: "Cần nói rõ nguồn nguyên liệu." });
    }
    const {
      applicantName: _n,
      applicantKind: _k,
      phone: _p,
      address: _a,
      communeCode: _c,
      formKey: _f,
      ...content
    } = builtIdea({ materials: "Vườn nhà 2 ha", title: "Trà hoa vàng, sửa" });
    const again = { ...content, ideaId: own.id, expectedVersion: 3 };
    await setClock(new Date("2027-01-03T16:59:00Z"));
    assert.equal((await askIdea(db, { code: byPhone.code, ip }))?.mayRefile, false);
    await assert.rejects(refileIdea(db, owner, again), fails("conflict"));
    await setClock(new Date("2027-01-03T17:00:00Z"));
    await refileIdea(db, owner, again);
    await refileByCode(db, { ...content, code: byPhone.code, expectedVersion: 3 }, { ip });
    for (const { id } of [byPhone, own]) {
      const { idea } = await getIdea(db, province, id);
      assert.deepEqual(
        [idea.state, idea.title, idea.year, idea.reason],
        ["registered", "Trà hoa vàng, sửa", 2027, null],
      );
    }
    await withdrawIdea(db, owner, { ideaId: own.id, expectedVersion: 4, reason: "" });
    // Who has only the code takes it back by that; what an account has is the account's.
    const { code } = byPhone;
    await assert.rejects(withdrawByCode(db, { code, expectedVersion: 3 }, { ip }), fails("stale"));
    await withdrawByCode(db, { code, expectedVersion: 4 }, { ip });
    const asked = await askIdea(db, { code, ip });
    assert.deepEqual([asked?.state, asked?.mayWithdraw], ["withdrawn", false]);
    await assert.rejects(
      refileByCode(db, { ...content, code, expectedVersion: 5 }, { ip }),
      fails("conflict"),
    );
    const kept = await registerOwn(db, owner, ownIdea(producer.id));
    await assert.rejects(
      withdrawByCode(db, { code: kept.code, expectedVersion: 1 }, { ip }),
      fails("conflict"),
    );
    await assert.rejects(
      refileByCode(db, { ...content, code: "sai", expectedVersion: 4 }, { ip }),
      fails("notFound"),
    );
  }));

test("what is put off comes into the next year's list; a producer hears of every end, its office of the beginning", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, owner, producer, elsewhere } = await cast(db);
    const setClock = await takeDatabaseClock(db);
    await setClock(new Date("2026-11-22T02:00:00Z"));
    await assert.rejects(registerOwn(db, elsewhere, ownIdea(producer.id)), fails("notFound"));
    const { id } = await registerOwn(db, owner, ownIdea(producer.id));
    await screenIdea(db, commune, { ...forward, ideaId: id, expectedVersion: 1 });
    const off = { ...said, move: "putOff", ideaId: id, expectedVersion: 3 } as const;
    await screenIdea(db, province, { ...off, reason: "Hết vốn hỗ trợ năm nay." });
    await assert.rejects(carryOverIdeas(db, province, { fromYear: 2026 }), fails("conflict"));
    await setClock(new Date("2027-01-01T02:00:00Z"));
    await assert.rejects(carryOverIdeas(db, commune, { fromYear: 2026 }), fails("forbidden"));
    assert.deepEqual(await carryOverIdeas(db, elsewhere, { fromYear: 2026 }), { count: 0 });
    assert.deepEqual(await carryOverIdeas(db, province, { fromYear: 2026 }), { count: 1 });
    const [carried] = (await listIdeas(db, owner, { year: 2027, track: "women" })).ideas;
    assert.deepEqual([carried?.id, carried?.state, carried?.setCode], [id, "registered", "01"]);
    // Districts screened until July 2025; what comes into a later list finds none of them.
    const then = { regime: "148-2023", registeredAt: new Date("2025-03-05T02:00:00Z") };
    assert.deepEqual(
      [levelsOf({ ...then, year: 2025 }), levelsOf({ ...then, year: 2026 })],
      [["district"], ["commune", "province"]],
    );
    await screenIdea(db, commune, { ...forward, ideaId: id, expectedVersion: 5 });
    await screenIdea(db, province, { ...said, move: "choose", ideaId: id, expectedVersion: 7 });
    assert.deepEqual(
      (await listChosenIdeas(db, owner, [producer.id])).map((idea) => [idea.id, idea.year]),
      [[id, 2027]],
    );
    assert.equal(await carryCycleNotices(db), 3);
    assert.equal(await carryCycleNotices(db), 0);
    const told = await db
      .select({ office: dossierMessages.officePath, subject: dossierMessages.subject })
      .from(dossierMessages)
      .where(eq(dossierMessages.aboutProducerId, producer.id));
    assert.deepEqual(
      told
        .map(({ office, subject }) => `${office ?? "chủ thể"}: ${subject.split(":")[0]}`)
        .toSorted(),
      [
        "19/05692: Ý tưởng mới",
        "chủ thể: Ý tưởng chuyển sang năm sau",
        "chủ thể: Ý tưởng được chọn",
      ],
    );
  }));

test("who sent an idea without an account takes it up by its code, for an own producer and once", () =>
  rolledBack(database.db, async (db) => {
    const { owner, producer } = await cast(db);
    const { id, code } = await registerPublic(db, builtIdea(), { ip });
    assert.equal((await askIdea(db, { code, ip }))?.isTied, false);

    const other = await buildProducer(db);
    const take = (wanted: { code?: string; producerId?: string }) =>
      adoptIdea(db, owner, { code, producerId: producer.id, ...wanted }, { ip });
    await assert.rejects(take({ code: "AAAA-AAAA-AAAA-AAAB" }), fails("invalid", "code"));
    await assert.rejects(take({ code: " " }), fails("invalid", "code"));
    await assert.rejects(take({ producerId: other.id }), fails("notFound"));
    assert.deepEqual(await take({ code: ` ${code.toLowerCase()} ` }), { id });
    assert.deepEqual(await take({}), { id });
    assert.equal((await getIdea(db, owner, id)).idea.producerId, producer.id);
    assert.equal((await askIdea(db, { code, ip }))?.isTied, true);
    const told = await db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    assert.equal(told.filter(({ action }) => action === cycleEvents.ideaLinked.action).length, 1);

    const abroad = await buildProducer(db, { path: "24/06997" });
    const away = (
      await buildAccount(db, {
        grants: [{ role: "producerOwner", path: "24/06997", holderId: abroad.id }],
      })
    ).actor;
    const far = (producerId: string, of: string) =>
      adoptIdea(db, away, { code: of, producerId }, { ip });
    await assert.rejects(far(abroad.id, code), fails("conflict"));
    const second = await registerPublic(db, builtIdea(), { ip });
    await assert.rejects(far(abroad.id, second.code), fails("unprocessable", "producerId"));
  }));

test("an office types in who called, and ties the idea to the producer that comes of it", () =>
  rolledBack(database.db, async (db) => {
    const { commune, elsewhere, owner, producer } = await cast(db);
    await assert.rejects(registerFor(db, elsewhere, builtIdea()), fails("forbidden"));
    await assert.rejects(
      registerFor(db, commune, builtIdea({ communeCode: "00000" })),
      fails("invalid", "communeCode"),
    );
    // Who has no telephone is found at home; anyone who sends it themselves leaves a number.
    const silent = builtIdea({ phone: "" });
    await assert.rejects(registerFor(db, commune, silent), fails("invalid", "address"));
    const found = await registerFor(db, commune, { ...silent, address: "Xóm Mẫu" });
    assert.equal((await getIdea(db, commune, found.id)).idea.phone, null);
    await assert.rejects(
      registerPublic(db, { ...silent, address: "Xóm Mẫu" }, { ip }),
      fails("invalid", "phone"),
    );
    const { id } = await registerFor(db, commune, builtIdea({ phone: "+84 912 345 678" }));
    const abroad = await buildProducer(db, { path: "24/06997" });
    const link = { ideaId: id, expectedVersion: 1 };
    await assert.rejects(
      linkIdea(db, commune, { ...link, producerId: abroad.id }),
      fails("notFound"),
    );
    await assert.rejects(
      linkIdea(db, owner, { ...link, producerId: producer.id }),
      fails("notFound"),
    );
    await linkIdea(db, commune, { ...link, producerId: producer.id });
    assert.equal((await getIdea(db, owner, id)).idea.channel, "officer");
    await assert.rejects(
      linkIdea(db, commune, { ideaId: id, expectedVersion: 2, producerId: producer.id }),
      fails("conflict"),
    );
    const invariant = allInvariants().find(
      ({ name }) => name === "cycle.ideaStandsWhereItsStepsLed",
    );
    const offences = async () => {
      const found: unknown[] = [];
      // Looks at no file.
      const files = {} as InvariantContext["files"];
      for await (const one of invariant?.offences({ db, files, deep: false }) ?? [null])
        found.push(one);
      return found;
    };
    assert.deepEqual(await offences(), []);
    await db.update(ideas).set({ state: "chosen" }).where(eq(ideas.id, id));
    assert.equal((await offences()).length, 1);
    await assert.rejects(
      db.transaction((tx) => tx.delete(ideas).where(eq(ideas.id, id))),
      (error: Error) => /permission denied/.test(String(error.cause)),
    );
  }));

test("a machine that registers on and on is told to wait", () =>
  rolledBack(database.db, async (db) => {
    const from = { ip: "203.0.113.77" };
    for (let sent = 1; sent < registrations.tries; sent++)
      await countAttempt(db, registrations, from.ip);
    await registerPublic(db, builtIdea(), from);
    await assert.rejects(registerPublic(db, builtIdea(), from), fails("tooMany"));
    await registerPublic(db, builtIdea({ formKey: randomUUID() }), { ip });
  }));
