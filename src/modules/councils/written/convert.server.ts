import { and, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { announce } from "#core/live/hub.ts";
import { recuse } from "../conflicts/recusals.server.ts";
import type { Divergence } from "../results/diverge.ts";
import { runEvents } from "../run-events.server.ts";
import { AskMeeting, Convert } from "../run-inputs.ts";
import { councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import {
  authorise,
  channelOf,
  type ItemRow,
  type LoadedSession,
  loadItem,
  loadSession,
  subjectOf,
} from "../service/load.server.ts";
import { itemsIn } from "../service/run.server.ts";
import { requireStep, sessionFacts } from "../service/sessions.server.ts";
import { changeItem, requireOpenSession } from "../service/steps.server.ts";
import { divergencesAt } from "./divergence.server.ts";

/** A member of a written round asks that the council meet, with the reason. Said once; not taken back. */
export async function askMeeting(db: Db, actor: UserActor, input: AskMeeting): Promise<void> {
  const { sessionId, reason } = parseInput(AskMeeting, input);
  await db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "score", subjectOf(loaded));
    requireOpenSession(loaded.session);
    if (loaded.session.mode !== "written")
      throw new AppError("conflict", { vi: "Phiên này đã là phiên họp." });
    await tx
      .update(sessionMembers)
      .set({ asksMeetingAt: sql`now()`, asksMeetingReason: reason })
      .where(
        and(
          eq(sessionMembers.sessionId, sessionId),
          eq(sessionMembers.userId, actor.userId),
          isNull(sessionMembers.asksMeetingAt),
        ),
      );
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, runEvents.meetingAsked, {
      ...sessionFacts(actor, loaded.session),
      details: {},
    });
  });
}

/** Why a written round has to become a meeting: in all, and by product (only revealed ones tell). */
export type WrittenStanding = {
  readonly asked: readonly { readonly userId: string; readonly reason: string }[];
  readonly items: ReadonlyMap<string, readonly Divergence[]>;
  readonly mustMeet: boolean;
};

/** How far the opinions of a written round diverge. Rights are the caller's business. */
export async function writtenStanding(db: Db, loaded: LoadedSession): Promise<WrittenStanding> {
  const asked = loaded.seats.flatMap(({ userId, asksMeetingAt, asksMeetingReason }) =>
    asksMeetingAt === null ? [] : [{ userId, reason: asksMeetingReason ?? "" }],
  );
  const items = new Map<string, readonly Divergence[]>();
  for (const item of await itemsIn(db, loaded.session.id, ["revealed"]))
    items.set(item.id, await divergencesAt(db, item.id));
  const mustMeet = asked.length > 0 || [...items.values()].some((found) => found.length > 0);
  return { asked, items, mustMeet };
}

/**
 * Makes a meeting out of a written round whose opinions diverge, or whose members ask for one
 * (26/2026/QĐ-TTg, article 7.6d): the same people, and every product that has no result yet, to
 * be scored anew. The written sheets stay with the round that they were given in. Throws
 * `unprocessable` while nothing calls for a meeting.
 */
export async function convertToMeeting(
  db: Db,
  actor: UserActor,
  input: Convert,
): Promise<{ id: string }> {
  const { sessionId, place, startsAt } = parseInput(Convert, input);
  return db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "run", subjectOf(loaded));
    const { session } = loaded;
    if (session.mode !== "written")
      throw new AppError("conflict", { vi: "Phiên này đã là phiên họp." });
    const to = requireStep(session, "convert");
    if (!(await writtenStanding(tx, loaded)).mustMeet)
      throw new AppError("unprocessable", {
        vi: "Các ý kiến không trái ngược và không ai đề nghị họp nên chưa có căn cứ chuyển sang họp.",
      });
    const open = await itemsIn(tx, sessionId, ["waiting", "scoring", "revealed"]);
    if (open.length === 0)
      throw new AppError("conflict", { vi: "Mọi sản phẩm của phiên này đã có kết quả." });
    const id = await planMeeting(tx, actor, loaded, { place, startsAt });
    for (const item of open)
      await changeItem(tx, await loadItem(tx, item.id, { lock: true }), { state: "postponed" });
    await carryItems(tx, actor, id, open);
    await tx
      .update(councilSessions)
      .set({
        state: to,
        closedAt: sql`now()`,
        closedBy: actor.userId,
        version: session.version + 1,
      })
      .where(eq(councilSessions.id, sessionId));
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, runEvents.converted, {
      ...sessionFacts(actor, session),
      details: { to: id, items: open.length },
    });
    return { id };
  });
}

async function planMeeting(
  tx: Db,
  actor: UserActor,
  { session, seats }: LoadedSession,
  { place, startsAt }: { place: string; startsAt: Date },
): Promise<string> {
  const { councilId, provinceCode, unitPath, stage, roundId, title, isDemo, isRecorded } = session;
  const [meeting] = await tx
    .insert(councilSessions)
    .values({
      councilId,
      provinceCode,
      unitPath,
      stage,
      roundId,
      title: `${title} (họp)`,
      mode: "meeting",
      place,
      startsAt,
      isDemo,
      isRecorded,
      convertedFromId: session.id,
      createdBy: actor.userId,
    })
    .returning({ id: councilSessions.id });
  if (!meeting) throw new Error("the meeting was not stored");
  await tx.insert(sessionMembers).values(
    seats.map(({ userId, duty, scores, agencyName, position }, at) => ({
      sessionId: meeting.id,
      userId,
      duty,
      scores,
      agencyName,
      position,
      seat: at + 1,
    })),
  );
  return meeting.id;
}

async function carryItems(
  tx: Db,
  actor: UserActor,
  sessionId: string,
  items: readonly ItemRow[],
): Promise<void> {
  const carried = await tx
    .insert(sessionItems)
    .values(
      items.map(({ dossierId, filingId, doubt }, at) => ({
        sessionId,
        dossierId,
        filingId,
        doubt,
        seq: at + 1,
      })),
    )
    .returning();
  await recuse(tx, await loadSession(tx, sessionId), carried, actor.userId);
}
