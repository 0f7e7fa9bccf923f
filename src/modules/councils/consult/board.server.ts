import { and, count, desc, eq, inArray, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { board } from "#modules/dossiers/service/boards.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { can } from "../access.ts";
import { councils } from "../schema.server.ts";
import { assignmentsOf, isTeams } from "./assign.server.ts";
import { conflictedIn } from "./conflicted.server.ts";
import { type AssignmentRow, loadTeam, type TeamMemberRow, type TeamRow } from "./load.server.ts";
import { type Proposal, propose } from "./propose.ts";
import { consultAssignments, consultReports } from "./schema.server.ts";

/** A team's member with what they have in hand. */
export type TeamPerson = Pick<TeamMemberRow, "userId" | "duty" | "fields" | "agencyName"> & {
  readonly name: string;
  readonly load: number;
};

/** A dossier with the team: who has it, who must not, what is proposed. */
export type TeamDossier = {
  readonly row: DossierRow;
  readonly holders: readonly AssignmentRow[];
  /** Why, by account. */
  readonly conflicted: ReadonlyMap<string, string>;
  readonly proposal: Proposal | null;
  readonly isReported: boolean;
};

export type TeamBoard = {
  readonly team: TeamRow;
  readonly people: readonly TeamPerson[];
  readonly dossiers: readonly TeamDossier[];
};

/** The consult teams that the actor may see, newest decision first; those that ended come last. */
export async function listTeams(db: Db, actor: UserActor): Promise<readonly TeamRow[]> {
  const rows = await db
    .select()
    .from(councils)
    .where(eq(councils.kind, "consultTeam"))
    .orderBy(desc(councils.decisionOn), councils.id);
  return rows
    .filter(({ unitPath }) => can(actor, "assign", { unitPath, assigned: [] }))
    .toSorted((one, other) => Number(one.endedOn !== null) - Number(other.endedOn !== null));
}

/** How many dossiers each of these people has in hand, over all teams. */
async function loadsOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .select({ userId: consultAssignments.userId, load: count() })
    .from(consultAssignments)
    .where(
      and(
        inArray(consultAssignments.userId, [...userIds]),
        isNull(consultAssignments.submittedAt),
        isNull(consultAssignments.withdrawnAt),
      ),
    )
    .groupBy(consultAssignments.userId);
  return new Map(rows.map(({ userId, load }) => [userId, load]));
}

/**
 * The dossiers that lie with a team, its people, and a proposal that shares the dossiers out
 * (`propose`); for who may assign them. `each`: consultants that a dossier is to have.
 */
export async function describeTeamBoard(
  db: Db,
  actor: UserActor,
  { teamId, each = 2 }: { teamId: string; each?: number },
): Promise<TeamBoard> {
  const { team, members } = await loadTeam(db, actor, teamId);
  const userIds = members.map(({ userId }) => userId);
  const names = await namesOfAccounts(db, userIds);
  const loads = await loadsOf(db, userIds);
  const people = members.map(({ userId, duty, fields, agencyName }): TeamPerson => ({
    userId,
    duty,
    fields,
    agencyName,
    name: names.get(userId) ?? "",
    load: loads.get(userId) ?? 0,
  }));
  const rows = await dossiersWith(db, actor, team);
  const ids = rows.map(({ id }) => id);
  const holders = Map.groupBy(
    ids.length === 0 ? [] : await assignmentsOf(db, ids),
    ({ dossierId }) => dossierId,
  );
  const reported = await reportedOf(db, rows);
  const conflicts = await conflictedIn(db, ids, userIds);
  const dossiers = rows.map((row): TeamDossier => ({
    row,
    holders: (holders.get(row.id) ?? []).filter(({ stage }) => stage === row.stage),
    conflicted: conflicts.get(row.id) ?? new Map(),
    proposal: null,
    isReported: reported.has(row.id),
  }));
  const proposals = new Map(
    propose(
      people,
      dossiers
        .filter(({ isReported }) => !isReported)
        .map(({ row, holders: held, conflicted }) => ({
          dossierId: row.id,
          setCode: row.setCode,
          holders: held.map(({ userId }) => userId),
          conflicted: [...conflicted.keys()],
        })),
      each,
    ).map((proposal) => [proposal.dossierId, proposal]),
  );
  return {
    team,
    people,
    dossiers: dossiers.map((one) => ({ ...one, proposal: proposals.get(one.row.id) ?? null })),
  };
}

/** The dossiers under advice that the actor may see and that are this team's, oldest first. */
async function dossiersWith(db: Db, actor: UserActor, team: TeamRow): Promise<DossierRow[]> {
  const items = await board(db, actor, { states: ["underAdvice"] });
  const rows = await findDossiers(
    db,
    items.map(({ id }) => id),
  );
  const mine: DossierRow[] = [];
  for (const row of rows.values()) if (await isTeams(db, team, row)) mine.push(row);
  return mine.toSorted(
    (one, other) =>
      one.stateSince.getTime() - other.stateSince.getTime() || (one.id < other.id ? -1 : 1),
  );
}

/** The dossiers on which the team has reported since they came to it. */
async function reportedOf(db: Db, rows: readonly DossierRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const since = new Map(rows.map(({ id, stage, stateSince }) => [id, { stage, stateSince }]));
  const { dossierId, stage, submittedAt } = consultReports;
  const reports = await db
    .select({ dossierId, stage, submittedAt })
    .from(consultReports)
    .where(inArray(dossierId, [...since.keys()]));
  return new Set(
    reports
      .filter((report) => {
        const here = since.get(report.dossierId);
        return here?.stage === report.stage && report.submittedAt >= here.stateSince;
      })
      .map((report) => report.dossierId),
  );
}
