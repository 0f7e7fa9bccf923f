import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../../events.server.ts";
import { attendedEnough } from "../../rules.ts";
import { auditFacts } from "#core/changing.ts";
import { NoteAttendance, OnClass } from "../inputs.ts";
import { attendance, classSessions, trainees, trainingCounters } from "../schema.server.ts";
import { authorisedClass, authorisedSession, requireHeld } from "./load.server.ts";

/**
 * Notes who was at a meeting of a class; noted anew, the last word counts. `unprocessable` for a
 * day to come, `conflict` for whoever has a certificate and would no longer have been there.
 */
export async function noteAttendance(
  db: Db,
  actor: UserActor,
  input: NoteAttendance,
): Promise<void> {
  const { sessionId, present } = parseInput(NoteAttendance, input);
  await db.transaction(async (tx) => {
    const { session, group, course } = await authorisedSession(tx, actor, "keep", sessionId, {
      lock: true,
    });
    requireHeld(course);
    if (session.heldOn > (await today(tx)))
      throw new AppError("unprocessable", { vi: "Buổi học chưa diễn ra, chưa điểm danh được." });
    const people = await tx
      .select({ id: trainees.id })
      .from(trainees)
      .where(eq(trainees.classId, group.id));
    const there = new Set(present);
    if (present.some((id) => people.every((one) => one.id !== id)))
      throw new AppError("notFound", { vi: "Lớp không có học viên này." });
    await refuseCertified(tx, sessionId, there);
    if (people.length > 0)
      await tx
        .insert(attendance)
        .values(
          people.map(({ id }) => ({
            provinceCode: group.provinceCode,
            sessionId,
            traineeId: id,
            isPresent: there.has(id),
            notedBy: actor.userId,
          })),
        )
        .onConflictDoUpdate({
          target: [attendance.sessionId, attendance.traineeId],
          set: {
            isPresent: sql`excluded.is_present`,
            notedBy: sql`excluded.noted_by`,
            notedAt: sql`now()`,
          },
        });
    await appendAudit(tx, events.attendanceNoted, {
      ...auditFacts(actor, course),
      details: { session: sessionId, present: there.size, absent: people.length - there.size },
    });
  });
}

/** Refuses to say that somebody was absent for whose presence a certificate was given. */
async function refuseCertified(
  tx: Db,
  sessionId: string,
  there: ReadonlySet<string>,
): Promise<void> {
  const certified = await tx
    .select({ id: trainees.id, name: trainees.fullName })
    .from(attendance)
    .innerJoin(trainees, eq(trainees.id, attendance.traineeId))
    .where(
      and(
        eq(attendance.sessionId, sessionId),
        eq(attendance.isPresent, true),
        isNotNull(trainees.certificateNumber),
      ),
    );
  const lost = certified.filter(({ id }) => !there.has(id)).map(({ name }) => name);
  if (lost.length > 0)
    throw new AppError("conflict", {
      vi: `Đã cấp giấy xác nhận cho ${lost.join(", ")} theo lần điểm danh trước, không ghi vắng được nữa.`,
    });
}

/** How often each person of a class was there. */
export async function presenceOf(db: Db, classId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({
      traineeId: attendance.traineeId,
      present: sql<number>`count(*) filter (where ${attendance.isPresent})::int`,
    })
    .from(attendance)
    .innerJoin(classSessions, eq(classSessions.id, attendance.sessionId))
    .where(eq(classSessions.classId, classId))
    .groupBy(attendance.traineeId);
  return new Map(rows.map(({ traineeId, present }) => [traineeId, present]));
}

/**
 * Gives a number to the certificate of everybody of a class who was there often enough and has
 * none yet; tells how many. Numbers follow each other within a province and year. `unprocessable`
 * while a meeting lies ahead or nobody has noted who was there.
 */
export async function certifyClass(db: Db, actor: UserActor, input: OnClass): Promise<number> {
  const { classId } = parseInput(OnClass, input);
  return db.transaction(async (tx) => {
    const { group, course } = await authorisedClass(tx, actor, "keep", classId, { lock: true });
    const on = await today(tx);
    await requireAllNoted(tx, group.id);
    const held = await tx.$count(classSessions, eq(classSessions.classId, group.id));
    const present = await presenceOf(tx, group.id);
    const waiting = await tx
      .select({ id: trainees.id })
      .from(trainees)
      .where(and(eq(trainees.classId, group.id), isNull(trainees.certificateNumber)))
      .orderBy(asc(trainees.nameFolded), asc(trainees.id));
    const earned = waiting.filter(({ id }) =>
      attendedEnough(present.get(id) ?? 0, held, course.sharePercent),
    );
    if (earned.length === 0) return 0;
    const year = Number(on.slice(0, 4));
    const last = await takeNumbers(tx, group.provinceCode, year, earned.length);
    for (const [at, { id }] of earned.entries())
      await tx
        .update(trainees)
        .set({
          certificateNumber: last - earned.length + 1 + at,
          certificateYear: year,
          certifiedOn: on,
          certifiedBy: actor.userId,
        })
        .where(eq(trainees.id, id));
    await appendAudit(tx, events.certified, {
      ...auditFacts(actor, course),
      details: { class: group.id, certificates: earned.length },
    });
    return earned.length;
  });
}

async function requireAllNoted(tx: Db, classId: string): Promise<void> {
  const sessions = await tx
    .select({ id: classSessions.id })
    .from(classSessions)
    .where(eq(classSessions.classId, classId));
  const ids = sessions.map(({ id }) => id);
  const noted =
    ids.length === 0
      ? []
      : await tx
          .selectDistinct({ id: attendance.sessionId })
          .from(attendance)
          .where(inArray(attendance.sessionId, ids));
  if (ids.length === 0 || noted.length < ids.length)
    throw new AppError("unprocessable", {
      vi: "Hãy điểm danh đủ các buổi học của lớp rồi cấp giấy xác nhận.",
    });
}

/** The last of so many new numbers. */
async function takeNumbers(
  tx: Db,
  provinceCode: string,
  year: number,
  many: number,
): Promise<number> {
  const [row] = await tx
    .insert(trainingCounters)
    .values({ provinceCode, year, last: many })
    .onConflictDoUpdate({
      target: [trainingCounters.provinceCode, trainingCounters.year],
      set: { last: sql`${trainingCounters.last} + ${many}` },
    })
    .returning({ last: trainingCounters.last });
  if (!row) throw new Error("no number was given");
  return row.last;
}
