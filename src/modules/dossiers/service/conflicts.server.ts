import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { authorisedDossier } from "./load.server.ts";

/** A fact that does not fit with another; for an officer to look at, it decides nothing. */
export type Conflict =
  | {
      kind: "sameProduct";
      dossierId: string;
      state: string;
      producerName: string;
      productName: string;
    }
  | { kind: "sharedPaper"; paperId: string; dossierId: string; producerName: string }
  | { kind: "expiredPaper"; paperId: string; expiresOn: Day; filedOn: Day };

/**
 * What an officer should look at before a dossier goes on: the same product filed twice, a
 * content already used as evidence by another producer of the country, a paper that had run out
 * on the filing day. Looks at the last filing.
 */
export async function findConflicts(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<Conflict[]> {
  const row = await authorisedDossier(db, actor, "seeConflicts", dossierId);
  const twins = await db.execute<{
    id: string;
    state: string;
    producer_name: string;
    product_name: string;
  }>(sql`
    select id, state, producer_name, product_name from dossiers
    where province_code = ${row.provinceCode} and id <> ${row.id} and not is_recorded
      and lower(product_name) = lower(${row.productName})
      and (producer_id = ${row.producerId} or unit_path = ${row.unitPath})
      and state not in ('draft', 'decided', 'notRecognised', 'rejected', 'withdrawn')`);
  const shared = await db.execute<{
    paper_id: string;
    dossier_id: string;
    producer_name: string;
  }>(sql`
    select distinct mine.paper_id, other.dossier_id, d.producer_name
    from dossier_filed_papers mine
    join dossier_filed_papers other
      on other.digest = mine.digest and other.producer_id <> mine.producer_id
    join dossiers d on d.id = other.dossier_id
    where mine.filing_id = ${lastFiling(row.id)} and mine.digest is not null`);
  const expired = await db.execute<{ paper_id: string; expires_on: Day; filed_on: Day }>(sql`
    select p.paper_id, p.expires_on::text, f.filed_on::text
    from dossier_filed_papers p join dossier_filings f on f.id = p.filing_id
    where p.filing_id = ${lastFiling(row.id)} and p.expires_on < f.filed_on`);
  return [
    ...twins.rows.map((one): Conflict => ({
      kind: "sameProduct",
      dossierId: one.id,
      state: one.state,
      producerName: one.producer_name,
      productName: one.product_name,
    })),
    ...shared.rows.map((one): Conflict => ({
      kind: "sharedPaper",
      paperId: one.paper_id,
      dossierId: one.dossier_id,
      producerName: one.producer_name,
    })),
    ...expired.rows.map((one): Conflict => ({
      kind: "expiredPaper",
      paperId: one.paper_id,
      expiresOn: one.expires_on,
      filedOn: one.filed_on,
    })),
  ];
}

function lastFiling(dossierId: string) {
  return sql`(select id from dossier_filings where dossier_id = ${dossierId} order by seq desc limit 1)`;
}
