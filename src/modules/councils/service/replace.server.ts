import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { recuse } from "../conflicts/recusals.server.ts";
import { events } from "../events.server.ts";
import { ReplaceMember } from "../inputs.ts";
import { sessionItems, sessionMembers } from "../schema.server.ts";
import { authorise, loadSession, subjectOf } from "./load.server.ts";
import { nextSeat, requireAble } from "./members.server.ts";
import { sessionFacts } from "./sessions.server.ts";

/**
 * Puts another person in a member's place, before or in the middle of a session. What the first
 * one signed stays in the records; products that are not concluded are scored by the new one,
 * whose conflicts of interest are looked for at once. The only way around a conflict.
 */
export async function replaceMember(
  db: Db,
  actor: UserActor,
  input: ReplaceMember,
): Promise<{ seat: number }> {
  const { sessionId, outUserId, userId, agencyName, position, reason } = parseInput(
    ReplaceMember,
    input,
  );
  return db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "plan", subjectOf(loaded));
    const { session, council, seats } = loaded;
    if (session.state !== "planned" && session.state !== "open")
      throw new AppError("conflict", { vi: "Phiên đã kết thúc hoặc đã hủy." });
    const out = seats.find((seat) => seat.userId === outUserId);
    if (!out) throw new AppError("conflict", { vi: "Người này không còn ngồi trong phiên." });
    if (seats.some((seat) => seat.userId === userId))
      throw new AppError("invalid", { fields: { userId: "Người này đã ngồi trong phiên." } });
    await requireAble(tx, council, { userId, duty: out.duty });
    const [row] = await tx
      .insert(sessionMembers)
      .values({
        sessionId,
        userId,
        duty: out.duty,
        scores: out.scores,
        agencyName,
        position: position ?? null,
        seat: nextSeat(sessionId),
      })
      .onConflictDoUpdate({
        target: [sessionMembers.sessionId, sessionMembers.userId],
        set: {
          duty: out.duty,
          scores: out.scores,
          agencyName,
          position: position ?? null,
          attendance: "unknown",
          endedAt: null,
          endedReason: null,
          replacedById: null,
        },
      })
      .returning();
    if (!row) throw new Error("the seat was not stored");
    await tx
      .update(sessionMembers)
      .set({ endedAt: sql`now()`, endedReason: reason, replacedById: row.id })
      .where(and(eq(sessionMembers.id, out.id), isNull(sessionMembers.endedAt)));
    const items = await tx
      .select()
      .from(sessionItems)
      .where(
        and(
          eq(sessionItems.sessionId, sessionId),
          inArray(sessionItems.state, ["waiting", "scoring", "revealed"]),
        ),
      );
    const now = await loadSession(tx, sessionId);
    await recuse(tx, now, items, actor.userId);
    await appendAudit(tx, events.memberReplaced, {
      ...sessionFacts(actor, session),
      details: { out: outUserId, in: userId, duty: out.duty },
    });
    return { seat: row.seat };
  });
}
