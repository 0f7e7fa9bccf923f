import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { events } from "../events.server.ts";
import { decisions } from "../schema.server.ts";
import { authorisedDecision, decisionFacts } from "./load.server.ts";
import { storeCopy } from "./record.server.ts";

/**
 * Keeps the signed and stamped copy of an issued decision. One that is there stays: `conflict`.
 * Whether it is the decision that it claims to be is for the eyes that compare it with the text.
 */
export async function keepSignedCopy(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  { decisionId, scan }: { decisionId: string; scan: Blob },
): Promise<{ digest: string }> {
  // Asked before the examination, which is work, and again with the row locked.
  await authorisedDecision(db, actor, "record", decisionId);
  const { stored, mediaType } = await storeCopy(files, scan);
  await db.transaction(async (tx) => {
    const row = await authorisedDecision(tx, actor, "record", decisionId, { lock: true });
    if (row.state !== "issued")
      throw new AppError("conflict", { vi: "Quyết định chưa ban hành nên chưa có bản đã ký." });
    if (row.signedDigest !== null)
      throw new AppError("conflict", {
        vi: "Quyết định đã có bản ký. Bản đã lưu không thay được.",
      });
    await recordFile(tx, stored, mediaType);
    await tx
      .update(decisions)
      .set({ signedDigest: stored.digest, version: row.version + 1 })
      .where(eq(decisions.id, row.id));
    await appendAudit(tx, events.copyKept, {
      ...decisionFacts(actor, row),
      details: { digest: stored.digest },
    });
  });
  return { digest: stored.digest };
}
