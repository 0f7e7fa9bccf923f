import { eq } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { SupportActivity } from "../../access.ts";
import { Id } from "../../model.ts";
import { refuseUnless } from "../../service/load.server.ts";
import { classes, classSessions, courses, type trainees } from "../schema.server.ts";

export type CourseRow = typeof courses.$inferSelect;
export type ClassRow = typeof classes.$inferSelect;
export type TraineeRow = typeof trainees.$inferSelect;

type Asked = { readonly lock?: boolean };
const missing = { vi: "Không có khóa, lớp này." };

/** The course, if the actor may do this to it; one of another province is not there. */
export async function authorisedCourse(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"training">,
  id: string,
  { lock = false }: Asked = {},
): Promise<CourseRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(courses).where(eq(courses.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "training", activity, row, missing);
  return row;
}

/** The class with its course, if the actor may do this to it. */
export async function authorisedClass(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"training">,
  id: string,
  asked: Asked = {},
): Promise<{ group: ClassRow; course: CourseRow }> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const [group] = await db.select().from(classes).where(eq(classes.id, id));
  if (!group) throw new AppError("notFound", missing);
  return { group, course: await authorisedCourse(db, actor, activity, group.courseId, asked) };
}

/** The meeting of a class with its class and course, if the actor may do this to it. */
export async function authorisedSession(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"training">,
  id: string,
  asked: Asked = {},
) {
  const [session] = await db.select().from(classSessions).where(eq(classSessions.id, id));
  if (!session) throw new AppError("notFound", { vi: "Không có buổi học này." });
  return { session, ...(await authorisedClass(db, actor, activity, session.classId, asked)) };
}

/** Refuses what may be done only while a course is held. */
export function requireHeld({ state }: CourseRow): void {
  if (state === "done")
    throw new AppError("conflict", {
      vi: "Khóa đã kết thúc. Hãy mở lại khóa rồi sửa.",
    });
}
