import { asc, eq } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can, type RecognitionActivity, recognitionPermissions } from "../access.ts";
import { decisionItems, decisions } from "../schema.server.ts";

export type DecisionRow = typeof decisions.$inferSelect;
export type DecisionItemRow = typeof decisionItems.$inferSelect;

const missing = { vi: "Không có quyết định này." };

/**
 * The decision, if the actor may do this to it; locked when asked. One of another unit is not
 * found, as if it were not there; one that may only be seen is refused.
 */
export async function authorisedDecision(
  db: Db,
  actor: Actor,
  activity: RecognitionActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<DecisionRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new AppError("notFound", missing);
  const query = db.select().from(decisions).where(eq(decisions.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, activity, row)) return row;
  const denied = `decision.${activity}`;
  if (can(actor, "see", row))
    throw new AppError("forbidden", { denied, roles: recognitionPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** A decision for a change, locked; `stale` when somebody changed it since it was shown. */
export async function takeDecision(
  tx: Db,
  actor: UserActor,
  activity: RecognitionActivity,
  { decisionId, expectedVersion }: { decisionId: string; expectedVersion: number },
): Promise<DecisionRow> {
  const row = await authorisedDecision(tx, actor, activity, decisionId, { lock: true });
  if (row.version !== expectedVersion)
    throw new AppError("stale", {
      vi: "Người khác vừa thay đổi quyết định này. Hãy tải lại trang, xem lại rồi làm tiếp.",
      en: "Somebody else has just changed this decision.",
    });
  return row;
}

/** The products of a decision, in their order. */
export async function itemsOf(db: Db, decisionId: string): Promise<DecisionItemRow[]> {
  return db
    .select()
    .from(decisionItems)
    .where(eq(decisionItems.decisionId, decisionId))
    .orderBy(asc(decisionItems.seq));
}

/** What an audit row says of where an act on a decision belongs. */
export function decisionFacts(
  actor: UserActor,
  row: Pick<DecisionRow, "id" | "provinceCode" | "unitPath">,
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath === "" ? null : row.unitPath,
  };
}
