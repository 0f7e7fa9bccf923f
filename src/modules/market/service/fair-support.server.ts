import { sql } from "drizzle-orm";
import { timeZone } from "#core/calendar/today.ts";

/**
 * What fairs that have begun gave, as a select: for each participant what was paid for it alone,
 * and for each fair what was paid for all together (no participant, no producer). The day is the
 * fair's first. Rights are the caller's business.
 */
export const fairSupport = sql.raw(`(
  select f.id as fair_id, p.id as participant_id, f.province_code, f.unit_path, p.producer_id,
      f.name as fair, f.starts_on as day, p.support as amount, f.support_source as source,
      f.legal_basis as basis, f.is_demo
    from market_fair_participants p join market_fairs f on f.id = p.fair_id
    where f.state = 'standing' and p.support > 0
      and f.starts_on <= (now() at time zone '${timeZone}')::date
  union all
  select f.id, null, f.province_code, f.unit_path, null, f.name, f.starts_on, f.shared_support,
      f.support_source, f.legal_basis, f.is_demo
    from market_fairs f
    where f.state = 'standing' and f.shared_support > 0
      and f.starts_on <= (now() at time zone '${timeZone}')::date)`);
