import { sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import type { Words } from "../notices.ts";
import type { FairRow } from "./load.server.ts";

/**
 * Tells every producer on a fair's list what became of it; nobody of a fair that is over, by the
 * days that it has now or had (`endsOn`).
 */
export async function tellParticipants(
  tx: Db,
  { id, endsOn }: Pick<FairRow, "id" | "endsOn">,
  words: Words,
): Promise<void> {
  if (endsOn < (await today(tx))) return;
  const { rows } = await tx.execute<{ producerId: string; provinceCode: string }>(sql`
    select o.id as "producerId", o.province_code as "provinceCode"
    from market_fair_participants p join producers o on o.id = p.producer_id
    where p.fair_id = ${id} order by o.id`);
  await tellAbout(
    tx,
    rows.map(({ producerId, provinceCode }) => ({
      provinceCode,
      aboutProducerId: producerId,
      kind: "market" as const,
      to: { producerId },
      ...words,
    })),
  );
}
