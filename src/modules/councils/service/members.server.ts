import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { roleTable } from "#core/access/roles.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findOfficials, type Official } from "#modules/people/service/officials.server.ts";
import { events } from "../events.server.ts";
import { AddMember, RemoveMember } from "../inputs.ts";
import type { Duty } from "../model.ts";
import { councilMembers, councilSessions, sessionMembers } from "../schema.server.ts";
import { maySit, rolesFor } from "../seats.ts";
import {
  authorisedCouncil,
  councilFacts,
  type MemberRow,
  requireRunning,
} from "./councils.server.ts";
import type { CouncilRow } from "./load.server.ts";

/**
 * Seats an account in a council or team; sessions that are only planned take it up too. Throws
 * `invalid` for an account that is closed or lacks the role of the duty.
 */
export async function addMember(
  db: Db,
  actor: UserActor,
  input: AddMember,
): Promise<{ id: string }> {
  const { councilId, userId, joinedOn, position, fields, ...wanted } = parseInput(AddMember, input);
  return db.transaction(async (tx) => {
    const { council, members } = await authorisedCouncil(tx, actor, "establish", councilId, {
      lock: true,
    });
    requireRunning(council);
    await requireAble(tx, council, { userId, duty: wanted.duty });
    if (members.some((member) => member.userId === userId))
      throw new AppError("conflict", { vi: "Người này đã có trong danh sách." });
    if (wanted.duty === "chair" && members.some(({ duty }) => duty === "chair"))
      throw new AppError("conflict", {
        vi: "Đã có người đứng đầu. Hãy cho người trước thôi tham gia rồi thêm người mới.",
      });
    const [row] = await tx
      .insert(councilMembers)
      .values({
        ...wanted,
        councilId,
        userId,
        position: position ?? null,
        fields: fields ?? [],
        joinedOn: joinedOn ?? (await today(tx)),
      })
      .returning();
    if (!row) throw new Error("the member was not stored");
    await seatInPlanned(tx, row);
    await appendAudit(tx, events.memberAdded, {
      ...councilFacts(actor, council),
      details: { userId, duty: row.duty, scores: row.scores },
    });
    return { id: row.id };
  });
}

/** An account in use that holds the role of the duty in the council's province. */
export async function requireAble(
  tx: Db,
  council: Pick<CouncilRow, "kind" | "unitPath">,
  { userId, duty }: { userId: string; duty: Duty },
): Promise<Official> {
  const official = (await findOfficials(tx, [userId])).get(userId);
  if (!official || official.isDisabled)
    throw new AppError("invalid", { fields: { userId: "Không có tài khoản đang dùng này." } });
  if (!maySit(official.roles, { kind: council.kind, duty, unitPath: council.unitPath })) {
    const roles = rolesFor(council.kind, duty).map((role) => roleTable[role].vi);
    throw new AppError("invalid", {
      fields: {
        userId: `Tài khoản này chưa có vai trò ${roles.join(" hoặc ")} ở đây. Hãy nhờ người quản trị giao vai trò trước.`,
      },
    });
  }
  return official;
}

/** Ends a person's part in a council, with the reason; past and open sessions keep their seat. */
export async function removeMember(db: Db, actor: UserActor, input: RemoveMember): Promise<void> {
  const { councilId, memberId, reason } = parseInput(RemoveMember, input);
  await db.transaction(async (tx) => {
    const { council, members } = await authorisedCouncil(tx, actor, "establish", councilId, {
      lock: true,
    });
    const member = members.find(({ id }) => id === memberId);
    if (!member) throw new AppError("notFound", { vi: "Người này không còn trong danh sách." });
    await tx
      .update(councilMembers)
      .set({ leftOn: await today(tx), leftReason: reason })
      .where(eq(councilMembers.id, memberId));
    await tx
      .update(sessionMembers)
      .set({ endedAt: sql`now()`, endedReason: reason })
      .where(
        and(
          eq(sessionMembers.userId, member.userId),
          isNull(sessionMembers.endedAt),
          inArray(sessionMembers.sessionId, await plannedSessions(tx, councilId)),
        ),
      );
    await appendAudit(tx, events.memberLeft, {
      ...councilFacts(actor, council),
      details: { userId: member.userId, duty: member.duty },
    });
  });
}

async function plannedSessions(tx: Db, councilId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: councilSessions.id })
    .from(councilSessions)
    .where(and(eq(councilSessions.councilId, councilId), eq(councilSessions.state, "planned")));
  return rows.map(({ id }) => id);
}

async function seatInPlanned(tx: Db, member: MemberRow): Promise<void> {
  const { userId, duty, scores, agencyName, position } = member;
  for (const sessionId of await plannedSessions(tx, member.councilId))
    await tx
      .insert(sessionMembers)
      .values({
        sessionId,
        userId,
        duty,
        scores,
        agencyName,
        position,
        seat: nextSeat(sessionId),
      })
      .onConflictDoUpdate({
        target: [sessionMembers.sessionId, sessionMembers.userId],
        set: { duty, scores, agencyName, position, endedAt: null, endedReason: null },
      });
}

/** The seat after the last one of a session. */
export function nextSeat(sessionId: string) {
  return sql`(select coalesce(max(seat), 0) + 1 from session_members where session_id = ${sessionId})`;
}
