import { and, desc, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { can, inspectionPermissions } from "../access.ts";
import { filePurposes, type FilePurpose } from "../model.ts";
import { inspectionPlans, inspections } from "../schema.server.ts";
import { findingSteps, inspectionSteps, next } from "../states.ts";
import { withoutConflicts } from "./conflicts.server.ts";
import { fileOf, type KeptFile } from "./files.server.ts";
import { isOpen } from "./findings.server.ts";
import {
  authorisedInspection,
  authorisedPlan,
  findingsOf,
  type FindingRow,
  type InspectionRow,
  type PlanRow,
  visitOf,
  type VisitRow,
} from "./load.server.ts";
import { type LogRow, logOf } from "./own.server.ts";

/** An inspection in a list. */
export type InspectionItem = InspectionRow & {
  readonly leadName: string;
  /** Findings that wait for the producer or for a decision; how many of them are late. */
  readonly open: number;
  readonly overdue: number;
};

const mostRows = 500;

/** The inspections that the actor may see and is in no conflict with; of one plan, where it is given. */
export async function listInspections(
  db: Db,
  actor: UserActor,
  { planId }: { planId?: string } = {},
): Promise<InspectionItem[]> {
  const rows = await db
    .select()
    .from(inspections)
    .where(
      and(
        scopeSql(actor, inspectionPermissions.see, {
          placeVersion: sql`${currentVersion}::text`,
          placePath: inspections.unitPath,
        }),
        planId === undefined ? undefined : eq(inspections.planId, planId),
      ),
    )
    .orderBy(
      sql`array_position(array['visited', 'planned', 'concluded', 'cancelled'], ${inspections.state})`,
      desc(inspections.plannedOn),
      inspections.id,
    )
    .limit(mostRows);
  const mine = await withoutConflicts(db, actor, rows);
  const on = await today(db);
  const findings = await findingsOf(
    db,
    mine.map(({ id }) => id),
  );
  const open = Map.groupBy(findings.filter(isOpen), ({ inspectionId }) => inspectionId);
  const names = await namesOfAccounts(
    db,
    mine.map(({ leadId }) => leadId),
  );
  return mine.map((row) => {
    const own = open.get(row.id) ?? [];
    return {
      ...row,
      leadName: names.get(row.leadId) ?? "",
      open: own.length,
      overdue: own.filter(({ state, dueOn }) => state === "open" && (dueOn ?? on) < on).length,
    };
  });
}

/** A plan with its inspections. */
export async function describePlan(
  db: Db,
  actor: UserActor,
  planId: string,
): Promise<{ plan: PlanRow; visits: InspectionItem[]; mayPlan: boolean }> {
  const plan = await authorisedPlan(db, actor, "see", planId);
  const visits = await listInspections(db, actor, { planId: plan.id });
  return { plan, visits, mayPlan: can(actor, "plan", plan) };
}

/** All that an inspector sees of an inspection. */
export type InspectionView = {
  readonly row: InspectionRow;
  readonly plan: PlanRow | null;
  readonly visit: VisitRow | null;
  readonly findings: readonly (FindingRow & { readonly log: readonly LogRow[] })[];
  /** Rechecks of it, the newest first. */
  readonly rechecks: readonly Pick<InspectionRow, "id" | "plannedOn" | "state">[];
  /** Names of everybody who is spoken of, by account. */
  readonly names: ReadonlyMap<string, string>;
  readonly today: string;
  readonly may: {
    readonly visit: boolean;
    readonly conclude: boolean;
    readonly change: boolean;
    readonly judge: boolean;
    readonly recheck: boolean;
    /** Something was referred: a case on revocation may be opened from it. */
    readonly openCase: boolean;
  };
};

/** One inspection; `notFound` outside the actor's units and for who is in conflict. */
export async function describeInspection(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<InspectionView> {
  const row = await authorisedInspection(db, actor, "see", id);
  const [plan = null] = row.planId
    ? await db.select().from(inspectionPlans).where(eq(inspectionPlans.id, row.planId))
    : [];
  const visit = (await visitOf(db, row.id)) ?? null;
  const found = await findingsOf(db, [row.id]);
  const log = await logOf(db, found);
  const rechecks = await db
    .select({ id: inspections.id, plannedOn: inspections.plannedOn, state: inspections.state })
    .from(inspections)
    .where(eq(inspections.followsId, row.id))
    .orderBy(desc(inspections.createdAt));
  const spoken = [
    row.leadId,
    row.createdBy,
    row.concludedBy,
    ...[...log.values()].flat().map(({ by }) => by),
  ];
  return {
    row,
    plan,
    visit,
    findings: found.map((one) => ({ ...one, log: log.get(one.id) ?? [] })),
    rechecks,
    names: await namesOfAccounts(
      db,
      spoken.filter((one) => one !== null),
    ),
    today: await today(db),
    may: abilities(actor, row, { plan, found, rechecks }),
  };
}

function abilities(
  actor: UserActor,
  row: InspectionRow,
  of: {
    plan: PlanRow | null;
    found: readonly FindingRow[];
    rechecks: InspectionView["rechecks"];
  },
): InspectionView["may"] {
  const inspects = can(actor, "inspect", row);
  const plans = can(actor, "plan", row);
  const leads = inspects && row.leadId === actor.userId;
  const isApproved = of.plan === null || of.plan.state === "approved";
  const isAnyOpen = of.found.some(({ state }) => next(findingSteps.accept, state) !== null);
  const isRechecking = of.rechecks.some(({ state }) => state === "planned" || state === "visited");
  return {
    visit: leads && isApproved && next(inspectionSteps.visit, row.state) !== null,
    conclude: leads && next(inspectionSteps.conclude, row.state) !== null,
    change: plans && next(inspectionSteps.change, row.state) !== null,
    judge: inspects && isAnyOpen,
    openCase:
      inspects && row.state === "concluded" && of.found.some(({ state }) => state === "referred"),
    recheck: plans && row.state === "concluded" && isAnyOpen && !isRechecking,
  };
}

/** A picture or evidence of an inspection, for whoever may see it. */
export async function getInspectionFile(
  db: Db,
  actor: UserActor,
  { inspectionId, digest }: { inspectionId: string; digest: string },
): Promise<KeptFile> {
  const row = await authorisedInspection(db, actor, "see", inspectionId);
  return fileOf(db, row.id, digest, Object.keys(filePurposes) as FilePurpose[]);
}
