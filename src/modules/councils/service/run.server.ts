import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { announce } from "#core/live/hub.ts";
import type { ItemState } from "../model.ts";
import { runEvents } from "../run-events.server.ts";
import { CloseSession, GoTo, OfSession, TakeAttendance } from "../run-inputs.ts";
import { councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import { authorise, channelOf, type LoadedSession, loadSession, subjectOf } from "./load.server.ts";
import { requireStep, requireVersion, sessionFacts } from "./sessions.server.ts";
import { requireOpenSession } from "./steps.server.ts";

/** A session that the actor runs, locked. */
async function takeSession(tx: Db, actor: UserActor, sessionId: string): Promise<LoadedSession> {
  const loaded = await loadSession(tx, sessionId, { lock: true });
  authorise(actor, "run", subjectOf(loaded));
  return loaded;
}

/**
 * Notes that a member is there or not. Who signed a sheet and then leaves keeps it: it counts.
 * Throws `stale` when another secretary has meanwhile noted something else.
 */
export async function takeAttendance(
  db: Db,
  actor: UserActor,
  input: TakeAttendance,
): Promise<void> {
  const { sessionId, userId, attendance, seen } = parseInput(TakeAttendance, input);
  await db.transaction(async (tx) => {
    const loaded = await takeSession(tx, actor, sessionId);
    requireRollCall(loaded);
    const seat = loaded.seats.find((one) => one.userId === userId);
    if (!seat)
      throw new AppError("conflict", { vi: "Người này không còn ngồi trong phiên. Hãy tải lại." });
    if (seat.attendance === attendance) return;
    if (seat.attendance !== seen)
      throw new AppError("stale", {
        vi: "Thư ký khác vừa điểm danh người này. Hãy xem lại rồi sửa nếu cần.",
        en: "Another secretary has just noted this member's attendance.",
      });
    await tx.update(sessionMembers).set({ attendance }).where(eq(sessionMembers.id, seat.id));
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, runEvents.attendance, {
      ...sessionFacts(actor, loaded.session),
      details: { attendance, accounts: [userId] },
    });
  });
}

/** Notes everybody as present of whom nothing has been noted yet. */
export async function takeAllPresent(db: Db, actor: UserActor, input: OfSession): Promise<void> {
  const { sessionId } = parseInput(OfSession, input);
  await db.transaction(async (tx) => {
    const loaded = await takeSession(tx, actor, sessionId);
    requireRollCall(loaded);
    const noted = await tx
      .update(sessionMembers)
      .set({ attendance: "present" })
      .where(
        and(
          eq(sessionMembers.sessionId, sessionId),
          eq(sessionMembers.attendance, "unknown"),
          isNull(sessionMembers.endedAt),
        ),
      )
      .returning({ userId: sessionMembers.userId });
    if (noted.length === 0) return;
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, runEvents.attendance, {
      ...sessionFacts(actor, loaded.session),
      details: { attendance: "present", accounts: noted.map(({ userId }) => userId) },
    });
  });
}

function requireRollCall({ session }: LoadedSession): void {
  if (session.mode === "written")
    throw new AppError("conflict", { vi: "Lấy ý kiến bằng văn bản thì không điểm danh." });
  if (session.state !== "planned") requireOpenSession(session);
}

/** Turns the hall, its board and the projector to a product; null: to none. */
export async function goTo(db: Db, actor: UserActor, input: GoTo): Promise<void> {
  const { sessionId, itemId } = parseInput(GoTo, input);
  await db.transaction(async (tx) => {
    const { session } = await takeSession(tx, actor, sessionId);
    requireOpenSession(session);
    if (itemId !== null) {
      const known = await tx.$count(
        sessionItems,
        and(eq(sessionItems.id, itemId), eq(sessionItems.sessionId, sessionId)),
      );
      if (known === 0)
        throw new AppError("notFound", { vi: "Phiên họp này không có sản phẩm đó." });
    }
    await tx
      .update(councilSessions)
      .set({ currentItemId: itemId })
      .where(eq(councilSessions.id, sessionId));
    await announce(tx, channelOf(sessionId));
  });
}

/**
 * Ends a session in which every product is concluded, rejected or put off; the numbers go into
 * the audit log. Throws `unprocessable` with the products that are still under way.
 */
export async function closeSession(db: Db, actor: UserActor, input: CloseSession): Promise<void> {
  const { sessionId, expectedVersion } = parseInput(CloseSession, input);
  await db.transaction(async (tx) => {
    const { session } = await takeSession(tx, actor, sessionId);
    requireVersion(session, expectedVersion);
    const to = requireStep(session, "close");
    const items = await tx
      .select({ seq: sessionItems.seq, state: sessionItems.state })
      .from(sessionItems)
      .where(eq(sessionItems.sessionId, sessionId))
      .orderBy(asc(sessionItems.seq));
    const count = (state: ItemState) => items.filter((item) => item.state === state).length;
    const open = items.filter(({ state }) => ["waiting", "scoring", "revealed"].includes(state));
    if (open.length > 0) {
      const vi = `Còn sản phẩm chưa có kết quả: số ${open.map(({ seq }) => seq).join(", ")}. Hãy chốt kết quả, loại hoặc chuyển sang phiên khác.`;
      throw new AppError("unprocessable", { vi, fields: { items: vi } });
    }
    await tx
      .update(councilSessions)
      .set({
        state: to,
        currentItemId: null,
        closedAt: sql`now()`,
        closedBy: actor.userId,
        version: session.version + 1,
      })
      .where(eq(councilSessions.id, sessionId));
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, runEvents.closed, {
      ...sessionFacts(actor, session),
      details: {
        concluded: count("concluded"),
        rejected: count("rejected"),
        postponed: count("postponed"),
      },
    });
  });
}

/** The products of a session that are in one of these states, by number. Rights are the caller's. */
export function itemsIn(db: Db, sessionId: string, states: readonly ItemState[]) {
  return db
    .select()
    .from(sessionItems)
    .where(and(eq(sessionItems.sessionId, sessionId), inArray(sessionItems.state, [...states])))
    .orderBy(asc(sessionItems.seq));
}
