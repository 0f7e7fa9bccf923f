import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildCouncil, buildSession } from "../factory.ts";
import type { EstablishCouncil } from "../inputs.ts";
import {
  authorisedCouncil,
  endCouncil,
  establishCouncil,
  listCouncils,
} from "./councils.server.ts";
import { loadSession, rulesOf } from "./load.server.ts";
import { addMember, removeMember } from "./members.server.ts";
import { adoptRules, listRules } from "./rules.server.ts";
import { cancelSession, listSessions, openSession, planSession } from "./sessions.server.ts";

const database = await testDatabase();
before(() => loadPlaces(database.db));
after(() => database.close());

const refused =
  (code: string, ...fields: string[]) =>
  (error: AppError) => {
    assert.equal(error.code, code);
    assert.deepEqual(Object.keys(error.fields), fields);
    return true;
  };
const decision = {
  kind: "council",
  level: "province",
  unit: "19",
  regime: "26-2026",
  name: "Hội đồng thử",
  decisionNumber: "12/QĐ-THỬ",
  decisionOn: "2026-06-01",
} satisfies EstablishCouncil;

test("a council is set up at the levels that its decision has, by the office of that level", () =>
  rolledBack(database.db, async (tx) => {
    const office = await buildAccount(tx, { grants: [{ role: "provinceOfficer", path: "19" }] });
    const ministry = await buildAccount(tx, { grants: [{ role: "centralOfficer", path: "" }] });
    const establish = (wanted: Partial<EstablishCouncil>, by = office) =>
      establishCouncil(tx, by.actor, { ...decision, ...wanted });
    const { id } = await establish({});
    const { council } = await authorisedCouncil(tx, office.actor, "see", id);
    assert.equal(council.unitPath, "19");
    await assert.rejects(
      establish({ level: "district", unit: "164" }),
      refused("invalid", "level"),
    );
    const old = await establish({
      level: "district",
      unit: "164",
      regime: "148-2023",
      decisionOn: "2024-01-15",
    });
    const district = (await authorisedCouncil(tx, office.actor, "see", old.id)).council;
    assert.deepEqual(
      [district.unitVersion, district.unitCode, district.unitPath],
      ["pre-2025", "164", "19"],
    );
    await assert.rejects(establish({ unit: "24" }), refused("forbidden"));
    await assert.rejects(establish({ level: "central", unit: "VN" }), refused("forbidden"));
    await assert.rejects(establish({}, ministry), refused("forbidden"));
    await establish({ level: "central", unit: "VN" }, ministry);
    await assert.rejects(establish({ decisionOn: "2099-01-01" }), refused("invalid", "decisionOn"));
    const others = await buildAccount(tx, { grants: [{ role: "provinceOfficer", path: "24" }] });
    assert.deepEqual(await listCouncils(tx, others.actor), []);
    await assert.rejects(authorisedCouncil(tx, others.actor, "see", id), refused("notFound"));
  }));

test("whoever is seated has the role of the duty, and a council has one chair", () =>
  rolledBack(database.db, async (tx) => {
    const { councilId, office, chair } = await buildCouncil(tx, { members: 3 });
    const seat = (userId: string, duty: "chair" | "member") =>
      addMember(tx, office, { councilId, userId, duty, scores: "on", agencyName: "Sở thử" });
    const account = async (role: "councilMember" | "councilChair", path = "19") =>
      (await buildAccount(tx, { grants: [{ role, path }], path })).id;
    await assert.rejects(seat(office.userId, "member"), refused("invalid", "userId"));
    await assert.rejects(
      seat(await account("councilMember", "24"), "member"),
      refused("invalid", "userId"),
    );
    await assert.rejects(
      seat(await account("councilMember"), "chair"),
      refused("invalid", "userId"),
    );
    await assert.rejects(seat(await account("councilChair"), "chair"), refused("conflict"));
    await assert.rejects(seat(chair.id, "member"), refused("conflict"));
    await seat(await account("councilMember"), "member");
    const { members } = await authorisedCouncil(tx, office, "see", councilId);
    assert.deepEqual(
      members.map(({ duty }) => duty),
      ["chair", "deputy", "member", "member", "secretary"],
    );
  }));

test("those who join or leave are taken over into planned sessions only", () =>
  rolledBack(database.db, async (tx) => {
    const council = await buildCouncil(tx, { members: 3 });
    const { councilId, office, secretary } = council;
    const open = await buildSession(tx, { council, items: 1 });
    const planned = await buildSession(tx, { council, items: 0, open: false });
    const seats = async (id: string) =>
      (await loadSession(tx, id)).seats.map(({ userId }) => userId);
    const before = await seats(open.sessionId);
    const fresh = await buildAccount(tx, { grants: [{ role: "councilMember", path: "19" }] });
    await addMember(tx, office, {
      councilId,
      userId: fresh.id,
      duty: "member",
      scores: true,
      agencyName: "Sở thử",
    });
    const { members } = await authorisedCouncil(tx, office, "see", councilId);
    const leaving = members.find(({ duty }) => duty === "deputy");
    assert.ok(leaving);
    await removeMember(tx, office, { councilId, memberId: leaving.id, reason: "Nghỉ hưu (thử)" });
    const now = await seats(planned.sessionId);
    assert.ok(now.includes(fresh.id) && !now.includes(leaving.userId));
    assert.deepEqual(await seats(open.sessionId), before);
    assert.equal((await listSessions(tx, secretary.actor, { councilId })).length, 2);
    assert.deepEqual(await listSessions(tx, fresh.actor, { states: ["open"] }), []);
  }));

test("a session keeps the rules that it opened with, whatever the council adopts later", () =>
  rolledBack(database.db, async (tx) => {
    const council = await buildCouncil(tx, { members: 3, rules: { decimals: 1 } });
    const { sessionId } = await buildSession(tx, { council, items: 1 });
    const { councilId, office } = council;
    const adopt = (wanted: object, effectiveOn = "2026-11-01") =>
      adoptRules(tx, office, { councilId, rules: wanted, texts: {}, effectiveOn });
    const { seq } = await adopt({ decimals: 0, spread: { limit: 5 } });
    assert.equal(seq, 2);
    const { session } = await loadSession(tx, sessionId);
    assert.deepEqual([session.rulesSeq, (await rulesOf(tx, session)).rules.decimals], [1, 1]);
    const [first, second] = await listRules(tx, councilId);
    assert.notEqual(first?.digest, second?.digest);
    assert.match(second?.texts["spread"] ?? "", /hơn 5 điểm/);
    await assert.rejects(adopt({}, "2026-01-01"), refused("invalid", "effectiveOn"));
    await assert.rejects(adopt({ decimals: 9 }), refused("invalid", "decimals"));
    await assert.rejects(
      adopt({ quorum: { fraction: "5/4" } }),
      refused("invalid", "quorum.fraction"),
    );
    await assert.rejects(adopt({ sheetsVisible: "always" }), refused("invalid", "sheetsVisible"));
    await assert.rejects(
      adoptRules(tx, council.secretary.actor, {
        councilId,
        rules: {},
        texts: {},
        effectiveOn: "2026-11-01",
      }),
      refused("forbidden"),
    );
    const own = await adoptRules(tx, office, {
      councilId,
      rules: {},
      texts: { quorum: "Họp khi có đủ ba phần tư." },
      effectiveOn: "2026-11-02",
    });
    const third = (await listRules(tx, councilId)).find((row) => row.seq === own.seq);
    assert.equal(third?.texts["quorum"], "Họp khi có đủ ba phần tư.");
  }));

test("a session opens once, with rules, someone to preside, a secretary and products", () =>
  rolledBack(database.db, async (tx) => {
    const council = await buildCouncil(tx, { members: 3 });
    const { sessionId } = await buildSession(tx, { council, items: 0, open: false });
    const secretary = council.secretary.actor;
    await assert.rejects(
      openSession(tx, secretary, { sessionId }),
      refused("unprocessable", "items"),
    );
    const full = await buildSession(tx, { council, items: 1, open: false });
    const { version } = (await loadSession(tx, full.sessionId)).session;
    const open = (actor = secretary, expectedVersion = version) =>
      openSession(tx, actor, { sessionId: full.sessionId, expectedVersion });
    await assert.rejects(open(council.chair.actor), refused("forbidden"));
    await assert.rejects(open(secretary, version + 1), refused("stale"));
    await open();
    await assert.rejects(
      openSession(tx, secretary, { sessionId: full.sessionId }),
      refused("conflict"),
    );
    await cancelSession(tx, secretary, { sessionId, reason: "Chưa đủ sản phẩm (thử)" });
    await assert.rejects(openSession(tx, secretary, { sessionId }), refused("conflict"));
  }));

test("a session has a place or a limit, as it is held, and a stage that its council has", () =>
  rolledBack(database.db, async (tx) => {
    const { councilId, secretary, office } = await buildCouncil(tx, { members: 3 });
    const plan = (wanted: object) =>
      planSession(tx, secretary.actor, {
        councilId,
        stage: "province",
        title: "Phiên thử",
        mode: "meeting",
        place: "Hội trường",
        startsAt: "2026-12-01T08:00",
        ...wanted,
      });
    await assert.rejects(plan({ place: "" }), refused("invalid", "place"));
    await assert.rejects(plan({ mode: "written", place: "" }), refused("invalid", "dueAt"));
    await assert.rejects(
      plan({ mode: "written", dueAt: "2026-12-01T07:59" }),
      refused("invalid", "dueAt"),
    );
    await assert.rejects(plan({ stage: "central" }), refused("invalid", "stage"));
    await assert.rejects(plan({ startsAt: "2026-13-01T08:00" }), refused("invalid", "startsAt"));
    const { id } = await plan({ mode: "written", dueAt: "2026-12-10T17:00" });
    const { session } = await loadSession(tx, id);
    assert.equal(session.startsAt.toISOString(), "2026-12-01T01:00:00.000Z");
    await endCouncil(tx, office, { councilId, endedOn: "2026-11-20" });
    await assert.rejects(plan({}), refused("conflict"));
  }));
