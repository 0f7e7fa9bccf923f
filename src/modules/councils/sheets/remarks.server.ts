import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { beginSheet } from "./begin.server.ts";
import { SaveRemarks } from "./inputs.ts";
import type { Remarks } from "./outcome.ts";
import {
  findSheet,
  itemOfSession,
  requireOpenRound,
  requireOpenSheet,
  requireScorer,
  type SheetRow,
} from "./right.server.ts";
import { councilSheets } from "./schema.server.ts";
import { setOfItem } from "./set.server.ts";

/** What became of remarks: kept as a version, or not, because newer ones stand there. */
export type RemarksOutcome =
  | { readonly outcome: "saved"; readonly version: number }
  | { readonly outcome: "stale"; readonly version: number; readonly current: Remarks };

/**
 * Keeps what a member says besides the answers: a comment, that the dossier must be rejected, or
 * that a stop note holds. Sending the same again changes nothing and is never stale. Throws as
 * `saveAnswers` does.
 */
export async function saveRemarks(
  db: Db,
  actor: UserActor,
  input: SaveRemarks,
): Promise<RemarksOutcome> {
  const { sessionId, itemId, round, baseVersion, ...said } = parseInput(SaveRemarks, input);
  const place = { sessionId, itemId, round };
  return db.transaction(async (tx) => {
    const loaded = await itemOfSession(tx, place);
    await requireScorer(tx, actor, loaded);
    await requireStop(tx, itemId, said.stopAt);
    requireOpenRound(loaded, round);
    await beginSheet(tx, { ...place, userId: actor.userId });
    const sheet = await findSheet(tx, { ...place, userId: actor.userId }, { lock: true });
    requireOpenSheet(sheet);
    if (!sheet) throw new AppError("conflict");
    if (isSame(sheet, said)) return { outcome: "saved", version: sheet.version };
    if (sheet.version !== baseVersion)
      return { outcome: "stale", version: sheet.version, current: remarksOf(sheet) };
    const version = sheet.version + 1;
    await tx
      .update(councilSheets)
      .set({ ...said, version, updatedAt: sql`now()` })
      .where(eq(councilSheets.id, sheet.id));
    return { outcome: "saved", version };
  });
}

/** Refuses a stop at a criterion that the set does not have. */
export async function requireStop(db: Db, itemId: string, stopAt: string | null): Promise<void> {
  if (stopAt === null) return;
  const { compiled } = await setOfItem(db, itemId);
  if (!compiled.spans.has(stopAt))
    throw new AppError("invalid", {
      fields: { stopAt: `Bộ sản phẩm này không có tiêu chí ${stopAt}.` },
    });
}

/** What a sheet says besides its answers. */
export function remarksOf(sheet: SheetRow): Remarks {
  const { comment, proposesRejection, rejectionReason, stopAt } = sheet;
  return { comment, proposesRejection, rejectionReason, stopAt };
}

function isSame(sheet: SheetRow, said: Remarks): boolean {
  const standing = remarksOf(sheet);
  return (Object.keys(standing) as (keyof Remarks)[]).every((key) => standing[key] === said[key]);
}
