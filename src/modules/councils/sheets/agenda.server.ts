import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { conflictDeclarations, itemRecusals } from "../conflicts/schema.server.ts";
import type { Duty, ItemState } from "../model.ts";
import { councils, councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import { authorise, loadSession, subjectOf } from "../service/load.server.ts";
import { councilSheets, sheetAnswers } from "./schema.server.ts";

/** A session that a member sits in, and what it still wants of them. */
export type OwnSession = {
  readonly session: typeof councilSessions.$inferSelect;
  readonly council: string;
  readonly duty: Duty;
  readonly items: number;
  /** Products that the member has not said anything about yet. */
  readonly undeclared: number;
};

/** The sessions in which the person sits, those to come first. */
export async function listOwnSeats(db: Db, actor: UserActor): Promise<OwnSession[]> {
  const items = sql<number>`(select count(*)::int from ${sessionItems} i
    where i.session_id = ${councilSessions.id})`;
  const undeclared = sql<number>`(select count(*)::int from ${sessionItems} i
    where i.session_id = ${councilSessions.id} and i.state in ('waiting', 'scoring', 'revealed')
      and not exists (select from ${conflictDeclarations} d
        where d.item_id = i.id and d.user_id = ${actor.userId})
      and not exists (select from ${itemRecusals} r
        where r.item_id = i.id and r.user_id = ${actor.userId}))`;
  return db
    .select({
      session: councilSessions,
      council: councils.name,
      duty: sessionMembers.duty,
      items,
      undeclared,
    })
    .from(sessionMembers)
    .innerJoin(councilSessions, eq(councilSessions.id, sessionMembers.sessionId))
    .innerJoin(councils, eq(councils.id, councilSessions.councilId))
    .where(and(eq(sessionMembers.userId, actor.userId), isNull(sessionMembers.endedAt)))
    .orderBy(
      asc(sql`${councilSessions.state} not in ('open', 'planned')`),
      desc(councilSessions.startsAt),
    )
    .limit(100);
}

/** One product of a session as its member sees it: never anything of another's sheet. */
export type OwnItem = {
  readonly id: string;
  readonly seq: number;
  readonly state: ItemState;
  readonly round: number;
  readonly product: string;
  readonly producer: string;
  readonly isCurrent: boolean;
  readonly standing: "undeclared" | "conflicted" | "ready";
  readonly sheet: "none" | "open" | "signed";
  readonly answered: number;
};

/** A session's agenda for one who sits in it; `notFound` otherwise. */
export async function ownAgenda(
  db: Db,
  actor: UserActor,
  sessionId: string,
): Promise<{
  readonly session: typeof councilSessions.$inferSelect;
  readonly council: string;
  readonly seat: typeof sessionMembers.$inferSelect | null;
  readonly items: readonly OwnItem[];
}> {
  const loaded = await loadSession(db, sessionId);
  authorise(actor, "seeItem", subjectOf(loaded));
  const rows = await db
    .select({
      item: sessionItems,
      declared: conflictDeclarations.declaredAt,
      sheetState: councilSheets.state,
      answered: sql<number>`(select count(*)::int from ${sheetAnswers} a
        where a.sheet_id = ${councilSheets.id} and a.option is not null)`,
    })
    .from(sessionItems)
    .leftJoin(
      conflictDeclarations,
      and(
        eq(conflictDeclarations.itemId, sessionItems.id),
        eq(conflictDeclarations.userId, actor.userId),
        isNull(conflictDeclarations.conflict),
      ),
    )
    .leftJoin(
      councilSheets,
      and(
        eq(councilSheets.itemId, sessionItems.id),
        eq(councilSheets.roundNo, sessionItems.roundNo),
        eq(councilSheets.userId, actor.userId),
      ),
    )
    .where(eq(sessionItems.sessionId, sessionId))
    .orderBy(asc(sessionItems.seq));
  const out = await conflictsOf(
    db,
    actor,
    rows.map(({ item }) => item.id),
  );
  const dossiers = await findDossiers(
    db,
    rows.map(({ item }) => item.dossierId),
  );
  return {
    session: loaded.session,
    council: loaded.council.name,
    seat: loaded.seats.find(({ userId }) => userId === actor.userId) ?? null,
    items: rows.map(({ item, declared, sheetState, answered }) => {
      const dossier = dossiers.get(item.dossierId);
      return {
        id: item.id,
        seq: item.seq,
        state: item.state,
        round: Math.max(1, item.roundNo),
        product: dossier?.productName ?? "",
        producer: dossier?.producerName ?? "",
        isCurrent: loaded.session.currentItemId === item.id,
        standing: out.has(item.id) ? "conflicted" : declared === null ? "undeclared" : "ready",
        sheet: sheetState ?? "none",
        answered,
      };
    }),
  };
}

/** The products that the person is out of: found by the system, or as they said themselves. */
async function conflictsOf(
  db: Db,
  { userId }: UserActor,
  itemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (itemIds.length === 0) return new Set();
  const found = await db
    .selectDistinct({ itemId: itemRecusals.itemId })
    .from(itemRecusals)
    .where(and(inArray(itemRecusals.itemId, [...itemIds]), eq(itemRecusals.userId, userId)));
  const said = await db
    .select({ itemId: conflictDeclarations.itemId })
    .from(conflictDeclarations)
    .where(
      and(
        inArray(conflictDeclarations.itemId, [...itemIds]),
        eq(conflictDeclarations.userId, userId),
        isNotNull(conflictDeclarations.conflict),
      ),
    );
  return new Set([...found, ...said].map(({ itemId }) => itemId));
}
