import type { Db } from "../database/connection.ts";
import { storedFiles } from "./schema.server.ts";
import type { StoredContent } from "./store.ts";

/**
 * Makes a content nameable: rows refer to `stored_files.digest`. Call it in the transaction of
 * the row that names the content, after `put` has told its digest. A sweep of
 * contents that nothing names leaves it alone from then on.
 */
export async function recordFile(
  tx: Db,
  { digest, size }: StoredContent,
  mediaType: string,
): Promise<void> {
  await tx
    .insert(storedFiles)
    .values({ digest, size, mediaType })
    .onConflictDoUpdate({ target: storedFiles.digest, set: { unnamedSince: null } });
}
