import { desc } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { registerImports } from "./schema.server.ts";
import { mayUndo } from "./undo.server.ts";

const mostListed = 100;

/** The imports that an officer may take back, newest first, the undone ones included. */
export async function listImports(db: Db, actor: UserActor) {
  const rows = await db
    .select()
    .from(registerImports)
    .orderBy(desc(registerImports.importedAt))
    .limit(mostListed);
  return rows
    .filter((row) => mayUndo(actor, row))
    .map(({ id, fileName, state, importedAt, report }) => {
      const { products, recognitions, doubtful, refused } = report;
      return {
        id,
        fileName,
        isUndone: state === "undone",
        importedAt: importedAt.toISOString(),
        products,
        recognitions,
        doubtful,
        refused,
      };
    });
}
