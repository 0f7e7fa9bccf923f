import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can, type RecognitionActivity, recognitionPermissions } from "../access.ts";
import { Id } from "../model.ts";
import { recognitions } from "../schema.server.ts";

export type RecognitionRow = typeof recognitions.$inferSelect;

const missing = { vi: "Không có giấy chứng nhận này." };

/** The recognition, locked, if the actor may do this to it; one of others is not there. */
export async function takeRecognition(
  tx: Db,
  actor: UserActor,
  activity: RecognitionActivity,
  id: string,
): Promise<RecognitionRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const [row] = await tx.select().from(recognitions).where(eq(recognitions.id, id)).for("update");
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, activity, row)) return row;
  const denied = `recognition.${activity}`;
  if (can(actor, "see", row))
    throw new AppError("forbidden", { denied, roles: recognitionPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** What an audit row says of where an act on a recognition belongs. */
export function recognitionFacts(actor: UserActor, row: RecognitionRow) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
  };
}
