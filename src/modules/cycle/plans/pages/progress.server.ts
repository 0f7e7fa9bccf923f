import type { Db } from "#core/database/connection.ts";
import type { ProgressPoint } from "../../works/progress.ts";
import { type PlanRow, setOfPlan } from "../service/load.server.ts";

/** What the picture of a plan's progress is drawn from. */
export async function pointsOf(
  db: Db,
  row: PlanRow,
  progress: readonly ProgressPoint[],
): Promise<{ points: ProgressPoint[]; levels: { stars: number; min: number }[] }> {
  const { compiled } = await setOfPlan(db, row);
  return {
    points: progress.map(({ on, total, stars }) => ({ on, total, stars })),
    levels: compiled.levels.filter(({ min }) => min > 0).map(({ stars, min }) => ({ stars, min })),
  };
}
