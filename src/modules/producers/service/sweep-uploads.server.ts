import { and, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { uploads } from "../schema.server.ts";
import { keepDays } from "./uploads.server.ts";

/** Files removed by one statement: their pieces go with them, and lie in the database. */
const atOnce = 200;

/**
 * Forgets the files that nothing was made of: not sent to their end, refused, or sent and never
 * kept as a paper, for `keepDays` days. Tells how many. Safe beside another sweep and beside a
 * sender who comes back: whoever is being sent to has just been touched.
 */
export async function sweepUploads(db: Db): Promise<number> {
  for (let removed = 0; ;) {
    const old = db
      .select({ id: uploads.id })
      .from(uploads)
      .where(
        and(
          isNull(uploads.paperId),
          lt(uploads.updatedAt, sql`now() - make_interval(days => ${keepDays})`),
        ),
      )
      .limit(atOnce)
      .for("update", { skipLocked: true });
    const gone = await db
      .delete(uploads)
      .where(inArray(uploads.id, old))
      .returning({ id: uploads.id });
    removed += gone.length;
    if (gone.length < atOnce) return removed;
  }
}
