import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type CouncilRules } from "#modules/rulebooks/council-rules.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can, type CouncilActivity, councilPermissions, type CouncilSubject } from "../access.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import {
  councilRules,
  councils,
  councilSessions,
  sessionItems,
  sessionMembers,
} from "../schema.server.ts";

export type CouncilRow = typeof councils.$inferSelect;
export type SessionRow = typeof councilSessions.$inferSelect;
export type ItemRow = typeof sessionItems.$inferSelect;
export type SeatRow = typeof sessionMembers.$inferSelect;

/** A session with its council and the people who sit in it, those replaced left out. */
export type LoadedSession = {
  readonly council: CouncilRow;
  readonly session: SessionRow;
  readonly seats: readonly SeatRow[];
  /** Whether the time for opinions in writing is over, by the database's clock. */
  readonly isOver: boolean;
};

/** A product of a session, and the accounts that are out of its scoring. */
export type LoadedItem = LoadedSession & {
  readonly item: ItemRow;
  readonly recused: ReadonlySet<string>;
};

const nothing = { vi: "Không có phiên họp hoặc sản phẩm này trong hội đồng của bạn." };

function isId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** The session of an id, locked when asked; `notFound` when there is none. Rights are the caller's. */
export async function loadSession(
  db: Db,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<LoadedSession> {
  if (!isId(id)) throw new AppError("notFound", nothing);
  const query = db
    .select({
      session: councilSessions,
      council: councils,
      isOver: sql<boolean>`coalesce(${councilSessions.dueAt} <= now(), false)`,
    })
    .from(councilSessions)
    .innerJoin(councils, eq(councils.id, councilSessions.councilId))
    .where(eq(councilSessions.id, id));
  const [found] = lock ? await query.for("update", { of: councilSessions }) : await query;
  if (!found) throw new AppError("notFound", nothing);
  return { ...found, seats: await seatsOf(db, id) };
}

/** The session that a product was taken up in, with its council; who sat there is not asked. */
export async function sittingOf(
  db: Db,
  itemId: string,
): Promise<Pick<LoadedSession, "session" | "council">> {
  const [found] = await db
    .select({ session: councilSessions, council: councils })
    .from(sessionItems)
    .innerJoin(councilSessions, eq(councilSessions.id, sessionItems.sessionId))
    .innerJoin(councils, eq(councils.id, councilSessions.councilId))
    .where(eq(sessionItems.id, itemId));
  if (!found) throw new AppError("notFound", nothing);
  return found;
}

/** The product of an id with its session, the product's row locked when asked. */
export async function loadItem(
  db: Db,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<LoadedItem> {
  if (!isId(id)) throw new AppError("notFound", nothing);
  const query = db.select().from(sessionItems).where(eq(sessionItems.id, id));
  const [item] = lock ? await query.for("update") : await query;
  if (!item) throw new AppError("notFound", nothing);
  const loaded = await loadSession(db, item.sessionId);
  const rows = await db
    .selectDistinct({ userId: itemRecusals.userId })
    .from(itemRecusals)
    .where(eq(itemRecusals.itemId, id));
  return { ...loaded, item, recused: new Set(rows.map(({ userId }) => userId)) };
}

/** The people who sit in a session now, by seat. */
async function seatsOf(db: Db, sessionId: string): Promise<SeatRow[]> {
  return db
    .select()
    .from(sessionMembers)
    .where(and(eq(sessionMembers.sessionId, sessionId), isNull(sessionMembers.endedAt)))
    .orderBy(asc(sessionMembers.seat));
}

/** A session as the kernel sees it. */
export function subjectOf({ session, seats }: LoadedSession): CouncilSubject {
  return { unitPath: session.unitPath, assigned: seats.map(({ userId }) => userId) };
}

/** A product as the kernel sees it: whoever is in conflict may do nothing with it. */
export function itemSubjectOf(loaded: LoadedItem): CouncilSubject {
  return { ...subjectOf(loaded), conflicted: [...loaded.recused] };
}

/**
 * Refuses unless the actor may do this to the session or product: `notFound` where not even the
 * session may be seen, `forbidden` where it may.
 */
export function authorise(
  actor: Actor,
  activity: CouncilActivity,
  subject: CouncilSubject,
): asserts actor is UserActor {
  if (can(actor, activity, subject)) return;
  const denied = `council.${activity}`;
  if (can(actor, "see", subject))
    throw new AppError("forbidden", { denied, roles: councilPermissions[activity].roles });
  throw new AppError("notFound", { ...nothing, denied });
}

/** The seats that score a product: not those in conflict with it. */
export function scoringSeats({ seats, recused }: LoadedItem): SeatRow[] {
  return seats.filter(({ scores, userId }) => scores && !recused.has(userId));
}

/** The rules that hold for a session: those fixed at its opening, else the newest adopted, else the default. */
export async function rulesOf(
  db: Db,
  session: Pick<SessionRow, "councilId" | "rulesSeq">,
): Promise<{ rules: CouncilRules; seq: number | null; digest: string | null }> {
  const rows = await db
    .select()
    .from(councilRules)
    .where(eq(councilRules.councilId, session.councilId))
    .orderBy(asc(councilRules.seq));
  const row = rows.find(({ seq }) => seq === session.rulesSeq) ?? rows.at(-1);
  return row
    ? { rules: row.rules, seq: row.seq, digest: row.digest }
    : { rules: loadProcedures().councilRulesDefault, seq: null, digest: null };
}

/** The session's mail to whoever listens: see `#core/live`. */
export function channelOf(sessionId: string): string {
  return `council:${sessionId}`;
}
