import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../../events.server.ts";
import { auditFacts, requireVersion, wrongStep } from "#core/changing.ts";
import { writingUnit } from "../../service/load.server.ts";
import { AddSession, MoveCourse, OnSession, OpenClass, SaveCourse } from "../inputs.ts";
import { nextCourseState } from "../model.ts";
import { attendance, classes, classSessions, courses, trainees } from "../schema.server.ts";
import { sessionsOf } from "./list.server.ts";
import {
  authorisedClass,
  authorisedCourse,
  authorisedSession,
  requireHeld,
} from "./load.server.ts";

/** Enters a course of the actor's unit (`id` null), or corrects one; `stale` after somebody else's change. */
export async function saveCourse(
  db: Db,
  actor: UserActor,
  id: string | null,
  input: SaveCourse,
): Promise<{ id: string }> {
  const { expectedVersion, ...form } = parseInput(SaveCourse, input);
  return db.transaction(async (tx) => {
    if (id === null) {
      const unitPath = writingUnit(actor, "training");
      const [row] = await tx
        .insert(courses)
        .values({
          ...form,
          unitPath,
          provinceCode: provinceOf(unitPath),
          createdBy: actor.userId,
        })
        .returning();
      if (!row) throw new Error("the course was not stored");
      await appendAudit(tx, events.courseSaved, {
        ...auditFacts(actor, row),
        details: { fields: Object.keys(form) },
      });
      return { id: row.id };
    }
    const row = await authorisedCourse(tx, actor, "keep", id, { lock: true });
    requireVersion(row, expectedVersion);
    const fields = (Object.keys(form) as (keyof typeof form)[]).filter(
      (field) => row[field] !== form[field],
    );
    if (fields.length === 0) return { id };
    if (fields.includes("year")) await requireHeldIn(tx, id, form.year);
    await tx
      .update(courses)
      .set({ ...form, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(courses.id, id));
    await appendAudit(tx, events.courseSaved, { ...auditFacts(actor, row), details: { fields } });
    return { id };
  });
}

/** Refuses to take a course into a year in which none of its meetings, or not all, were held. */
async function requireHeldIn(tx: Db, courseId: string, year: number): Promise<void> {
  const [outside] = await tx
    .select({ heldOn: classSessions.heldOn })
    .from(classSessions)
    .innerJoin(classes, eq(classes.id, classSessions.classId))
    .where(
      and(
        eq(classes.courseId, courseId),
        sql`extract(year from ${classSessions.heldOn}) <> ${year}`,
      ),
    )
    .limit(1);
  if (outside)
    throw new AppError("invalid", {
      fields: {
        year: `Khóa đã có buổi học ngày ${formatDay(outside.heldOn)}, không thuộc năm này.`,
      },
    });
}

/** Begins a course, ends it, or opens it once more. */
export async function moveCourse(db: Db, actor: UserActor, input: MoveCourse): Promise<void> {
  const { courseId, expectedVersion, step } = parseInput(MoveCourse, input);
  await db.transaction(async (tx) => {
    const row = await authorisedCourse(tx, actor, "keep", courseId, { lock: true });
    requireVersion(row, expectedVersion);
    const state = nextCourseState(step, row.state);
    if (state === null) throw wrongStep();
    await tx
      .update(courses)
      .set({ state, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(courses.id, row.id));
    await appendAudit(tx, events.courseMoved, { ...auditFacts(actor, row), details: { state } });
  });
}

/** Opens a class of a course; `conflict` for a second one of the same name. */
export async function openClass(
  db: Db,
  actor: UserActor,
  input: OpenClass,
): Promise<{ id: string }> {
  const { courseId, ...form } = parseInput(OpenClass, input);
  return db.transaction(async (tx) => {
    const course = await authorisedCourse(tx, actor, "keep", courseId, { lock: true });
    requireHeld(course);
    const [row] = await tx
      .insert(classes)
      .values({ ...form, courseId, provinceCode: course.provinceCode })
      .onConflictDoNothing()
      .returning();
    if (!row) throw taken("name", "Khóa này đã có lớp mang tên này.");
    await appendAudit(tx, events.classOpened, {
      ...auditFacts(actor, course),
      details: { class: row.id },
    });
    return { id: row.id };
  });
}

/**
 * Adds a meeting to a class; `invalid` for a day outside the course's year, in which figures would
 * not count it, `conflict` for a second one at the same time, and once a certificate says of how
 * many meetings somebody was there.
 */
export async function addSession(db: Db, actor: UserActor, input: AddSession): Promise<void> {
  const { classId, ...form } = parseInput(AddSession, input);
  await db.transaction(async (tx) => {
    const { group, course } = await authorisedClass(tx, actor, "keep", classId, { lock: true });
    requireHeld(course);
    const certified = and(eq(trainees.classId, group.id), isNotNull(trainees.certificateNumber));
    if ((await tx.$count(trainees, certified)) > 0)
      throw new AppError("conflict", {
        vi: "Lớp đã có người được cấp giấy xác nhận theo số buổi đã học. Hãy mở lớp khác cho buổi học thêm.",
      });
    if (form.heldOn.slice(0, 4) !== String(course.year))
      throw new AppError("invalid", {
        fields: { heldOn: `Khóa này thuộc năm ${course.year}. Hãy xem lại ngày học.` },
      });
    const sameDay = (await sessionsOf(tx, group.id)).filter(({ heldOn }) => heldOn === form.heldOn);
    if (sameDay.some(({ part }) => part === form.part || part === "day" || form.part === "day"))
      throw taken("heldOn", "Lớp đã có buổi học vào lúc này.");
    await tx
      .insert(classSessions)
      .values({ ...form, classId: group.id, provinceCode: group.provinceCode });
    await appendAudit(tx, events.sessionAdded, {
      ...auditFacts(actor, course),
      details: { class: group.id, on: form.heldOn },
    });
  });
}

/**
 * Takes away a meeting that was entered by mistake and that nobody has noted yet: certificates
 * wait for every meeting of the class. `conflict` once it has been noted who was there.
 */
export async function removeSession(db: Db, actor: UserActor, input: OnSession): Promise<void> {
  const { sessionId } = parseInput(OnSession, input);
  await db.transaction(async (tx) => {
    const { session, group, course } = await authorisedSession(tx, actor, "keep", sessionId, {
      lock: true,
    });
    requireHeld(course);
    if ((await tx.$count(attendance, eq(attendance.sessionId, sessionId))) > 0)
      throw new AppError("conflict", { vi: "Buổi học này đã điểm danh nên không bỏ được." });
    await tx.delete(classSessions).where(eq(classSessions.id, sessionId));
    await appendAudit(tx, events.sessionRemoved, {
      ...auditFacts(actor, course),
      details: { class: group.id, on: session.heldOn },
    });
  });
}

function taken(field: string, text: string): AppError {
  return new AppError("conflict", { vi: text, fields: { [field]: text } });
}
