import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { allInvariants, type InvariantContext } from "#core/invariants/invariant.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { carryCycleNotices } from "#modules/dossiers/service/cycle-notices.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { takeDatabaseClock } from "#tests/support/database-clock.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { cycleFacts } from "../../calendar/facts.server.ts";
import { readYear, setDates } from "../../calendar/service/calendar.server.ts";
import {
  addMedia,
  addMeeting,
  changeMeeting,
  dropRecord,
  getMeeting,
  readCampaignYear,
  saveCampaign,
} from "../../campaigns/service/campaigns.server.ts";
import { countMonths } from "../../campaigns/months.ts";
import { cycleEvents } from "../../events.server.ts";
import { builtIdea } from "../../factory.ts";
import { ideas } from "../../schema.server.ts";
import { ideasSheet } from "../sheet.server.ts";
import "../../invariants.server.ts";
import { countIdeas } from "./counts.server.ts";
import {
  adoptIdea,
  askIdea,
  linkIdea,
  refileByCode,
  refileIdea,
  withdrawIdea,
} from "./own.server.ts";
import { declareTie } from "../../service/ties.server.ts";
import { cycleTies } from "../../ties/schema.server.ts";
import "#modules/councils/conflicts/ties-of-the-year.server.ts";
import { interestTies } from "#modules/councils/conflicts/schema.server.ts";
import { getIdea, listChosenIdeas, listIdeas } from "./read.server.ts";
import { registerFor, registerOwn, registerPublic, registrations } from "./register.server.ts";
import { screenMany } from "./screen-many.server.ts";
import { carryOverIdeas, screenIdea, takeIdea } from "./screen.server.ts";

const database = await testDatabase();
after(() => database.close());

const ip = "203.0.113.9";
const fails = (code: ErrorCode, field?: string) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (field === undefined || field in error.fields);

async function cast(db: Db) {
  const account = async (role: Parameters<typeof buildAccount>[1] & object) =>
    (await buildAccount(db, role)).actor;
  const producer = await buildProducer(db);
  return {
    producer,
    commune: await account({ grants: [{ role: "communeOfficer", path: "19/05692" }] }),
    province: await account({ grants: [{ role: "provinceOfficer", path: "19" }] }),
    department: await account({ grants: [{ role: "departmentOfficer", path: "19" }] }),
    auditor: await account({ grants: [{ role: "auditor", path: "19" }] }),
    elsewhere: await account({ grants: [{ role: "provinceOfficer", path: "24" }] }),
    owner: await account({
      grants: [{ role: "producerOwner", path: "19/05692", holderId: producer.id }],
    }),
  };
}

const yes = (asked: readonly { readonly id: string }[]) =>
  Object.fromEntries(asked.map(({ id }) => [id, "yes" as const]));
const fits = {
  productFit: yes(cycleFacts().fit.product),
  applicantFit: yes(cycleFacts().fit.applicant),
};
const told = { setCode: "01", reason: "", note: "", productFit: {}, applicantFit: {} };
const said = { ...told, noTies: true };
const forward = { ...said, ...fits, move: "forward" } as const;

test("an idea from a phone comes through the commune to the office, once, and its code tells how far", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, department, auditor, elsewhere, owner } = await cast(db);
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
    await assert.rejects(
      refileByCode(db, { ...content, code: "sai", expectedVersion: 4 }, { ip }),
      fails("notFound"),
    );
  }));

function ownIdea(producerId: string) {
  const {
    applicantName: _n,
    applicantKind: _k,
    phone: _p,
    address: _a,
    communeCode: _c,
    ...content
  } = builtIdea({ track: "women" });
  return { ...content, producerId };
}

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

test("campaigns, meetings and media count by month; each office keeps its own, and days of the year have a basis", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, department, auditor, elsewhere } = await cast(db);
    const campaign = {
      year: 2026,
      expectedVersion: 0,
      title: "Mỗi xã một ý tưởng",
      topics: "Ba nguyên tắc\n\nBộ tiêu chí mới",
      mediaPerMonth: "3",
      basis: "",
    };
    const year = { provinceCode: "19", year: 2026 };
    assert.equal((await readCampaignYear(db, department, year)).goal.perMonth, 2);
    await assert.rejects(saveCampaign(db, commune, campaign), fails("forbidden"));
    await saveCampaign(db, province, campaign);
    await assert.rejects(saveCampaign(db, province, campaign), fails("stale"));
    const meeting = {
      on: "2026-03-05",
      calledBy: "UBND xã",
      place: "Nhà văn hóa",
      topics: "Đăng ký ý tưởng",
      attendance: "45",
      women: "20",
      guests: "Nguyễn Văn Thử – Hội Nông dân\nTrần Thị Thử",
    };
    await assert.rejects(
      addMeeting(db, commune, { ...meeting, women: "46" }),
      fails("invalid", "women"),
    );
    await assert.rejects(addMeeting(db, auditor, meeting), fails("forbidden"));
    const { id } = await addMeeting(db, commune, meeting);
    await assert.rejects(getMeeting(db, elsewhere, "see", id), fails("notFound"));
    await assert.rejects(
      changeMeeting(db, department, { ...meeting, id: randomUUID(), expectedVersion: 1 }),
      fails("notFound"),
    );
    await changeMeeting(db, province, { ...meeting, id, expectedVersion: 1, attendance: "50" });
    const piece = {
      on: "2026-03-09",
      kind: "news",
      outlet: "Báo tỉnh",
      title: "Tin",
      url: "",
    } as const;
    await assert.rejects(
      addMedia(db, department, { ...piece, url: "http://example.vn/tin" }),
      fails("invalid", "url"),
    );
    await assert.rejects(
      addMedia(db, department, { ...piece, url: "javascript:alert(1)" }),
      fails("invalid", "url"),
    );
    const first = await addMedia(db, department, { ...piece, url: "https://example.vn/tin" });
    await addMedia(db, province, { ...piece, on: "2026-03-31" });
    await addMedia(db, province, { ...piece, on: "2026-04-01" });
    await dropRecord(db, province, "media", { id: first.id, expectedVersion: 1, reason: "Trùng" });
    const read = await readCampaignYear(db, commune, year);
    assert.deepEqual(read.campaign?.topics, ["Ba nguyên tắc", "Bộ tiêu chí mới"]);
    assert.deepEqual(
      read.meetings.map(({ attendance, women, guests }) => [attendance, women, guests[1]?.name]),
      [[50, 20, "Trần Thị Thử"]],
    );
    assert.equal((await readCampaignYear(db, elsewhere, year)).meetings.length, 0);
    const months = countMonths(read.media, { year: 2026, perMonth: 1, today: "2026-05-10" });
    assert.deepEqual(
      months.slice(0, 5).map(({ count, isBelow }) => [count, isBelow]),
      [
        [0, true],
        [0, true],
        [1, false],
        [1, false],
        [0, false],
      ],
    );

    const set = {
      year: 2027,
      step: "ideas",
      expectedVersion: 0,
      from: "2027-03-10",
      to: "2027-04-20",
      secondFrom: "",
      secondTo: "",
      basis: "Kế hoạch thử",
    };
    await assert.rejects(setDates(db, commune, "19", set), fails("forbidden"));
    await assert.rejects(setDates(db, elsewhere, "19", set), fails("forbidden"));
    await assert.rejects(
      setDates(db, province, "19", { ...set, step: "evaluationDistrict" }),
      fails("notFound"),
    );
    await setDates(db, province, "19", set);
    await assert.rejects(setDates(db, province, "19", set), fails("stale"));
    const ideasOf = async (code: string) =>
      (await readYear(db, code, 2027)).steps.find(({ step }) => step === "ideas");
    assert.deepEqual((await ideasOf("19"))?.spans, [{ from: "2027-03-10", to: "2027-04-20" }]);
    assert.deepEqual((await ideasOf("24"))?.spans, [{ from: "2027-03-01", to: "2027-04-30" }]);
  }));

test("whoever is tied to the applicant decides nothing: declared, by the telephone, or in the register of ties", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, owner, producer } = await cast(db);
    const [own, more] = [
      await registerOwn(db, owner, ownIdea(producer.id)),
      await registerOwn(db, owner, { ...ownIdea(producer.id), title: "Ý tưởng khác" }),
    ];
    const first = { ideaId: own.id, expectedVersion: 1 };
    await assert.rejects(
      screenIdea(db, commune, { ...forward, ...first, noTies: false }),
      fails("invalid", "noTies"),
    );
    assert.equal(await db.$count(cycleTies), 0);
    const tie = { about: "idea", id: own.id, note: "Anh họ" } as const;
    await assert.rejects(
      declareTie(db, commune, { ...tie, kind: "none" as "own" }),
      fails("invalid"),
    );
    await declareTie(db, commune, { ...tie, kind: "relative" });
    for (const ideaId of [own.id, more.id]) {
      const on = { ideaId, expectedVersion: 1 };
      await assert.rejects(takeIdea(db, commune, on), fails("forbidden"));
      await assert.rejects(screenIdea(db, commune, { ...forward, ...on }), fails("forbidden"));
    }
    const sent = await registerPublic(db, builtIdea(), { ip });
    const namesake = await buildAccount(db, {
      username: "0912345678",
      grants: [{ role: "communeOfficer", path: "19/05692" }],
    });
    const open = { ideaId: sent.id, expectedVersion: 1 };
    await assert.rejects(
      screenIdea(db, namesake.actor, { ...forward, ...open }),
      fails("forbidden"),
    );

    await screenIdea(db, province, { ...forward, ...first });
    const [said] = await db.select().from(cycleTies).where(eq(cycleTies.userId, province.userId));
    assert.deepEqual([said?.ideaId, said?.kind], [own.id, null]);
    await db.insert(interestTies).values({
      provinceCode: "19",
      userId: province.userId,
      kind: "payment",
      producerId: producer.id,
      createdBy: province.userId,
    });
    const choose = { ...onIdea(own.id, 3), move: "choose" } as const;
    await assert.rejects(screenIdea(db, province, choose), fails("forbidden"));
    const rows = await db.select().from(auditLog).where(eq(auditLog.action, "cycle.tieDeclared"));
    assert.deepEqual(
      rows.map(({ details }) => (details as { kind: string | null }).kind),
      ["relative", null],
    );
    await assert.rejects(db.transaction((tx) => tx.delete(cycleTies)));
  }));

const onIdea = (ideaId: string, expectedVersion: number) => ({ ...said, ideaId, expectedVersion });

test("many ideas are decided on with one word, each by the rules of one; what could not be is told", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, elsewhere } = await cast(db);
    const ids: string[] = [];
    for (const title of ["Một", "Hai", "Ba", "Bốn"])
      ids.push((await registerPublic(db, builtIdea({ title }), { ip })).id);
    const [one = "", two = "", three = "", four = ""] = ids;
    for (const ideaId of [one, two, three])
      await screenIdea(db, commune, { ...forward, ideaId, expectedVersion: 1 });
    const chosen = [`${one}:3`, `${two}:2`, `${three}:3`, `${four}:1`];
    const many = { chosen, move: "choose", reason: "", noTies: true } as const;
    await assert.rejects(screenMany(db, province, { ...many, noTies: false }), fails("invalid"));
    await assert.rejects(
      screenMany(db, province, { ...many, move: "putOff" }),
      fails("invalid", "reason"),
    );
    await assert.rejects(screenMany(db, province, { ...many, chosen: [] }), fails("invalid"));
    await assert.rejects(screenMany(db, elsewhere, many), fails("notFound"));
    await declareTie(db, province, { about: "idea", id: three, kind: "work", note: "" });
    const { done, left } = await screenMany(db, province, many);
    assert.equal(done, 1);
    assert.deepEqual(
      left.map(({ title, why }) => [
        title,
        /vừa thay đổi|quan hệ lợi ích|bộ sản phẩm/.exec(why)?.[0],
      ]),
      [
        ["Hai", "vừa thay đổi"],
        ["Ba", "quan hệ lợi ích"],
        ["Bốn", "bộ sản phẩm"],
      ],
    );
    assert.deepEqual(
      (await listIdeas(db, province, { state: "chosen" })).ideas.map(({ id }) => id),
      [one],
    );
    const back = { chosen: `${four}:1`, move: "return", reason: "Cần rõ nguyên liệu." } as const;
    assert.deepEqual(await screenMany(db, commune, { ...back, noTies: true }), {
      done: 1,
      left: [],
    });
    assert.equal((await getIdea(db, commune, four)).idea.reason, "Cần rõ nguyên liệu.");
  }));
