import { and, count, desc, eq } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { ideaScope } from "../../access.server.ts";
import type { IdeaState, IdeaTrack } from "../../model.ts";
import { ideas } from "../../schema.server.ts";

/** How many ideas of a year the actor sees, by state and by track; and the years that have some. */
export type IdeaCounts = {
  readonly byState: Readonly<Partial<Record<IdeaState, number>>>;
  readonly byTrack: Readonly<Partial<Record<IdeaTrack, number>>>;
  readonly total: number;
  readonly years: readonly number[];
};

/** Counts the ideas of a year over the actor's area. Two statements. */
export async function countIdeas(db: Db, actor: Actor, year: number): Promise<IdeaCounts> {
  const scope = ideaScope(actor, "see");
  const rows = await db
    .select({ state: ideas.state, track: ideas.track, many: count() })
    .from(ideas)
    .where(and(scope, eq(ideas.year, year)))
    .groupBy(ideas.state, ideas.track);
  const years = await db
    .selectDistinct({ year: ideas.year })
    .from(ideas)
    .where(scope)
    .orderBy(desc(ideas.year));
  const byState: Partial<Record<IdeaState, number>> = {};
  const byTrack: Partial<Record<IdeaTrack, number>> = {};
  let total = 0;
  for (const { state, track, many } of rows) {
    byState[state] = (byState[state] ?? 0) + many;
    byTrack[track] = (byTrack[track] ?? 0) + many;
    total += many;
  }
  return { byState, byTrack, total, years: years.map((row) => row.year) };
}
