import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { listChosenOwners } from "#modules/cycle/service/chosen.server.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { events } from "../../events.server.ts";
import { auditFacts, requireVersion, wrongStep } from "#core/changing.ts";
import { writingUnit } from "../../service/load.server.ts";
import { invited } from "../../notices.ts";
import {
  AddSession,
  AddTrainee,
  InviteOwners,
  MoveCourse,
  OnSession,
  OpenClass,
  SaveCourse,
} from "../inputs.ts";
import { nextCourseState } from "../model.ts";
import { attendance, classes, classSessions, courses, trainees } from "../schema.server.ts";
import { sessionsOf } from "./list.server.ts";
import {
  authorisedClass,
  authorisedCourse,
  authorisedSession,
  type ClassRow,
  type CourseRow,
  requireHeld,
} from "./load.server.ts";

/** Most people of one class. */
const mostTrainees = 500;

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

/**
 * Enters a person of a class, of a producer that the actor may see where one is named. The same
 * name and telephone in one class is one person: `conflict`.
 */
export async function addTrainee(
  db: Db,
  actor: UserActor,
  input: AddTrainee,
): Promise<{ id: string }> {
  const { classId, ...form } = parseInput(AddTrainee, input);
  return db.transaction(async (tx) => {
    const { group, course } = await authorisedClass(tx, actor, "keep", classId, { lock: true });
    requireHeld(course);
    if (form.kind === "producer" && form.producerId === null)
      throw new AppError("invalid", { fields: { producerId: "Hãy chọn chủ thể cử người học." } });
    if (form.producerId !== null) await authorisedProducer(tx, actor, "see", form.producerId);
    const row = await enter(tx, actor, { group, course }, form);
    if (!row) throw taken("fullName", "Lớp đã có người này, cùng số điện thoại.");
    return row;
  });
}

type Person = Omit<typeof trainees.$inferInsert, "id" | "provinceCode" | "classId" | "nameFolded">;

/**
 * Enters a person of a class whose course is locked; a producer is invited by a message. Null for
 * one who is in it already.
 */
async function enter(
  tx: Db,
  actor: UserActor,
  { group, course }: { group: ClassRow; course: CourseRow },
  person: Person,
): Promise<{ id: string } | null> {
  if ((await tx.$count(trainees, eq(trainees.classId, group.id))) >= mostTrainees)
    throw new AppError("unprocessable", { vi: `Mỗi lớp nhiều nhất ${mostTrainees} học viên.` });
  const [row] = await tx
    .insert(trainees)
    .values({
      ...person,
      nameFolded: foldText(person.fullName),
      classId: group.id,
      provinceCode: group.provinceCode,
    })
    .onConflictDoNothing()
    .returning({ id: trainees.id });
  if (!row) return null;
  await appendAudit(tx, events.traineeAdded, {
    ...auditFacts(actor, course),
    details: { trainee: row.id, kind: person.kind },
  });
  if (person.producerId)
    await tellAbout(tx, [
      {
        provinceCode: group.provinceCode,
        aboutProducerId: person.producerId,
        kind: "support",
        to: { producerId: person.producerId },
        ...invited({
          person: person.fullName,
          course: course.title,
          place: group.place,
          sessions: await sessionsOf(tx, group.id),
        }),
      },
    ]);
  return row;
}

/**
 * Invites owners of chosen ideas of the course's year to a class; who is in it already stays as
 * entered. Tells how many came in. Throws `notFound` for an idea that the actor may not reach,
 * `invalid` for one without a person's name.
 */
export async function inviteOwners(db: Db, actor: UserActor, input: InviteOwners): Promise<number> {
  const { classId, ideas, names } = parseInput(InviteOwners, input);
  return db.transaction(async (tx) => {
    const { group, course } = await authorisedClass(tx, actor, "keep", classId, { lock: true });
    requireHeld(course);
    const owners = new Map(
      (await listChosenOwners(tx, actor, course)).map((owner) => [owner.ideaId, owner]),
    );
    let many = 0;
    for (const id of ideas) {
      const owner = owners.get(id);
      if (!owner) throw new AppError("notFound", { vi: "Không có ý tưởng được chọn này." });
      const fullName = (names[id] ?? "").trim().replaceAll(/\s+/g, " ").slice(0, 120);
      if (fullName === "")
        throw new AppError("invalid", {
          fields: { [`name.${id}`]: `Hãy ghi họ tên người dự của “${owner.title}”.` },
        });
      const { phone, producerId, title: belongsTo } = owner;
      const person = { kind: "idea", fullName, phone, producerId, belongsTo } as const;
      if (await enter(tx, actor, { group, course }, person)) many += 1;
    }
    return many;
  });
}

function taken(field: string, text: string): AppError {
  return new AppError("conflict", { vi: text, fields: { [field]: text } });
}
