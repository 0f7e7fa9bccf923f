import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import { windowDays } from "#modules/recognition/service/state-sql.server.ts";
import { currentStates, type PublicState } from "../model.ts";

/** The state on a day of a row `p` of the public register (`stateOn` of recognition's rules, as SQL). */
export function publicStateSql(day: Day): SQL<PublicState> {
  const on = sql`${day}::date`;
  const window = windowDays(day);
  const isOpen = window === null ? sql`false` : sql`${on} >= p.expires_on - ${window}::int`;
  return sql<PublicState>`case
    when p.revoked_on <= ${on} then 'revoked'
    when p.replaced_on <= ${on} then 'replaced'
    when p.ends_to < ${on} then 'expired'
    when p.expires_on is null and p.ends_from < ${on} then 'uncertain'
    when p.expires_on is null then 'valid'
    when p.expires_on < ${on} then 'extended'
    when ${isOpen} then 'expiring'
    else 'valid' end`;
}

/** Whether a row is in one of these states; in a form that an index serves where there is one. */
export function inState(day: Day, state: PublicState | "current"): SQL {
  const on = sql`${day}::date`;
  const states: readonly PublicState[] = state === "current" ? currentStates : [state];
  const exact = sql`${publicStateSql(day)} = any(${sql.param([...states])}::text[])`;
  if (state === "expired") return sql`(p.ends_to < ${on} and ${exact})`;
  if (state === "revoked" || state === "replaced") return exact;
  return sql`(p.ends_to >= ${on} and ${exact})`;
}
