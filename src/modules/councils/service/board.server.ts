import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { setOf } from "#modules/dossiers/service/load.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import type { Board, BoardItem, Progress } from "../board.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import { sessionItems } from "../schema.server.ts";
import { councilSheets, sheetAnswers } from "../sheets/schema.server.ts";
import { authorise, type LoadedSession, loadSession, subjectOf } from "./load.server.ts";

/** The board of a session, for whoever may see the session. */
export async function describeBoard(db: Db, actor: UserActor, sessionId: string): Promise<Board> {
  const loaded = await loadSession(db, sessionId);
  authorise(actor, "see", subjectOf(loaded));
  return boardOf(db, loaded);
}

/** As `describeBoard`; rights are the caller's business. */
export async function boardOf(db: Db, { session, seats }: LoadedSession): Promise<Board> {
  const names = await namesOfAccounts(
    db,
    seats.map(({ userId }) => userId),
  );
  return {
    session: session.id,
    title: session.title,
    state: session.state,
    mode: session.mode,
    version: session.version,
    current: session.currentItemId,
    seats: seats.map(({ userId, agencyName, duty, scores, attendance }) => ({
      userId,
      name: names.get(userId) ?? "",
      agency: agencyName,
      duty,
      scores,
      attendance,
    })),
    items: await boardItems(db, session.id),
  };
}

async function boardItems(db: Db, sessionId: string): Promise<BoardItem[]> {
  const items = await db
    .select()
    .from(sessionItems)
    .where(eq(sessionItems.sessionId, sessionId))
    .orderBy(asc(sessionItems.seq));
  const ids = items.map(({ id }) => id);
  const dossiers = await findDossiers(
    db,
    items.map(({ dossierId }) => dossierId),
  );
  const progress = await progressOf(db, ids);
  const recused = await recusedOf(db, ids);
  const found: BoardItem[] = [];
  for (const item of items) {
    const dossier = dossiers.get(item.dossierId);
    if (!dossier) continue;
    const { compiled } = await setOf(db, dossier);
    found.push({
      id: item.id,
      seq: item.seq,
      product: dossier.productName,
      producer: dossier.producerName,
      set: dossier.setCode,
      state: item.state,
      round: item.roundNo,
      version: item.version,
      criteria: compiled.leaves.length,
      recused: recused.get(item.id) ?? [],
      progress: progress.get(item.id) ?? [],
    });
  }
  return found;
}

/** How far each member is in the round under way: counts of answers, never the answers. */
async function progressOf(
  db: Db,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, Progress[]>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select({
      itemId: councilSheets.itemId,
      userId: councilSheets.userId,
      signed: sql<boolean>`${councilSheets.state} = 'signed'`,
      answered: sql<number>`(select count(*)::int from ${sheetAnswers}
        where ${sheetAnswers.sheetId} = ${councilSheets.id} and ${sheetAnswers.option} is not null)`,
    })
    .from(councilSheets)
    .innerJoin(
      sessionItems,
      and(
        eq(sessionItems.id, councilSheets.itemId),
        eq(sessionItems.roundNo, councilSheets.roundNo),
      ),
    )
    .where(inArray(councilSheets.itemId, [...itemIds]))
    .orderBy(asc(councilSheets.userId));
  const found = new Map<string, Progress[]>();
  for (const { itemId, ...progress } of rows)
    found.set(itemId, [...(found.get(itemId) ?? []), progress]);
  return found;
}

async function recusedOf(
  db: Db,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectDistinct({ itemId: itemRecusals.itemId, userId: itemRecusals.userId })
    .from(itemRecusals)
    .where(inArray(itemRecusals.itemId, [...itemIds]))
    .orderBy(asc(itemRecusals.userId));
  const found = new Map<string, string[]>();
  for (const { itemId, userId } of rows) found.set(itemId, [...(found.get(itemId) ?? []), userId]);
  return found;
}
