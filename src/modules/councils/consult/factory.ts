import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import type { Duty } from "../model.ts";
import { councilMembers, councils } from "../schema.server.ts";
import { saveFinding } from "./review.server.ts";

export type BuiltConsultant = {
  readonly id: string;
  readonly username: string;
  readonly actor: UserActor;
};

/** A consult team with its people; the head comes first. */
export type BuiltTeam = {
  readonly teamId: string;
  readonly office: BuiltConsultant;
  readonly head: BuiltConsultant;
  readonly people: readonly BuiltConsultant[];
};

/** Total defaults: a province's team of three, whose head comes first; `fields` in their order. */
export async function buildTeam(
  db: Db,
  wanted: { people?: number; path?: string; fields?: readonly (readonly string[])[] } = {},
): Promise<BuiltTeam> {
  const { people: count = 3, path = "19", fields = [] } = wanted;
  const office = await buildAccount(db, {
    name: "Cán bộ văn phòng (thử)",
    grants: [{ role: "provinceOfficer", path }],
    path,
  });
  const [team] = await db
    .insert(councils)
    .values({
      kind: "consultTeam",
      level: "province",
      regime: "26-2026",
      name: "Tổ tư vấn thử nghiệm",
      decisionNumber: "02/QĐ-THỬ",
      decisionOn: "2026-06-01",
      provinceCode: path,
      unitVersion: "2025-07-01",
      unitCode: path,
      unitPath: path,
      createdBy: office.id,
    })
    .returning({ id: councils.id });
  if (!team) throw new Error("the team was not stored");
  const people: BuiltConsultant[] = [];
  for (let at = 0; at < count; at++) {
    const duty: Duty = at === 0 ? "chair" : "member";
    const person = await buildAccount(db, {
      name: `Chuyên gia ${at + 1} (thử)`,
      grants: [{ role: "consultMember", path }],
      path,
    });
    await db.insert(councilMembers).values({
      councilId: team.id,
      userId: person.id,
      duty,
      scores: false,
      agencyName: `Trung tâm thử nghiệm ${at + 1}`,
      fields: fields[at] ?? [],
      joinedOn: "2026-06-01",
    });
    people.push(person);
  }
  const [head] = people;
  if (!head) throw new Error("a team needs a head");
  return { teamId: team.id, office, head, people };
}

/** Finds these options in a review, each with a reason; the rest stays open. */
export async function buildFindings(
  db: Db,
  actor: UserActor,
  assignmentId: string,
  options: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [criterion, option] of Object.entries(options))
    await saveFinding(db, actor, {
      assignmentId,
      criterion,
      option,
      reason: `Đã đối chiếu tiêu chí ${criterion} (thử).`,
      papers: [],
      expectedVersion: 0,
      writeId: crypto.randomUUID(),
    });
}
