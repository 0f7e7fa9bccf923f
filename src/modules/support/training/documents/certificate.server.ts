import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { can } from "../../access.ts";
import { Id } from "../../model.ts";
import { classes, classSessions, courses, trainees } from "../schema.server.ts";
import { presenceOf } from "../service/attendance.server.ts";
import { certificatePaper } from "./certificate.ts";

const missing = () => new AppError("notFound", { vi: "Không có giấy xác nhận này." });

/**
 * The certificate of attendance of a trainee, for the office that keeps the course and for the
 * producer that sent the person; `notFound` before it has a number, and for everybody else.
 */
export async function getAttendanceCertificate(
  db: Db,
  actor: UserActor,
  traineeId: string,
): Promise<PrintedDocument> {
  if (!Id.safeParse(traineeId).success) throw missing();
  const [found] = await db
    .select({ trainee: trainees, group: classes, course: courses })
    .from(trainees)
    .innerJoin(classes, eq(classes.id, trainees.classId))
    .innerJoin(courses, eq(courses.id, classes.courseId))
    .where(eq(trainees.id, traineeId));
  if (!found) throw missing();
  if (!(await mayHave(db, actor, found)))
    throw new AppError("notFound", {
      vi: "Không có giấy xác nhận này.",
      denied: "support.training.see",
    });
  const { trainee, group, course } = found;
  const { certificateNumber, certificateYear, certifiedOn } = trainee;
  if (certificateNumber === null || certificateYear === null || certifiedOn === null)
    throw missing();
  const held = await db
    .select({ on: classSessions.heldOn })
    .from(classSessions)
    .where(eq(classSessions.classId, group.id))
    .orderBy(classSessions.heldOn);
  const unit = await findUnit(db, { version: currentVersion, code: group.provinceCode });
  const producer =
    trainee.producerId === null ? null : await nameProducers(db, [trainee.producerId]);
  return certificatePaper({
    fullName: trainee.fullName,
    from: producer?.get(trainee.producerId ?? "")?.name ?? trainee.belongsTo,
    course: course.title,
    topics: course.topics,
    organiser: course.organiser,
    className: group.name,
    place: group.place,
    firstOn: held[0]?.on ?? certifiedOn,
    lastOn: held.at(-1)?.on ?? certifiedOn,
    present: (await presenceOf(db, group.id)).get(trainee.id) ?? 0,
    held: held.length,
    number: certificateNumber,
    year: certificateYear,
    certifiedOn,
    province: unit?.name ?? null,
    isDemo: course.isDemo,
  });
}

async function mayHave(
  db: Db,
  actor: UserActor,
  {
    trainee,
    course,
  }: { trainee: typeof trainees.$inferSelect; course: typeof courses.$inferSelect },
): Promise<boolean> {
  if (can(actor, "training", "see", course)) return true;
  const own = await listOwnProducers(db, actor);
  return own.some(({ id }) => id === trainee.producerId);
}
