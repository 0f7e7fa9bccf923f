import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import type { AddSession, AddTrainee, NoteAttendance, OnTrainee } from "../../training/inputs.ts";
import { certifyClass, noteAttendance } from "../../training/service/attendance.server.ts";
import { addSession, removeSession } from "../../training/service/courses.server.ts";
import { addTrainee, inviteOwners, removeTrainee } from "../../training/service/trainees.server.ts";
import { authorisedSession } from "../../training/service/load.server.ts";

/** Does what a form of a class's page asks for. */
export async function actOnClass(
  db: Db,
  actor: UserActor,
  classId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, classId } as unknown;
  if (intent === "session") {
    await addSession(db, actor, on as AddSession);
    return { done: "Đã thêm buổi học." };
  }
  if (intent === "trainee") {
    await addTrainee(db, actor, on as AddTrainee);
    return { done: "Đã thêm học viên." };
  }
  if (intent === "removeTrainee") {
    await removeTrainee(db, actor, on as OnTrainee);
    return { done: "Đã bỏ học viên khỏi lớp." };
  }
  if (intent === "invite") {
    const names = Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) =>
        name.startsWith("name.") ? [[name.slice("name.".length), String(value)] as const] : [],
      ),
    );
    const ideas = form.getAll("ideas").map(String);
    const many = await inviteOwners(db, actor, { classId, ideas, names });
    return { done: `Đã mời ${many} người. Cơ sở có tài khoản đã được báo tin.` };
  }
  if (intent === "attendance" || intent === "removeSession") {
    const { sessionId } = fields;
    const { group } = await authorisedSession(db, actor, "keep", String(sessionId));
    if (group.id !== classId) throw new AppError("notFound", { vi: "Lớp không có buổi học này." });
    if (intent === "removeSession") {
      await removeSession(db, actor, { sessionId: String(sessionId) });
      return { done: "Đã bỏ buổi học." };
    }
    await noteAttendance(db, actor, fields as NoteAttendance);
    return { done: "Đã điểm danh." };
  }
  if (intent !== "certify") throw new AppError("invalid");
  const many = await certifyClass(db, actor, { classId });
  return {
    done: many === 0 ? "Không có ai thêm đủ số buổi." : `Đã cấp ${many} giấy xác nhận.`,
  };
}
