import { after } from "node:test";
import { sql } from "drizzle-orm";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { loadRegister } from "#tests/load/register.ts";

const database = await testDatabase();

export const { db } = database;
after(async () => {
  stopRenderer();
  await database.close();
});

await loadRegister(db, { to: 300 });
// Some were followed by another star that this register does not have: some day, on the last day
// of a quarter, and on the first one of a month.
await db.execute(sql`update recognitions set replaced_on = case ascii(md5(product_id::text)) % 4
    when 0 then recognised_on + 300 + stars when 1 then '2025-06-30' else '2027-05-01' end
  where ascii(md5(product_id::text)) % 4 < 3 and recognised_on < '2025-06-30'`);

/** One of the recognitions that are made up all over the country, as it stands in the table. */
export type Standing = {
  product: string;
  producer: string;
  path: string;
  stars: number;
  since: string;
  ends: string;
  revoked: string | null;
  replaced: string | null;
};

const { rows: standings } = await db.execute<Standing>(sql`
  select product_id as product, producer_id as producer, unit_path as path, stars,
    recognised_on::text as since, greatest(expires_on, extended_until)::text as ends,
    revoked_on::text as revoked, replaced_on::text as replaced from recognitions`);
export { standings };

const { rows: largest } = await db.execute<{ code: string }>(sql`
  select province_code as code from recognitions group by 1 order by count(*) desc, 1 limit 1`);
/** The unit with the most products. */
export const province = largest[0]?.code ?? "";

export const unit = (code: string) => ({ version: "2025-07-01" as const, code });
