import { and, asc, eq, exists, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import { timeZone, today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { councilPermissions } from "../access.ts";
import { recuse } from "../conflicts/recusals.server.ts";
import { events } from "../events.server.ts";
import { CancelSession, OnSession, PlanSession } from "../inputs.ts";
import type { SessionState } from "../model.ts";
import { councils, councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import { followSession, type SessionAction } from "../steps.ts";
import {
  authorisedCouncil,
  councilStages,
  type MemberRow,
  requireRunning,
} from "./councils.server.ts";
import {
  authorise,
  type LoadedSession,
  loadSession,
  type SessionRow,
  subjectOf,
} from "./load.server.ts";
import { listRules, rulesOn } from "./rules.server.ts";

/** Plans a session of a council's members as they are now; those who join or leave before it opens are taken over. */
export async function planSession(
  db: Db,
  actor: UserActor,
  input: PlanSession,
  { isDemo = false }: { isDemo?: boolean } = {},
): Promise<{ id: string }> {
  const wanted = parseInput(PlanSession, input);
  requireTimes(wanted);
  return db.transaction(async (tx) => {
    const { council, members } = await authorisedCouncil(tx, actor, "plan", wanted.councilId, {
      lock: true,
    });
    requireRunning(council);
    if (council.kind !== "council")
      throw new AppError("invalid", { fields: { councilId: "Tổ tư vấn không mở phiên chấm." } });
    if (!councilStages(council.regime, council.level).includes(wanted.stage))
      throw new AppError("invalid", {
        fields: { stage: "Quyết định này không có bước đánh giá đó ở cấp của hội đồng." },
      });
    const [row] = await tx
      .insert(councilSessions)
      .values({
        ...wanted,
        roundId: wanted.roundId ?? null,
        place: wanted.place ?? null,
        dueAt: wanted.dueAt ?? null,
        isRecorded: wanted.isRecorded ?? false,
        provinceCode: council.provinceCode,
        unitPath: council.unitPath,
        isDemo,
        createdBy: actor.userId,
      })
      .returning();
    if (!row) throw new Error("the session was not stored");
    await takeSeats(tx, row.id, members);
    await appendAudit(tx, events.sessionPlanned, {
      ...sessionFacts(actor, row),
      details: {
        mode: row.mode,
        stage: row.stage,
        members: members.length,
        recorded: row.isRecorded,
      },
    });
    return { id: row.id };
  });
}

function requireTimes(wanted: { mode: string; place?: unknown; startsAt: Date; dueAt?: unknown }) {
  const { mode, place, startsAt, dueAt } = wanted;
  const fields: Record<string, string> = {};
  if (mode === "meeting" && !place) fields["place"] = "Hãy nhập nơi họp.";
  if (mode === "meeting" && dueAt)
    fields["dueAt"] = "Chỉ phiên lấy ý kiến bằng văn bản có hạn gửi.";
  if (mode === "written" && !(dueAt instanceof Date)) fields["dueAt"] = "Hãy nhập hạn gửi phiếu.";
  if (mode === "written" && dueAt instanceof Date && dueAt <= startsAt)
    fields["dueAt"] = "Hạn gửi phiếu phải sau lúc bắt đầu.";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

async function takeSeats(tx: Db, sessionId: string, members: readonly MemberRow[]): Promise<void> {
  if (members.length === 0) return;
  await tx.insert(sessionMembers).values(
    members.map(({ userId, duty, scores, agencyName, position }, at) => ({
      sessionId,
      userId,
      duty,
      scores,
      agencyName,
      position,
      seat: at + 1,
    })),
  );
}

/**
 * Opens a session: fixes the rules that hold for it and looks for conflicts of interest once
 * more. Throws `unprocessable` with a line for each thing that is missing: rules in force,
 * somebody to preside, a secretary, members who score, products.
 */
export async function openSession(db: Db, actor: UserActor, input: OnSession): Promise<void> {
  const { sessionId, expectedVersion } = parseInput(OnSession, input);
  await db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "run", subjectOf(loaded));
    const { session, council } = loaded;
    requireVersion(session, expectedVersion);
    const to = requireStep(session, "open");
    // A session of the past is held under the rules of its day.
    const day = session.isRecorded ? vietnamDay(session.startsAt) : await today(tx);
    const rules = rulesOn(await listRules(tx, council.id), day);
    const items = await waitingItems(tx, sessionId);
    const fields = lacking(loaded, { rules: rules !== undefined, items: items.length });
    if (!rules || Object.keys(fields).length > 0)
      throw new AppError("unprocessable", { vi: Object.values(fields).join(" "), fields });
    await recuse(tx, loaded, items, actor.userId);
    await tx
      .update(councilSessions)
      .set({
        state: to,
        rulesSeq: rules.seq,
        openedAt: sql`now()`,
        openedBy: actor.userId,
        version: session.version + 1,
      })
      .where(eq(councilSessions.id, sessionId));
    await appendAudit(tx, events.sessionOpened, {
      ...sessionFacts(actor, session),
      details: { rules: rules.seq, rulesDigest: rules.digest, items: items.length },
    });
  });
}

/** What stands against opening a session, in words, by a name for each. */
export function lacking(
  { seats }: Pick<LoadedSession, "seats">,
  { rules, items }: { rules: boolean; items: number },
): Record<string, string> {
  const has = (...wanted: string[]) => seats.some(({ duty }) => wanted.includes(duty));
  const fields: Record<string, string> = {};
  if (!rules) fields["rules"] = "Hội đồng chưa ban hành Quy chế hoạt động có hiệu lực.";
  if (!has("chair", "deputy")) fields["chair"] = "Phiên chưa có Chủ tịch hoặc Phó Chủ tịch.";
  if (!has("secretary")) fields["secretary"] = "Phiên chưa có thư ký.";
  if (!seats.some(({ scores }) => scores))
    fields["members"] = "Phiên chưa có thành viên chấm điểm.";
  if (items === 0) fields["items"] = "Phiên chưa có sản phẩm nào.";
  return fields;
}

async function waitingItems(tx: Db, sessionId: string) {
  return tx
    .select()
    .from(sessionItems)
    .where(and(eq(sessionItems.sessionId, sessionId), eq(sessionItems.state, "waiting")))
    .orderBy(asc(sessionItems.seq));
}

/** Calls off a session that has not opened; its products wait for another. */
export async function cancelSession(db: Db, actor: UserActor, input: CancelSession): Promise<void> {
  const { sessionId } = parseInput(CancelSession, input);
  await db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "plan", subjectOf(loaded));
    const to = requireStep(loaded.session, "cancel");
    await tx
      .update(sessionItems)
      .set({ state: "postponed" })
      .where(and(eq(sessionItems.sessionId, sessionId), eq(sessionItems.state, "waiting")));
    await tx
      .update(councilSessions)
      .set({
        state: to,
        closedAt: sql`now()`,
        closedBy: actor.userId,
        version: loaded.session.version + 1,
      })
      .where(eq(councilSessions.id, sessionId));
    await appendAudit(tx, events.sessionCancelled, {
      ...sessionFacts(actor, loaded.session),
      details: {},
    });
  });
}

/** Where a step leads; `conflict` when it does not exist from here (somebody was faster). */
export function requireStep(session: SessionRow, action: SessionAction): SessionState {
  const to = followSession(session.state, action);
  if (to === null)
    throw new AppError("conflict", {
      vi: "Phiên vừa chuyển sang bước khác nên việc này không còn làm được. Hãy tải lại trang.",
      en: "The session has moved on in the meantime.",
    });
  return to;
}

/** Refuses a write that was based on an older version than the stored one. */
export function requireVersion({ version }: Pick<SessionRow, "version">, expected?: number): void {
  if (expected !== undefined && expected !== version) throw new AppError("stale");
}

/** The day in Vietnam on which an instant lies. */
export function vietnamDay(at: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
}

/** A session in a list. */
export type SessionItem = SessionRow & { councilName: string; items: number };

/** Sessions that the actor may see: their own, or those of their unit's councils; the next ones first. */
export async function listSessions(
  db: Db,
  actor: UserActor,
  filter: { councilId?: string; states?: readonly SessionState[] } = {},
): Promise<SessionItem[]> {
  const mine = (userId: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(sessionMembers)
        .where(
          and(
            eq(sessionMembers.sessionId, councilSessions.id),
            eq(sessionMembers.userId, userId),
            isNull(sessionMembers.endedAt),
          ),
        ),
    );
  const rows = await db
    .select({
      session: councilSessions,
      councilName: councils.name,
      items: sql<number>`(select count(*)::int from ${sessionItems}
        where ${sessionItems.sessionId} = ${councilSessions.id} and ${sessionItems.state} <> 'postponed')`,
    })
    .from(councilSessions)
    .innerJoin(councils, eq(councils.id, councilSessions.councilId))
    .where(
      and(
        scopeSql(actor, councilPermissions.see, {
          placeVersion: sql`${currentVersion}::text`,
          placePath: councilSessions.unitPath,
          assignedTo: mine,
        }),
        filter.councilId === undefined
          ? undefined
          : eq(councilSessions.councilId, filter.councilId),
        filter.states === undefined
          ? undefined
          : sql`${councilSessions.state} = any(${sql.param(`{${filter.states.join(",")}}`)}::text[])`,
      ),
    )
    .orderBy(
      sql`array_position(array['open','planned','converted','closed','cancelled'], ${councilSessions.state})`,
      sql`abs(extract(epoch from ${councilSessions.startsAt} - now()))`,
    )
    .limit(500);
  return rows.map(({ session, councilName, items }) => ({ ...session, councilName, items }));
}

/** What an audit row says of where an act on a session belongs. */
export function sessionFacts(
  actor: UserActor,
  row: Pick<SessionRow, "id" | "provinceCode" | "unitPath">,
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath === "" ? null : row.unitPath,
  };
}
