import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { events } from "../events.server.ts";
import { councils } from "../schema.server.ts";
import { authorisedCouncil, councilFacts } from "./councils.server.ts";

/**
 * Examines the scan of the decision that set up a council and keeps it with the council, in the
 * place of one kept before. Throws the refusal of the intake; a PDF or a picture only.
 */
export async function keepDecision(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  { councilId, content }: { councilId: string; content: Blob },
): Promise<{ digest: string }> {
  // Asked before the examination, which is work, and again with the row locked.
  await authorisedCouncil(db, actor, "establish", councilId);
  const examined = await examineFile(new Uint8Array(await content.arrayBuffer()));
  if (examined.kind !== "pdf" && examined.kind !== "image")
    throw new AppError("unsupportedType", {
      vi: "Hãy gửi bản quét PDF hoặc ảnh chụp quyết định.",
    });
  const stored = await files.put(examined.bytes);
  await db.transaction(async (tx) => {
    const { council } = await authorisedCouncil(tx, actor, "establish", councilId, { lock: true });
    await recordFile(tx, stored, examined.mediaType);
    await tx
      .update(councils)
      .set({ decisionDigest: stored.digest, version: council.version + 1 })
      .where(eq(councils.id, councilId));
    await appendAudit(tx, events.decisionKept, {
      ...councilFacts(actor, council),
      details: { digest: stored.digest },
    });
  });
  return { digest: stored.digest };
}
