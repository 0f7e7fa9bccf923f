import { and, asc, eq, inArray } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { can, type RecognitionActivity, recognitionPermissions } from "../../access.ts";
import { decisionItems, decisions } from "../../schema.server.ts";
import type { UpwardState } from "../model.ts";
import { upwardItems, upwardLetters } from "../schema.server.ts";

export type LetterRow = typeof upwardLetters.$inferSelect;
export type UpwardItemRow = typeof upwardItems.$inferSelect;

const missing = { vi: "Không có văn bản này." };

/**
 * The letter, if the actor may do this to it; locked when asked. One of another unit is not
 * found; one that may only be seen is refused.
 */
export async function authorisedLetter(
  db: Db,
  actor: Actor,
  activity: RecognitionActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<LetterRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new AppError("notFound", missing);
  const query = db.select().from(upwardLetters).where(eq(upwardLetters.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, activity, row)) return row;
  const denied = `upward.${activity}`;
  if (can(actor, "see", row))
    throw new AppError("forbidden", { denied, roles: recognitionPermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** A letter for a change, locked and of the state that the change needs; `stale` when somebody was faster. */
export async function takeLetter(
  tx: Db,
  actor: UserActor,
  activity: RecognitionActivity,
  of: { letterId: string; expectedVersion: number; state: UpwardState },
): Promise<LetterRow> {
  const row = await authorisedLetter(tx, actor, activity, of.letterId, { lock: true });
  if (row.version !== of.expectedVersion)
    throw new AppError("stale", {
      vi: "Người khác vừa thay đổi văn bản này. Hãy tải lại trang, xem lại rồi làm tiếp.",
      en: "Somebody else has just changed this letter.",
    });
  if (row.state !== of.state)
    throw new AppError("conflict", {
      vi:
        row.state === "issued"
          ? "Văn bản đã ban hành nên không thay đổi được nữa."
          : "Văn bản vừa chuyển sang bước khác. Hãy tải lại trang.",
    });
  return row;
}

/** The products of a letter, in their order. */
export function itemsOfLetter(db: Db, letterId: string): Promise<UpwardItemRow[]> {
  return db
    .select()
    .from(upwardItems)
    .where(eq(upwardItems.letterId, letterId))
    .orderBy(asc(upwardItems.seq));
}

/** The issued decisions that approve these results (`approval`), oldest first. */
export async function approvalsOf(db: Db, resultIds: readonly string[]) {
  if (resultIds.length === 0) return [];
  return db
    .select({
      id: decisions.id,
      numberText: decisions.numberText,
      signedOn: decisions.signedOn,
      signedDigest: decisions.signedDigest,
      resultId: decisionItems.resultId,
    })
    .from(decisionItems)
    .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
    .where(
      and(
        inArray(decisionItems.resultId, [...resultIds]),
        eq(decisions.kind, "approval"),
        eq(decisions.state, "issued"),
      ),
    )
    .orderBy(asc(decisions.signedOn), asc(decisions.number));
}

/** What an audit row says of where an act on a letter belongs. */
export function letterFacts(actor: UserActor, row: LetterRow) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
  };
}
