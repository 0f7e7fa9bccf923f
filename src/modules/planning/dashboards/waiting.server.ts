import { sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { WaitingKind } from "./waiting-kinds.ts";
import { placed, type Scope, within } from "../indicators/scope.server.ts";

/** What waits: how much, how much of it beyond its last day, and since when the oldest does. */
export type Waiting = {
  readonly kind: WaitingKind;
  readonly count: number;
  readonly overdue: number;
  readonly oldest: Day | null;
};

/** What waits in the scope on a day, one statement; kinds with nothing are left out. */
export async function waitingIn(db: Db, scope: Scope, day: Day): Promise<Waiting[]> {
  const dayOf = (column: string) => sql.raw(`(${column} at time zone '${timeZone}')::date`);
  const counted = (kind: WaitingKind, due: string | null, since: ReturnType<typeof dayOf>) =>
    sql`select ${kind}::text as kind, count(*)::int as count, ${
      due === null ? sql`0` : sql`(count(*) filter (where ${sql.raw(due)} < ${day}))::int`
    } as overdue, min(${since})::text as oldest`;
  const { rows } = await db.execute<Waiting>(sql`
    ${counted("dossiers", "d.due_on", dayOf("d.state_since"))} from dossiers d
      where ${within(scope, "d")} and not d.is_recorded
        and d.state not in ('draft', 'decided', 'notRecognised', 'rejected', 'withdrawn', 'returned')
    union all ${counted("ideas", null, dayOf("i.registered_at"))} from ideas i
      where ${within(scope, "i")}
        and i.state in ('registered', 'underCommuneScreening', 'underDistrictScreening', 'forwarded')
    union all ${counted("claims", "c.due_on", dayOf("c.filed_at"))} from support_claims c
      where ${placed(scope, "c.unit_path")} and c.due_on is not null
    union all ${counted("findings", "f.due_on", sql.raw("i.concluded_on"))} from inspection_findings f
      join inspections i on i.id = f.inspection_id
      where ${placed(scope, "i.unit_path")} and f.state in ('open', 'answered')
    union all ${counted("cases", "r.decide_by", dayOf("r.opened_at"))} from revocation_cases r
      where ${placed(scope, "r.unit_path")} and r.state in ('opened', 'verifying', 'concluded', 'submitted')
    union all ${counted("complaints", null, dayOf("p.received_at"))} from product_complaints p
      where ${placed(scope, "p.unit_path")} and p.settled_at is null
    union all ${counted("tasks", "t.due_on", dayOf("t.given_at"))} from plan_tasks t
      where ${placed(scope, "t.unit_path")} and t.state in ('open', 'returned')
    union all ${counted("reports", null, dayOf("r.found_at"))} from planning_report_checks r
      where ${placed(scope, "r.unit_path")} and r.fault is not null`);
  return rows.filter(({ count }) => count > 0);
}
