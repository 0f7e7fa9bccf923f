import { eq } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { canAll, type FigureActivity } from "../../access.ts";
import { type Scope, scopeOf } from "../../indicators/scope.server.ts";
import { reports } from "../schema.server.ts";

export type ReportRow = typeof reports.$inferSelect;

/** The report, if the actor may do this to it; one of others is not found, as if it were not there. */
export async function authorisedReport(
  db: Db,
  actor: UserActor,
  activity: FigureActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ReportRow> {
  const missing = { vi: "Không có báo cáo này." };
  const denied = `figures.${activity}`;
  if (!z.uuid().safeParse(id).success) throw new AppError("notFound", missing);
  const found = db.select().from(reports).where(eq(reports.id, id));
  const [row] = await (lock ? found.for("update") : found);
  if (!row) throw new AppError("notFound", missing);
  if (!canAll(actor, "see", [row.unitPath])) throw new AppError("notFound", { ...missing, denied });
  if (activity !== "see" && !canAll(actor, activity, [row.unitPath]))
    throw new AppError("forbidden", { denied });
  return row;
}

/** A draft for an act on the version that was shown; `conflict` once it was sent, `stale` for an older one. */
export async function takeDraft(
  tx: Db,
  actor: UserActor,
  id: string,
  version: number,
): Promise<ReportRow> {
  const row = await authorisedReport(tx, actor, "report", id, { lock: true });
  if (row.state !== "draft")
    throw new AppError("conflict", {
      vi: "Báo cáo đã gửi, không sửa được nữa. Nếu cần, hãy lập bản bổ sung.",
    });
  if (row.version !== version)
    throw new AppError("stale", {
      vi: "Người khác vừa sửa báo cáo này. Nội dung bạn đã nhập vẫn còn bên dưới: hãy đối chiếu rồi lưu lại.",
    });
  return row;
}

/** The scope that a report is about. */
export function scopeOfReport(
  db: Db,
  { unitVersion, unitCode }: Pick<ReportRow, "unitVersion" | "unitCode">,
): Promise<Scope> {
  return scopeOf(db, unitCode === "" ? null : { version: unitVersion, code: unitCode });
}

/** What an audit row of a report needs. */
export function auditFacts(
  actor: UserActor,
  row: Pick<ReportRow, "id" | "provinceCode" | "unitPath">,
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode === "" ? null : row.provinceCode,
    unitPath: row.unitPath === "" ? null : row.unitPath,
  };
}
