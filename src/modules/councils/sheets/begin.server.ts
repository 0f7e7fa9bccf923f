import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import {
  findSheet,
  itemOfSession,
  requireOpenRound,
  requireScorer,
  type SheetPlace,
} from "./right.server.ts";
import { councilSheets, sheetAnswers } from "./schema.server.ts";

/**
 * Makes the member's sheet of a round where there is none yet; several at once make one. A round
 * that scores again begins with what the member gave in the one before. Refuses as a save does.
 */
export async function ensureSheet(db: Db, actor: UserActor, place: SheetPlace): Promise<void> {
  await db.transaction(async (tx) => {
    const loaded = await itemOfSession(tx, place);
    await requireScorer(tx, actor, loaded);
    requireOpenRound(loaded, place.round);
    await beginSheet(tx, { ...place, userId: actor.userId });
  });
}

/** The row of a sheet, in the transaction of what needs it; rights are the caller's. Version 0: no remarks. */
export async function beginSheet(
  tx: Db,
  { itemId, round, userId }: Pick<SheetPlace, "itemId" | "round"> & { userId: string },
): Promise<void> {
  const [made] = await tx
    .insert(councilSheets)
    .values({ itemId, roundNo: round, userId, version: 0 })
    .onConflictDoNothing()
    .returning({ id: councilSheets.id });
  if (!made || round === 1) return;
  const before = await findSheet(tx, { itemId, round: round - 1, userId });
  if (!before) return;
  await tx.execute(sql`
    insert into ${sheetAnswers} (sheet_id, criterion, option, note, version, write_id)
    select ${made.id}, criterion, option, note, 1, gen_random_uuid()
    from ${sheetAnswers} where sheet_id = ${before.id}`);
}
