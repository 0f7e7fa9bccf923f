import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { auditFacts } from "#core/changing.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { listChosenOwners } from "#modules/cycle/service/chosen.server.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { events } from "../../events.server.ts";
import { invited, leftOut, type Words } from "../../notices.ts";
import { AddTrainee, InviteOwners, OnTrainee } from "../inputs.ts";
import { attendance, trainees } from "../schema.server.ts";
import { sessionsOf } from "./list.server.ts";
import { authorisedClass, type ClassRow, type CourseRow, requireHeld } from "./load.server.ts";

/** Most people of one class. */
const mostTrainees = 500;

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
    if (!row) throw sameAgain();
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
  const { title } = course;
  const sessions = await sessionsOf(tx, group.id);
  await tellProducer(
    tx,
    group,
    person.producerId,
    invited({ person: person.fullName, course: title, place: group.place, sessions }),
  );
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

/**
 * Takes away a person who was entered by mistake, with the times that they were noted absent.
 * `conflict` for one who was at a meeting: that took place. Their producer is told.
 */
export async function removeTrainee(db: Db, actor: UserActor, input: OnTrainee): Promise<void> {
  const { classId, traineeId } = parseInput(OnTrainee, input);
  await db.transaction(async (tx) => {
    const { group, course } = await authorisedClass(tx, actor, "keep", classId, { lock: true });
    requireHeld(course);
    const [person] = await tx
      .select()
      .from(trainees)
      .where(and(eq(trainees.id, traineeId), eq(trainees.classId, group.id)));
    if (!person) throw new AppError("notFound", { vi: "Lớp không có học viên này." });
    const wasThere = and(eq(attendance.traineeId, person.id), eq(attendance.isPresent, true));
    if (person.certificateNumber !== null || (await tx.$count(attendance, wasThere)) > 0)
      throw new AppError("conflict", {
        vi: `${person.fullName} đã dự học nên không bỏ khỏi lớp được. Nếu điểm danh nhầm, hãy sửa điểm danh trước.`,
      });
    await tx.delete(attendance).where(eq(attendance.traineeId, person.id));
    await tx.delete(trainees).where(eq(trainees.id, person.id));
    await appendAudit(tx, events.traineeRemoved, {
      ...auditFacts(actor, course),
      details: { trainee: person.id, class: group.id },
    });
    const words = leftOut({ person: person.fullName, course: course.title });
    await tellProducer(tx, group, person.producerId, words);
  });
}

/** Tells the producer that sent a person, if one did. */
async function tellProducer(
  tx: Db,
  { provinceCode }: ClassRow,
  producerId: string | null | undefined,
  words: Words,
): Promise<void> {
  if (!producerId) return;
  const to = { producerId };
  await tellAbout(tx, [
    { provinceCode, aboutProducerId: producerId, kind: "support", to, ...words },
  ]);
}

function sameAgain(): AppError {
  const text = "Lớp đã có người này, cùng số điện thoại.";
  return new AppError("conflict", { vi: text, fields: { fullName: text } });
}
