import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { openProducer } from "#modules/producers/service/register.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPaper } from "#tests/support/desk.ts";
import { buildGround, buildOfficer } from "../factory.ts";
import { letterOf } from "../letters.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { listMessages, messagesPerPage } from "./messages.server.ts";
import { tellOfNewProducers, warnOfExpiringPapers } from "./producer-notices.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

/** A producer that its owner opens by itself in the commune 19/05692. */
async function openBySelf(tx: Db, name: string) {
  const owner = await buildAccount(tx, { grants: [{ role: "producerOwner", path: "19/05692" }] });
  return openProducer(tx, owner.actor, {
    kind: "household",
    name,
    communeCode: "05692",
    address: "Xóm Thử",
    companyForm: "",
    taxCode: "",
    registrationNumber: "",
    communityCapitalPercent: "",
    isTourism: undefined,
    phone: "",
    email: "",
    website: "",
    foundedOn: "",
    mainActivity: "",
  });
}

test("the commune is told once of a producer that came by itself, other communes never", async () => {
  await rolledBack(database.db, async (tx) => {
    const commune = await buildOfficer(tx, "communeOfficer", "19/05692");
    const other = await buildOfficer(tx, "communeOfficer", "19/05443");
    const province = await buildOfficer(tx, "provinceOfficer", "19");
    const { id } = await openBySelf(tx, "Hộ Tự Đăng Ký");
    // Opened by an officer, for someone who has no account: the office knows.
    await buildProducer(tx, { createdBy: commune.userId });
    assert.equal(await tellOfNewProducers(tx), 1);
    assert.equal(await tellOfNewProducers(tx), 0);
    const { messages, unread } = await listMessages(tx, commune);
    assert.equal(unread, 1);
    assert.equal(messages[0]?.subject, "Chủ thể mới tự đăng ký: Hộ Tự Đăng Ký");
    assert.equal(messages[0].aboutProducerId, id);
    assert.equal(messages[0].dossierId, null);
    assert.equal((await listMessages(tx, other)).unread, 0);
    assert.equal((await listMessages(tx, province)).unread, 0);
  });
});

test("messages come page by page, unread ones first, and none is on two pages", async () => {
  await rolledBack(database.db, async (tx) => {
    const commune = await buildOfficer(tx, "communeOfficer", "19/05692");
    const aboutProducerId = (await buildProducer(tx)).id;
    const all = Array.from({ length: messagesPerPage + 3 }, (_, at) => ({
      provinceCode: "19",
      officePath: "19/05692",
      aboutProducerId,
      kind: "newProducer" as const,
      subject: `Tin ${at}`,
      body: "Nội dung",
      // Written at once: the instant tells them not apart.
      ...(at < 2 ? {} : { readAt: new Date() }),
    }));
    await tx.insert(dossierMessages).values(all);
    const asked = { limit: messagesPerPage };
    const first = await listMessages(tx, commune, asked);
    const second = await listMessages(tx, commune, { ...asked, page: 2 });
    assert.deepEqual([first.total, first.unread], [messagesPerPage + 3, 2]);
    assert.deepEqual(
      first.messages.slice(0, 3).map(({ readAt }) => readAt === null),
      [true, true, false],
    );
    assert.equal(second.messages.length, 3);
    const subjects = [...first.messages, ...second.messages].map(({ subject }) => subject);
    assert.equal(new Set(subjects).size, all.length);
  });
});

test("where the commune has no account the province is told", async () => {
  await rolledBack(database.db, async (tx) => {
    const province = await buildOfficer(tx, "provinceOfficer", "19");
    await openBySelf(tx, "Hộ Chưa Có Cán Bộ Xã");
    assert.equal(await tellOfNewProducers(tx), 1);
    assert.equal((await listMessages(tx, province)).unread, 1);
  });
});

test("a producer is warned of a paper at sixty days, at fourteen, and when it has ended; once each", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const other = await buildGround(tx);
    const now = await today(tx);
    const title = "Phiếu kiểm nghiệm";
    const ends = (days: number) => ({ kind: "testReport" as const, expiresOn: addDays(now, days) });
    const paper = await buildPaper(tx, ground, { ...ends(60), title });
    await buildPaper(tx, ground, { ...ends(-200), title: "Giấy cũ lâu rồi" });
    await buildPaper(tx, ground, { ...ends(5), title: "Giấy đã cất", archivedAt: new Date() });
    assert.equal(await warnOfExpiringPapers(tx), 0, "sixty days are not yet within sixty days");
    assert.equal(await warnOfExpiringPapers(tx, 61), 1, "the installation's own number of days");
    await tx.delete(dossierMessages);
    const subjects = async () =>
      (await listMessages(tx, ground.owner)).messages.map(({ subject }) => subject);
    for (const [days, said] of [
      [59, /^Sắp hết hạn ngày/],
      [13, /^Chỉ còn hạn đến ngày/],
      [-1, /^Đã hết hạn từ ngày/],
    ] as const) {
      await tx.update(papers).set(ends(days)).where(eq(papers.id, paper));
      assert.equal(await warnOfExpiringPapers(tx), 1);
      assert.equal(await warnOfExpiringPapers(tx), 0, "said twice");
      assert.ok(
        (await subjects()).some((subject) => said.test(subject)),
        String(said),
      );
    }
    assert.equal((await subjects()).length, 3);
    assert.equal((await listMessages(tx, other.owner)).unread, 0);
    const [message] = (await listMessages(tx, ground.owner)).messages;
    assert.ok(message);
    const letter = letterOf(message, "https://ocop.example.vn");
    assert.match(letter.body, /https:\/\/ocop\.example\.vn\/ho-so\/tin-nhan/);
  });
});
