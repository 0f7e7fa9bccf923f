import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import {
  type DossierRow,
  findDossier,
  procedureOf,
} from "#modules/dossiers/service/load.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { conflictedAmong } from "./conflicted.server.ts";
import { events } from "./events.server.ts";
import { AssignDossiers, Reassign } from "./inputs.ts";
import {
  assertUnderAdvice,
  demand,
  findAssignment,
  loadTeam,
  type TeamMemberRow,
  type TeamRow,
} from "./load.server.ts";
import { consultAssignments } from "./schema.server.ts";

/**
 * Gives dossiers to consultants of a team, as the office decided. Whoever has one already keeps
 * it; whoever handed a review in before the dossier was filed anew begins again. Refused as a
 * whole: for a person who is not in the team, for one in conflict, for a dossier of another
 * place, level or step.
 */
export async function assignDossiers(
  db: Db,
  actor: UserActor,
  input: AssignDossiers,
): Promise<{ given: number }> {
  const { teamId, dueOn, assignments } = parseInput(AssignDossiers, input);
  return db.transaction(async (tx) => {
    const { team, members } = await loadTeam(tx, actor, teamId);
    const assigned = members.map(({ userId }) => userId);
    demand(actor, "assign", { unitPath: team.unitPath, assigned });
    if (team.endedOn !== null)
      throw new AppError("conflict", { vi: "Tổ tư vấn này đã kết thúc nhiệm vụ." });
    let given = 0;
    // One order for everyone, so that two offices never wait for each other.
    for (const { dossierId, userIds } of assignments.toSorted((one, other) =>
      one.dossierId < other.dossierId ? -1 : 1,
    )) {
      const row = await findDossier(tx, dossierId, { lock: true });
      await assertTeams(tx, team, row);
      assertMembers(members, userIds);
      await assertNoConflict(tx, row, userIds);
      for (const userId of new Set(userIds))
        given += await give(tx, actor, { team, row, userId, dueOn });
    }
    return { given };
  });
}

/**
 * Takes a dossier out of a consultant's hands, and puts it into another's when one is named.
 * What was written stays with its assignment and counts no more.
 */
export async function reassign(db: Db, actor: UserActor, input: Reassign): Promise<void> {
  const { assignmentId, userId } = parseInput(Reassign, input);
  await db.transaction(async (tx) => {
    const { assignment } = await findAssignment(tx, assignmentId, { lock: true });
    const { unitPath, userId: holder } = assignment;
    demand(actor, "assign", { unitPath, assigned: [holder] });
    if (assignment.withdrawnAt !== null)
      throw new AppError("conflict", { vi: "Việc này đã được giao lại. Hãy tải lại trang." });
    const row = await findDossier(tx, assignment.dossierId, { lock: true });
    assertUnderAdvice(row, assignment.stage);
    await tx
      .update(consultAssignments)
      .set({ withdrawnAt: sql`now()`, version: sql`${consultAssignments.version} + 1` })
      .where(eq(consultAssignments.id, assignment.id));
    if (userId !== null) {
      const { team, members } = await loadTeam(tx, actor, assignment.teamId);
      assertMembers(members, [userId]);
      await assertNoConflict(tx, row, [userId]);
      await give(tx, actor, { team, row, userId, dueOn: assignment.dueOn });
    }
    await appendAudit(tx, events.withdrawn, {
      actorId: actor.userId,
      subjectId: assignment.id,
      provinceCode: assignment.provinceCode,
      unitPath: assignment.unitPath,
      details: { dossier: row.id, userId: assignment.userId },
    });
  });
}

type Giving = {
  readonly team: TeamRow;
  readonly row: DossierRow;
  readonly userId: string;
  readonly dueOn: string | null;
};

/** 1 when the person has it now and had it not before. */
async function give(tx: Db, actor: UserActor, { team, row, userId, dueOn }: Giving) {
  const stage = row.stage ?? "";
  const [made] = await tx
    .insert(consultAssignments)
    .values({
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      dossierId: row.id,
      stage,
      teamId: team.id,
      userId,
      dueOn,
      assignedBy: actor.userId,
    })
    .onConflictDoUpdate({
      target: [consultAssignments.dossierId, consultAssignments.stage, consultAssignments.userId],
      set: {
        teamId: team.id,
        dueOn,
        assignedBy: actor.userId,
        assignedAt: sql`now()`,
        submittedAt: null,
        withdrawnAt: null,
        version: sql`${consultAssignments.version} + 1`,
      },
      // A review in hand, or handed in since the dossier came to the team, is left alone.
      setWhere: sql`${consultAssignments.withdrawnAt} is not null
        or ${consultAssignments.submittedAt} < ${row.stateSince.toISOString()}::timestamptz`,
    })
    .returning({ id: consultAssignments.id });
  if (!made) return 0;
  await appendAudit(tx, events.assigned, {
    actorId: actor.userId,
    subjectId: made.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
    details: { dossier: row.id, userId, stage },
  });
  return 1;
}

/** Whether a team's place and level are those of the dossier's step. */
export async function isTeams(db: Db, team: TeamRow, row: DossierRow): Promise<boolean> {
  const stage = stageOf(procedureOf(row, await today(db)).path, row.stage);
  const { unitPath } = team;
  const isHere =
    unitPath === "" || row.unitPath === unitPath || row.unitPath.startsWith(`${unitPath}/`);
  return isHere && stage?.level === team.level;
}

async function assertTeams(tx: Db, team: TeamRow, row: DossierRow): Promise<void> {
  assertUnderAdvice(row, row.stage ?? "");
  if (await isTeams(tx, team, row)) return;
  throw new AppError("notFound", { vi: "Hồ sơ này không thuộc phạm vi của tổ tư vấn." });
}

function assertMembers(members: readonly TeamMemberRow[], userIds: readonly string[]): void {
  const known = new Set(members.map(({ userId }) => userId));
  if (userIds.every((id) => known.has(id))) return;
  throw new AppError("unprocessable", {
    vi: "Có người được chọn không còn trong tổ tư vấn. Hãy tải lại trang rồi chọn lại.",
    fields: { userIds: "Hãy chọn người trong tổ." },
  });
}

async function assertNoConflict(
  tx: Db,
  row: DossierRow,
  userIds: readonly string[],
): Promise<void> {
  const found = await conflictedAmong(tx, row, userIds);
  if (found.size === 0) return;
  const names = await namesOfAccounts(tx, found.keys());
  const lines = [...found].map(([id, why]) => `${names.get(id) ?? ""}: ${why.toLowerCase()}`);
  throw new AppError("unprocessable", {
    vi: `Không giao hồ sơ “${row.productName}” cho người có xung đột lợi ích. ${lines.join("; ")}.`,
    fields: { userIds: lines.join("; ") },
  });
}

/** The assignments in force of these dossiers, each at the step where it lies now. */
export function assignmentsOf(db: Db, dossierIds: readonly string[]) {
  return db
    .select()
    .from(consultAssignments)
    .where(
      and(
        inArray(consultAssignments.dossierId, [...dossierIds]),
        isNull(consultAssignments.withdrawnAt),
      ),
    )
    .orderBy(consultAssignments.assignedAt, consultAssignments.id);
}
