import { type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { todayColumn } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { agenciesOfAccount, lineOf } from "#modules/people/service/agencies.server.ts";
import type { PlanReader } from "#modules/cycle/service/consultants.server.ts";
import { readersOf } from "#modules/people/service/takers.server.ts";
import { findOfficials } from "#modules/people/service/officials.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import type { PartnerRow } from "./load.server.ts";

/**
 * Whom partners help by contract, with the contract's days: the producer that signed it, and under
 * a contract of the office each producer that the office wrote down as advised within its days.
 */
const helped = sql`(
  select c.partner_id, c.producer_id, c.signed_on, c.ends_on, c.number, 'producer' as signed_by
    from support_contracts c where c.producer_id is not null
  union all
  select c.partner_id, a.producer_id, c.signed_on, c.ends_on, c.number, 'office'
    from support_contracts c join support_advice a on a.partner_id = c.partner_id
      and a.advised_on >= c.signed_on and (c.ends_on is null or a.advised_on <= c.ends_on)
    where c.producer_id is null)`;

const runs = sql`h.signed_on <= ${todayColumn}::date and (h.ends_on is null or h.ends_on >= ${todayColumn}::date)`;

/** The condition that an account works for an active partner whose contract for a producer runs today. */
export function helpsByContract({
  userId,
  producerId,
}: {
  readonly userId: string;
  readonly producerId: SQLWrapper;
}): SQL {
  return sql`exists (select from ${helped} h join support_partners p on p.id = h.partner_id
    where h.producer_id = ${producerId} and p.is_active and ${runs}
      and p.agency_id in ${agenciesOfAccount(userId)})`;
}

/**
 * Who worked for these producers by contract, ever: by the partner's name, and by those of the
 * agency that it is and of whoever took that over, as councils know people's agencies.
 */
export async function contractedFor(
  db: Db,
  producerIds: readonly string[],
): Promise<{ producerId: string; organisation: string }[]> {
  if (producerIds.length === 0) return [];
  const { rows } = await db.execute<{ producer_id: string; name: string }>(sql`
    select distinct h.producer_id, n.name
    from ${helped} h join support_partners p on p.id = h.partner_id
    cross join lateral (select p.name union
      select g.name from agencies g where g.id in ${lineOf(sql`select p.agency_id`)}) n
    where h.producer_id = any(${sql.param([...producerIds])}::uuid[])
    order by 1, 2`);
  return rows.map((row) => ({ producerId: row.producer_id, organisation: row.name }));
}

/**
 * Who reads a producer's plans today, and by which contract: active partners whose agency has
 * accounts of consultants. Rights are the caller's business.
 */
export async function readersByContract(db: Db, producerId: string): Promise<PlanReader[]> {
  const { rows } = await db.execute<{
    name: string;
    agency_id: string;
    number: string;
    ends_on: string | null;
    signed_by: "producer" | "office";
  }>(sql`
    select distinct p.name, p.agency_id, h.number, h.ends_on::text as ends_on, h.signed_by
    from ${helped} h join support_partners p on p.id = h.partner_id
    where h.producer_id = ${producerId} and p.is_active and p.agency_id is not null and ${runs}
    order by p.name, h.number`);
  const found: PlanReader[] = [];
  for (const { name, agency_id: agencyId, number, ends_on: endsOn, signed_by: signedBy } of rows) {
    const people = await readerNames(db, agencyId);
    if (people.length > 0) found.push({ adviser: name, people, number, endsOn, signedBy });
  }
  return found;
}

/** The names of the accounts of consultants that belong to an agency. */
async function readerNames(db: Db, agencyId: string | null): Promise<string[]> {
  const accounts = await readersOf(db, ["consultMember"], { assigneeId: null, agencyId });
  return [...(await findOfficials(db, accounts)).values()].map(({ name }) => name);
}

/**
 * Which producers' plans a partner's accounts read today, and whose accounts these are; names.
 * Rights are the caller's business.
 */
export async function planReadersOf(
  db: Db,
  { id, agencyId, isActive }: Pick<PartnerRow, "id" | "agencyId" | "isActive">,
): Promise<{ readonly accounts: readonly string[]; readonly producers: readonly string[] }> {
  const { rows } = await db.execute<{ producer_id: string }>(
    sql`select distinct h.producer_id from ${helped} h where h.partner_id = ${id} and ${runs}`,
  );
  const producers = await nameProducers(
    db,
    rows.map((row) => row.producer_id),
  );
  return {
    accounts: await readerNames(db, agencyId),
    producers: isActive ? [...producers.values()].map(({ name }) => name).toSorted() : [],
  };
}
