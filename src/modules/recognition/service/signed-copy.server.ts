import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { events } from "../events.server.ts";
import { decisions } from "../schema.server.ts";
import { authorisedDecision, type DecisionRow, decisionFacts } from "./load.server.ts";
import { storeCopy } from "./copy.server.ts";

/**
 * Keeps the signed and stamped copy of an issued decision. One that is there stays: `conflict`.
 * Its text must bear the decision's number and day, or whoever sends it has compared it with the
 * decision (`isConfirmed`); throws `unprocessable` until then.
 */
export async function keepSignedCopy(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  { decisionId, scan, isConfirmed }: { decisionId: string; scan: Blob; isConfirmed: boolean },
): Promise<{ digest: string }> {
  // Asked before the examination, which is work, and again with the row locked.
  const { numberText, signedOn } = requireIssued(
    await authorisedDecision(db, actor, "record", decisionId),
  );
  const { stored, mediaType, reading } = await storeCopy(files, scan, {
    numberText,
    signedOn,
    isConfirmed,
  });
  await db.transaction(async (tx) => {
    const row = await authorisedDecision(tx, actor, "record", decisionId, { lock: true });
    requireIssued(row);
    await recordFile(tx, stored, mediaType);
    await tx
      .update(decisions)
      .set({ signedDigest: stored.digest, version: row.version + 1 })
      .where(eq(decisions.id, row.id));
    await appendAudit(tx, events.copyKept, {
      ...decisionFacts(actor, row),
      details: { digest: stored.digest, copy: reading },
    });
  });
  return { digest: stored.digest };
}

/** Number and day of a decision that waits for its signed copy. */
function requireIssued({ state, numberText, signedOn, signedDigest }: DecisionRow) {
  if (state !== "issued" || numberText === null || signedOn === null)
    throw new AppError("conflict", { vi: "Quyết định chưa ban hành nên chưa có bản đã ký." });
  if (signedDigest !== null)
    throw new AppError("conflict", {
      vi: "Quyết định đã có bản ký. Bản đã lưu không thay được.",
    });
  return { numberText, signedOn };
}
