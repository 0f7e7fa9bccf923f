import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { toGrant } from "#modules/people/rules.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { addDemoTeam } from "./consult/demo.server.ts";
import { addTie } from "./conflicts/register.server.ts";
import { playClosedSession } from "./demo/closed.server.ts";
import type { Duty } from "./model.ts";
import { addDemoCase } from "./practice/demo.server.ts";
import { councils } from "./schema.server.ts";
import { addItems, listWaiting } from "./service/agenda.server.ts";
import { authorisedCouncil, establishCouncil } from "./service/councils.server.ts";
import { addMember } from "./service/members.server.ts";
import { adoptRules } from "./service/rules.server.ts";
import { planSession } from "./service/sessions.server.ts";

const mark = "(dữ liệu mẫu)";
const province = "19";

/** Who sits where: user name, duty, an invented agency. */
const seats: readonly (readonly [username: string, duty: Duty, agency: string])[] = [
  ["chutich", "chair", "Ủy ban nhân dân tỉnh"],
  ["phochutich", "deputy", "Sở Nông nghiệp và Môi trường"],
  ["hoidong", "member", "Sở Công Thương"],
  ["hoidong2", "member", "Sở Y tế"],
  ["hoidong3", "member", "Sở Khoa học và Công nghệ"],
  ["hoidong4", "member", "Sở Văn hóa, Thể thao và Du lịch"],
  ["hoidong5", "member", "Liên minh Hợp tác xã tỉnh"],
  ["hoidong6", "member", "Hội Nông dân tỉnh"],
  ["hoidong7", "member", "Trường đại học của tỉnh"],
  ["thuky", "secretary", "Văn phòng điều phối tỉnh"],
];

/** The people of the demo's council, by user name. */
export type DemoCast = ReadonlyMap<string, UserActor>;

/**
 * Gives a demo installation that has no council yet one of nine members and a secretary, with
 * its rules, a session that has closed and one that is planned, a consult team, and a reference
 * dossier for practice; all of them say that they are samples. Needs the demo accounts and dossiers. True when it did.
 */
export async function loadDemoCouncils({ db }: Database, isDemo: boolean): Promise<boolean> {
  if (!isDemo || (await db.$count(councils)) > 0) return false;
  const cast = await castOf(db);
  const [office, secretary] = [cast.get("vanphong"), cast.get("thuky")];
  if (!office || !secretary || seats.some(([name]) => !cast.has(name))) return false;
  const on = await today(db);
  const councilId = await seatCouncil(db, { cast, office, on });
  const { council } = await authorisedCouncil(db, secretary, "see", councilId);
  const waiting = (await listWaiting(db, council)).filter((row) => row.isDemo);
  // The set 07 has a doubt that the chair must rule on: those wait for the planned session.
  const [first, second] = waiting.filter(({ setCode }) => setCode !== "07");
  const rest = waiting.filter((row) => row !== first && row !== second);
  if (first && second)
    await playClosedSession(db, {
      councilId,
      secretary,
      members: seats.flatMap(([name, duty]) =>
        duty === "secretary" ? [] : (cast.get(name) ?? []),
      ),
      dossierIds: [first.id, second.id],
      on: addDays(on, -7),
    });
  const [tied] = rest;
  const partial = cast.get("hoidong5");
  if (tied && partial)
    await addTie(db, office, {
      userId: partial.userId,
      kind: "payment",
      producerId: tied.producerId,
      organisation: null,
      detail: `Đã giảng lớp tập huấn có trả thù lao ${mark}`,
      since: null,
      until: null,
    });
  // One stays with the advisers, so that their desk has work.
  const next = rest.length > 2 ? rest.slice(0, -1) : rest;
  await planNext(db, { councilId, secretary, on, dossierIds: next.map(({ id }) => id) });
  const consultant = cast.get("tuvan");
  if (consultant) await addDemoTeam(db, { office, consultantId: consultant.userId, on });
  await addDemoCase(db, office);
  return true;
}

async function castOf(db: Db): Promise<DemoCast> {
  const found = await searchOfficials(db, {
    roles: [
      "provinceOfficer",
      "councilChair",
      "councilMember",
      "councilSecretary",
      "consultMember",
    ],
    provinceCode: province,
    text: "",
  });
  return new Map(
    found.map(({ id, username, roles }): [string, UserActor] => [
      username,
      {
        kind: "user",
        userId: id,
        grants: roles.map(({ role, placePath }) =>
          toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
        ),
      },
    ]),
  );
}

async function seatCouncil(
  db: Db,
  { cast, office, on }: { cast: DemoCast; office: UserActor; on: string },
): Promise<string> {
  const decisionOn = addDays(on, -60);
  const { id: councilId } = await establishCouncil(
    db,
    office,
    {
      kind: "council",
      level: "province",
      unit: province,
      regime: "26-2026",
      name: `Hội đồng đánh giá, phân hạng sản phẩm OCOP ${mark}`,
      decisionNumber: "01/QĐ-MẪU",
      decisionOn,
    },
    { isDemo: true },
  );
  for (const [name, duty, agency] of seats)
    await addMember(db, office, {
      councilId,
      userId: cast.get(name)?.userId ?? "",
      duty,
      scores: duty !== "secretary",
      agencyName: `${agency} ${mark}`,
      joinedOn: decisionOn,
    });
  await adoptRules(db, office, { councilId, rules: {}, texts: {}, effectiveOn: decisionOn });
  return councilId;
}

async function planNext(
  db: Db,
  wanted: { councilId: string; secretary: UserActor; on: string; dossierIds: readonly string[] },
): Promise<void> {
  const { councilId, secretary, on, dossierIds } = wanted;
  const { id: sessionId } = await planSession(
    db,
    secretary,
    {
      councilId,
      stage: "province",
      title: `Phiên đánh giá sắp tới ${mark}`,
      mode: "meeting",
      place: "Hội trường mẫu",
      startsAt: `${addDays(on, 7)}T08:00`,
    },
    { isDemo: true },
  );
  if (dossierIds.length > 0)
    await addItems(db, secretary, { sessionId, dossierIds: [...dossierIds] });
}
