import { desc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { can } from "../access.ts";
import { type CouncilLevel, councilLevels } from "../model.ts";
import { councilResults } from "../results/schema.server.ts";
import { councils, councilSessions, sessionItems } from "../schema.server.ts";
import type { Outcome } from "./levels.ts";

/** As many results as one look goes through, newest first. */
const mostResults = 5000;

const vietnamDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });

/**
 * The results that stand of the dossiers whose place the actor may compare, newest first. A
 * result that is being scored again is none until it is closed anew.
 */
export async function listOutcomes(db: Db, actor: UserActor): Promise<readonly Outcome[]> {
  const rows = await db
    .select({ result: councilResults, level: councils.level, state: sessionItems.state })
    .from(councilResults)
    .innerJoin(sessionItems, eq(sessionItems.id, councilResults.itemId))
    .innerJoin(councilSessions, eq(councilSessions.id, sessionItems.sessionId))
    .innerJoin(councils, eq(councils.id, councilSessions.councilId))
    .where(eq(sessionItems.state, "concluded"))
    .orderBy(desc(councilResults.closedAt), desc(councilResults.version))
    .limit(mostResults);
  const dossiers = await findDossiers(
    db,
    rows.map(({ result }) => result.dossierId),
  );
  const ranks = Object.keys(councilLevels) as CouncilLevel[];
  const seen = new Set<string>();
  return rows.flatMap(({ result, level }): Outcome[] => {
    const row = dossiers.get(result.dossierId);
    const key = `${result.dossierId} ${result.stage}`;
    if (!row || seen.has(key)) return [];
    if (!can(actor, "compare", { unitPath: row.unitPath, assigned: [] })) return [];
    seen.add(key);
    return [
      {
        dossierId: row.id,
        productId: row.productId,
        productName: row.productName,
        producerName: row.producerName,
        regime: row.regime,
        stage: result.stage,
        rank: ranks.indexOf(level),
        on: vietnamDay.format(result.closedAt),
        mean: result.mean,
        stars: result.stars,
      },
    ];
  });
}
