import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { takeDatabaseClock } from "#tests/support/database-clock.ts";
import { rolledBack } from "#tests/support/db.ts";
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
import { database, fails, cast } from "./ideas.test.world.ts";

test("campaigns, meetings and media count by month; each office keeps its own, and days of the year have a basis", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, department, auditor, elsewhere } = await cast(db);
    const setClock = await takeDatabaseClock(db);
    await setClock(new Date("2026-05-10T02:00:00Z"));
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
    const ahead = { ...meeting, on: "2026-05-11" };
    await assert.rejects(addMeeting(db, commune, ahead), fails("invalid", "on"));
    const { id } = await addMeeting(db, commune, meeting);
    await assert.rejects(getMeeting(db, elsewhere, "see", id), fails("notFound"));
    await assert.rejects(
      changeMeeting(db, department, { ...meeting, id: randomUUID(), expectedVersion: 1 }),
      fails("notFound"),
    );
    await assert.rejects(
      changeMeeting(db, province, { ...ahead, id, expectedVersion: 1 }),
      fails("invalid", "on"),
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
    await assert.rejects(
      addMedia(db, department, { ...piece, on: "2026-05-11" }),
      fails("invalid", "on"),
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
