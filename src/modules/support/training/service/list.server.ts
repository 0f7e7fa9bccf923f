import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { type IdeaOwner, listChosenOwners } from "#modules/cycle/service/chosen.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { can, trainingPermissions } from "../../access.ts";
import { columnsOf } from "../../access.server.ts";
import { attendedEnough } from "../../rules.ts";
import type { ListPart } from "../../service/rights.server.ts";
import { attendance, classes, classSessions, courses, trainees } from "../schema.server.ts";
import { authorisedClass, authorisedCourse } from "./load.server.ts";
import { presenceOf } from "./attendance.server.ts";

/** The people of a course's classes; the tables by name, since a select of one table leaves its name out of columns. */
const peopleOfCourse = sql`support_trainees p join support_classes g on g.id = p.class_id where g.course_id = support_courses.id`;

const countsOfCourse = {
  classes: sql<number>`(select count(*)::int from support_classes g where g.course_id = support_courses.id)`,
  trainees: sql<number>`(select count(*)::int from ${peopleOfCourse})`,
  women: sql<number>`(select count(*)::int from ${peopleOfCourse} and p.sex = 'female')`,
  certified: sql<number>`(select count(*)::int from ${peopleOfCourse} and p.certificate_number is not null)`,
};

/** The courses that the actor may see, the latest year first, with how many came. */
export async function listCourses(db: Db, actor: UserActor) {
  return db
    .select({ course: courses, ...countsOfCourse })
    .from(courses)
    .where(scopeSql(actor, trainingPermissions.see, columnsOf(courses)))
    .orderBy(desc(courses.year), asc(courses.title), asc(courses.id))
    .limit(500);
}

/** One course with its classes. */
export async function describeCourse(db: Db, actor: UserActor, id: string) {
  const course = await authorisedCourse(db, actor, "see", id);
  const rows = await db
    .select({
      group: classes,
      sessions: sql<number>`(select count(*)::int from support_class_sessions s where s.class_id = support_classes.id)`,
      trainees: sql<number>`(select count(*)::int from support_trainees p where p.class_id = support_classes.id)`,
      firstOn: sql<
        string | null
      >`(select min(s.held_on)::text from support_class_sessions s where s.class_id = support_classes.id)`,
    })
    .from(classes)
    .where(eq(classes.courseId, id))
    .orderBy(asc(classes.createdAt), asc(classes.id));
  return { course, classes: rows, mayKeep: can(actor, "training", "keep", course) };
}

/** One class: its meetings, its people, and who was where. Personal data of trainees is in it. */
export async function describeClass(db: Db, actor: UserActor, id: string) {
  const { group, course } = await authorisedClass(db, actor, "see", id);
  const sessions = await sessionsOf(db, id);
  const people = await db
    .select()
    .from(trainees)
    .where(eq(trainees.classId, id))
    .orderBy(asc(trainees.nameFolded), asc(trainees.id));
  const noted =
    sessions.length === 0
      ? []
      : await db
          .select()
          .from(attendance)
          .where(
            inArray(
              attendance.sessionId,
              sessions.map((session) => session.id),
            ),
          );
  const present = await presenceOf(db, id);
  const names = await nameProducers(
    db,
    people.flatMap(({ producerId }) => producerId ?? []),
  );
  const mayKeep = can(actor, "training", "keep", course);
  const owners = mayKeep ? await listChosenOwners(db, actor, course) : [];
  const isHere = ({ name, phone, producerId, title }: IdeaOwner) =>
    people.some(
      (one) =>
        (one.belongsTo === title && one.producerId === producerId) ||
        (one.nameFolded === foldText(name ?? "") && one.phone === phone),
    );
  return {
    group,
    course,
    today: await today(db),
    mayKeep,
    /** Owners of the year's chosen ideas who are not in the class yet. */
    owners: owners.filter((owner) => !isHere(owner)),
    sessions: sessions.map((session) => ({
      ...session,
      isNoted: noted.some(({ sessionId }) => sessionId === session.id),
      present: noted
        .filter(({ sessionId, isPresent }) => sessionId === session.id && isPresent)
        .map(({ traineeId }) => traineeId),
    })),
    trainees: people.map((person) => ({
      ...person,
      producerName: names.get(person.producerId ?? "")?.name ?? null,
      present: present.get(person.id) ?? 0,
      hasEnough: attendedEnough(present.get(person.id) ?? 0, sessions.length, course.sharePercent),
    })),
  };
}

/** The meetings of a class, in their order. */
export function sessionsOf(db: Db, classId: string) {
  return db
    .select({
      id: classSessions.id,
      heldOn: classSessions.heldOn,
      part: classSessions.part,
      topic: classSessions.topic,
    })
    .from(classSessions)
    .where(eq(classSessions.classId, classId))
    .orderBy(
      asc(classSessions.heldOn),
      sql`${classSessions.part} = 'afternoon'`,
      asc(classSessions.id),
    );
}

/**
 * A part of the classes that people of producers were invited to, the latest first: when and where
 * they meet, and how often each person was there; and how many there are. Rights are the caller's.
 */
export async function trainingsOfProducers(
  db: Db,
  producerIds: readonly string[],
  { limit, offset }: ListPart,
) {
  if (producerIds.length === 0) return { trainings: [], total: 0 };
  const where = inArray(trainees.producerId, [...producerIds]);
  const rows = await db
    .select({
      traineeId: trainees.id,
      classId: classes.id,
      producerId: sql<string>`${trainees.producerId}`,
      fullName: trainees.fullName,
      course: courses.title,
      isOver: sql<boolean>`${courses.state} = 'done'`,
      place: classes.place,
      year: courses.year,
      present: sql<number>`(select count(*)::int from support_attendance a where a.trainee_id = ${trainees.id} and a.is_present)`,
      certificateNumber: trainees.certificateNumber,
    })
    .from(trainees)
    .innerJoin(classes, eq(classes.id, trainees.classId))
    .innerJoin(courses, eq(courses.id, classes.courseId))
    .where(where)
    .orderBy(desc(courses.year), asc(courses.title), asc(trainees.nameFolded), asc(trainees.id))
    .limit(limit)
    .offset(offset);
  const sessions = new Map<string, Awaited<ReturnType<typeof sessionsOf>>>();
  for (const { classId } of rows)
    if (!sessions.has(classId)) sessions.set(classId, await sessionsOf(db, classId));
  return {
    trainings: rows.map((row) => ({ ...row, sessions: sessions.get(row.classId) ?? [] })),
    total: await db.$count(trainees, where),
  };
}

/**
 * Trainings of a province in a year, for reports: classes that met, people who were at least at
 * one meeting, the women among them, certificates. Rights are the caller's.
 */
export async function trainingFigures(
  db: Db,
  { provinceCode, year }: { readonly provinceCode: string; readonly year: number },
): Promise<{ classes: number; trainees: number; women: number; certificates: number }> {
  const inYear = and(
    eq(classSessions.provinceCode, provinceCode),
    sql`extract(year from ${classSessions.heldOn}) = ${year}`,
  );
  const [row] = await db
    .select({
      classes: sql<number>`count(distinct ${classSessions.classId})::int`,
      trainees: sql<number>`count(distinct ${trainees.id})::int`,
      women: sql<number>`count(distinct ${trainees.id}) filter (where ${trainees.sex} = 'female')::int`,
      certificates: sql<number>`count(distinct ${trainees.id}) filter (where ${trainees.certificateNumber} is not null)::int`,
    })
    .from(classSessions)
    .innerJoin(attendance, eq(attendance.sessionId, classSessions.id))
    .innerJoin(trainees, eq(trainees.id, attendance.traineeId))
    .where(and(inYear, eq(attendance.isPresent, true)));
  return row ?? { classes: 0, trainees: 0, women: 0, certificates: 0 };
}
