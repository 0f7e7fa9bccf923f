import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { Day } from "#core/calendar/day.ts";
import type { IssuerLevel, RevocationGround } from "#modules/recognition/model.ts";
import { keyOfSlug, spellingsOfGtin } from "../slug.ts";
import { type CatalogueRow, rowsOf } from "./catalogue.server.ts";

/** A product of the register with what its page tells beside the list's facts. */
export type PublicProduct = CatalogueRow & {
  readonly producerId: string;
  readonly recognitionId: string | null;
  readonly regime: string | null;
  /** The last day written on the certificate, before any extension; null where it is not known. */
  readonly expiresOn: string | null;
  /** Last days in force at the earliest and at the latest, where the day is not known. */
  readonly endsFrom: string;
  readonly endsTo: string;
  readonly decisionNumber: string | null;
  readonly issuer: string | null;
  readonly level: IssuerLevel | null;
  readonly certificateNumber: string | null;
  readonly token: string | null;
  readonly barcode: string | null;
  /** Why it was revoked. */
  readonly ground: RevocationGround | null;
};

/** The product of an address; undefined where there is none, or none recognised yet on that day. */
export async function findPublicProduct(
  db: Db,
  slug: string,
  day: Day,
): Promise<PublicProduct | undefined> {
  const key = keyOfSlug(slug);
  if (key === null) return undefined;
  const chosen = sql`select product_id, 1 as place from public_products
    where key = ${key} and since <= ${day}::date order by product_id limit 1`;
  const { rows } = await db.execute<PublicProduct>(sql`
    select shown.*, p.producer_id as "producerId", p.recognition_id as "recognitionId", p.regime,
      p.expires_on::text as "expiresOn", p.ends_from::text as "endsFrom", p.ends_to::text as "endsTo",
      p.decision_number as "decisionNumber", p.issuer, p.level,
      p.certificate_number as "certificateNumber", p.token, p.barcode,
      (select r.revocation_ground from recognitions r
        where r.id = p.recognition_id and r.revoked_on <= ${day}::date) as ground
    from (${rowsOf(chosen, day)}) as shown join public_products p on p.product_id = shown.id`);
  return rows[0];
}

/** The products that bear a GTIN, whatever zeros it was printed with. */
export async function productsOfGtin(db: Db, gtin: string, day: Day): Promise<CatalogueRow[]> {
  const spelled = sql.param(spellingsOfGtin(gtin));
  const { rows } = await db.execute<CatalogueRow>(
    rowsOf(
      sql`select product_id, row_number() over (order by since desc, product_id) as place
        from public_products where barcode = any(${spelled}::text[]) and since <= ${day}::date limit 20`,
      day,
    ),
  );
  return rows;
}

/** The products of a producer, in force before ended, best first; at most 200. */
export async function productsOfProducer(
  db: Db,
  producerKey: string,
  day: Day,
  { except, limit = 200 }: { except?: string; limit?: number } = {},
): Promise<CatalogueRow[]> {
  const { rows } = await db.execute<CatalogueRow>(
    rowsOf(
      sql`select product_id, row_number() over (
          order by (ends_to >= ${day}::date and revoked_on is null) desc, stars desc, since desc, product_id) as place
        from public_products where producer_key = ${producerKey} and since <= ${day}::date
          and product_id <> ${except ?? noProduct}::uuid
        order by place limit ${limit}`,
      day,
    ),
  );
  return rows;
}

const noProduct = "00000000-0000-0000-0000-000000000000";

/** Products in force of other producers of the same province, the nearest first. */
export async function productsNear(
  db: Db,
  { id, unitPath, latitude, longitude }: CatalogueRow,
  day: Day,
  limit: number,
): Promise<CatalogueRow[]> {
  if (latitude === null || longitude === null) return [];
  const [province = ""] = unitPath.split("/");
  const { rows } = await db.execute<CatalogueRow>(
    rowsOf(
      sql`select product_id, row_number() over (
          order by (latitude - ${latitude}) ^ 2 + ((longitude - ${longitude}) * 0.93) ^ 2, stars desc, product_id) as place
        from public_products where unit_path like ${`${province}/%`} and ends_to >= ${day}::date
          and revoked_on is null and since <= ${day}::date and latitude is not null
          and producer_id <> (select o.producer_id from public_products o where o.product_id = ${id}::uuid)
        order by place limit ${limit}`,
      day,
    ),
  );
  return rows;
}
