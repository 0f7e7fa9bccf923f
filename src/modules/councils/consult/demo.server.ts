import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { establishCouncil } from "../service/councils.server.ts";
import { addMember } from "../service/members.server.ts";
import { assignDossiers } from "./assign.server.ts";
import { describeTeamBoard } from "./board.server.ts";

const mark = "(dữ liệu mẫu)";

/**
 * A consult team of a demo province headed by its one consultant, with the dossiers that still
 * lie with advisers in their hands. `on`: the day of the demo.
 */
export async function addDemoTeam(
  db: Db,
  { office, consultantId, on }: { office: UserActor; consultantId: string; on: string },
): Promise<void> {
  const decisionOn = addDays(on, -60);
  const { id: teamId } = await establishCouncil(
    db,
    office,
    {
      kind: "consultTeam",
      level: "province",
      unit: "19",
      regime: "26-2026",
      name: `Tổ tư vấn Chương trình OCOP ${mark}`,
      decisionNumber: "02/QĐ-MẪU",
      decisionOn,
    },
    { isDemo: true },
  );
  await addMember(db, office, {
    councilId: teamId,
    userId: consultantId,
    duty: "chair",
    scores: false,
    agencyName: `Trung tâm khuyến nông ${mark}`,
    fields: ["01", "03", "07"],
    joinedOn: decisionOn,
  });
  const { dossiers } = await describeTeamBoard(db, office, { teamId, each: 1 });
  const assignments = dossiers
    .filter(({ row, conflicted }) => row.isDemo && !conflicted.has(consultantId))
    .map(({ row }) => ({ dossierId: row.id, userIds: [consultantId] }));
  if (assignments.length > 0)
    await assignDossiers(db, office, { teamId, dueOn: addDays(on, 7), assignments });
}
