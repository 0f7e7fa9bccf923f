import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { conflictDeclarations } from "#modules/councils/conflicts/schema.server.ts";
import { assignDossiers, assignmentsOf } from "#modules/councils/consult/assign.server.ts";
import type { BuiltTeam } from "#modules/councils/consult/factory.ts";
import { buildAwaiting } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { answerField } from "#modules/rulebooks/self-score/fields.ts";
import type { Hall } from "./hall.ts";
import { onItem, signAll } from "./scored.ts";
import { answersWorth } from "./worth.ts";

/** A request to councils that is right as it is, with everything that its form or body may hold. */
export type CouncilRequest = {
  readonly what: string;
  readonly who: { readonly username: string };
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: Readonly<Record<string, unknown>>;
};

/** One request of every kind about a hall of three products and a team; makes what they need. */
export async function councilRequests(
  db: Db,
  hall: Hall,
  team: BuiltTeam,
): Promise<CouncilRequest[]> {
  const [, signed = "", undeclared = ""] = hall.itemIds;
  await signAll(db, hall, signed, answersWorth(hall.set, 72));
  await db.delete(conflictDeclarations).where(eq(conflictDeclarations.itemId, undeclared));
  return [
    ...(await ofOffice(db, hall)),
    ...(await ofSecretary(db, hall)),
    ...ofMember(hall),
    ...(await ofConsultant(db, team)),
  ];
}

async function ofOffice(db: Db, { council, first }: Hall): Promise<CouncilRequest[]> {
  const { rows } = await db.execute<{ username: string }>(
    sql`select username from users where id = ${council.office.userId}`,
  );
  const office = { username: rows[0]?.username ?? "" };
  const candidate = await buildAccount(db, { grants: [{ role: "councilMember", path: "19" }] });
  const house = `/hoi-dong/${council.councilId}`;
  return [
    {
      what: "establish",
      who: office,
      path: "/hoi-dong/lap",
      form: {
        kind: "council",
        place: "province/19",
        regime: "26-2026",
        name: "Hội đồng khác",
        decisionNumber: "9/QĐ",
        decisionOn: "2026-06-01",
      },
    },
    {
      what: "add a member",
      who: office,
      path: house,
      form: {
        intent: "add",
        userId: candidate.id,
        duty: "member",
        scores: "on",
        agencyName: "Sở",
        position: "",
      },
    },
    {
      what: "plan",
      who: office,
      path: `${house}/phien/lap`,
      form: {
        stage: "province",
        title: "Phiên",
        mode: "meeting",
        place: "Hội trường",
        startsAt: "2026-12-01T08:00",
      },
    },
    {
      what: "enter a tie",
      who: office,
      path: "/xung-dot",
      form: {
        intent: "tie",
        userId: first.id,
        kind: "other",
        producerId: "",
        organisation: "Công ty",
        detail: "",
        since: "",
        until: "",
      },
    },
    {
      what: "enter a home",
      who: office,
      path: "/xung-dot",
      form: { intent: "home", userId: first.id, commune: "05755" },
    },
    {
      what: "begin a reference dossier",
      who: office,
      path: "/tap-cham/moi",
      form: { regime: "26-2026", setCode: "01", title: "Mẫu", description: "Mô tả" },
    },
  ];
}

async function ofSecretary(db: Db, { council, first, ...hall }: Hall): Promise<CouncilRequest[]> {
  const { secretary } = council;
  const session = `/phien/${hall.sessionId}`;
  const [item = "", signed = ""] = hall.itemIds;
  const on = async (id: string) => ({
    itemId: id,
    version: String((await onItem(db, id)).expectedVersion),
  });
  return [
    {
      what: "take attendance",
      who: secretary,
      path: session,
      form: { intent: "attend", userId: first.id, attendance: "absent", seen: "present" },
    },
    {
      what: "note",
      who: secretary,
      path: `${session}/san-pham/${item}`,
      form: {
        intent: "note",
        ...(await on(item)),
        samples: "on",
        presentation: "a",
        discussion: "b",
      },
    },
    {
      what: "put off",
      who: secretary,
      path: `${session}/san-pham/${item}`,
      form: { intent: "postpone", ...(await on(item)) },
    },
    {
      what: "reject",
      who: secretary,
      path: `${session}/san-pham/${item}`,
      form: { intent: "reject", ...(await on(item)), reason: "Căn cứ" },
    },
    {
      what: "reveal",
      who: secretary,
      path: `${session}/san-pham/${signed}`,
      form: { intent: "reveal", ...(await on(signed)) },
    },
  ];
}

function ofMember({ sessionId, first, itemIds: [item = ""] }: Hall): CouncilRequest[] {
  const session = `/phien/${sessionId}`;
  const write = {
    criterion: "1.1",
    option: 1,
    note: null,
    baseVersion: 0,
    writeId: randomUUID(),
    deviceAt: null,
  };
  return [
    { what: "declare", who: first, path: `${session}/khai-bao`, form: { all: "1" } },
    {
      what: "fill in a sheet by its form",
      who: first,
      path: `${session}/phieu/${item}`,
      form: {
        round: "1",
        "versions.1.1": "0",
        [answerField("1.1")]: "1",
        "notes.1.1": "",
        remarksVersion: "0",
        comment: "",
        proposesRejection: "",
        rejectionReason: "",
        stopAt: "",
      },
    },
    {
      what: "fill in a sheet",
      who: first,
      path: `${session}/luu`,
      json: { itemId: item, round: 1, writes: [write] },
    },
  ];
}

async function ofConsultant(db: Db, team: BuiltTeam): Promise<CouncilRequest[]> {
  const { dossierId } = await buildAwaiting(db);
  await assignDossiers(db, team.office.actor, {
    teamId: team.teamId,
    dueOn: "",
    assignments: [{ dossierId, userIds: [team.head.id] }],
  });
  const assignment = (await assignmentsOf(db, [dossierId]))[0]?.id ?? "";
  return [
    {
      what: "write a finding",
      who: team.head,
      path: `/tu-van/viec/${assignment}/luu`,
      json: {
        criterion: "1.1",
        option: 1,
        reason: "Đã xem",
        papers: [],
        expectedVersion: 0,
        writeId: randomUUID(),
      },
    },
    {
      what: "keep a survey",
      who: team.head,
      path: `/tu-van/viec/${assignment}/khao-sat/luu`,
      json: {
        id: randomUUID(),
        on: "2026-06-01",
        latitude: null,
        longitude: null,
        accuracy: null,
        people: "A",
        findings: "B",
        photos: [],
        signatureDigest: null,
        signedName: null,
        deviceAt: null,
      },
    },
    {
      what: "ask for a test",
      who: team.head,
      path: `/tu-van/ho-so/${dossierId}`,
      form: { intent: "askTest", indicators: "Vi sinh", reason: "Thiếu", lab: "", dueOn: "" },
    },
  ];
}
