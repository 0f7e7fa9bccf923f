import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { supportPaths } from "#modules/support/paths.ts";
import { claimsSeenOf } from "#modules/support/service/describe.server.ts";
import type { FigureRow } from "./model.ts";

/**
 * Rows with the pages only that the reader may open. `isTheirs` tells of an entry of the menu
 * whether they have it; of claims that is not enough, since a department's officers have the list
 * and see in it those in their charge.
 */
export async function rowsToOpen(
  db: Db,
  actor: UserActor,
  rows: readonly FigureRow[],
  isTheirs: (desk: string) => boolean,
): Promise<FigureRow[]> {
  const claims = rows.filter(({ desk }) => desk === supportPaths.claims);
  const seen = await claimsSeenOf(
    db,
    actor,
    claims.map(({ aboutKey }) => aboutKey),
  );
  return rows.map((row) => {
    const { desk } = row;
    const opens =
      desk === null || (isTheirs(desk) && (desk !== supportPaths.claims || seen.has(row.aboutKey)));
    return opens ? row : { ...row, href: null };
  });
}
