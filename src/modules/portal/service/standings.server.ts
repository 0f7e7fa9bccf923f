import { type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { IssuerLevel } from "#modules/recognition/model.ts";
import type { PublicState } from "../model.ts";
import { publicStateSql } from "./state.server.ts";

/** A recognition as the register tells of it. Days are `yyyy-mm-dd`. */
export type StandingRow = {
  readonly id: string | null;
  readonly productId: string;
  readonly productName: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly stars: number;
  readonly state: PublicState;
  readonly regime: string | null;
  readonly recognisedOn: string | null;
  readonly since: string;
  readonly endsOn: string | null;
  readonly revokedOn: string | null;
  readonly replacedOn: string | null;
  readonly decisionNumber: string | null;
  readonly issuer: string | null;
  readonly level: IssuerLevel | null;
  readonly certificateNumber: string | null;
  readonly token: string | null;
  readonly isDemo: boolean;
};

/** Which recognitions: of a product, a producer, a province, a year. */
export type StandingFilter = {
  readonly productId?: string | undefined;
  readonly producerId?: string | undefined;
  readonly province?: string | null;
  readonly year?: number | null;
};

function standingsWhere({ productId, producerId, province, year }: StandingFilter, day: Day): SQL {
  const parts = [
    sql`p.since <= ${day}::date`,
    productId === undefined ? null : sql`p.product_id = ${productId}`,
    producerId === undefined ? null : sql`p.producer_id = ${producerId}`,
    (province ?? null) === null ? null : sql`p.province_code = ${province}`,
    (year ?? null) === null
      ? null
      : sql`(p.since >= make_date(${year}::int, 1, 1) and p.since < make_date(${year}::int + 1, 1, 1))`,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` and `,
  );
}

/** Recognitions, those of the past included, newest first. */
export async function listStandings(
  db: Db,
  filter: StandingFilter,
  day: Day,
  { limit, offset }: { limit: number; offset: number },
): Promise<StandingRow[]> {
  const { rows } = await db.execute<StandingRow>(sql`
    select p.recognition_id as id, p.product_id as "productId", p.product_name as "productName",
      p.producer_id as "producerId", p.producer_name as "producerName", p.stars,
      ${publicStateSql(day)} as state, p.regime, p.recognised_on::text as "recognisedOn",
      p.since::text as since, case when p.ends_from = p.ends_to then p.ends_to::text end as "endsOn",
      p.revoked_on::text as "revokedOn", p.replaced_on::text as "replacedOn",
      p.decision_number as "decisionNumber", p.issuer, p.level,
      p.certificate_number as "certificateNumber", p.token, p.is_demo as "isDemo"
    from public_standings p where ${standingsWhere(filter, day)}
    order by p.since desc, p.stands desc, p.product_id, p.recognition_id limit ${limit} offset ${offset}`);
  return rows;
}

/** How many recognitions that are. */
export async function countStandings(db: Db, filter: StandingFilter, day: Day): Promise<number> {
  const { rows } = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from public_standings p where ${standingsWhere(filter, day)}`,
  );
  return rows[0]?.total ?? 0;
}
