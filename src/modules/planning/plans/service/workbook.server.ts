import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { planMoneyUnits } from "../model.ts";
import type { PlanOnPaper } from "../workbook.ts";
import { authorisedPlan, contentOf, planWith, shownVersion, versionsOf } from "./load.server.ts";
import { spentByLine } from "./spending.server.ts";
import { actualsOf } from "./targets.server.ts";

/** A version of a plan as its workbook shows it, for whoever sees the plan; `version`: its number as asked, null for the newest. */
export async function paperPlan(
  db: Db,
  actor: UserActor,
  { planId, version }: { readonly planId: string; readonly version: string | null },
): Promise<PlanOnPaper> {
  const row = await authorisedPlan(db, actor, "see", planId);
  const shown = shownVersion(await versionsOf(db, planId), version);
  const plan = planWith(row, shown, await contentOf(db, shown));
  const unit = await findUnit(db, { version: row.unitVersion as PlaceVersion, code: row.unitCode });
  const marks = [
    planMoneyUnits[plan.money],
    ...(shown.number > 1 ? [`bản điều chỉnh ${shown.number - 1}`] : []),
    ...(shown.state === "issued" ? [] : ["dự thảo"]),
    ...(row.isDemo ? ["dữ liệu minh họa"] : []),
  ];
  const reached: [string, Awaited<ReturnType<typeof actualsOf>>][] = [];
  for (const table of plan.tables) reached.push([table.id, await actualsOf(db, row, table)]);
  return {
    plan,
    about: `${unit?.fullName ?? ""} (${marks.join(", ")}): ${plan.title}`,
    spent: await spentByLine(db, planId),
    reached: new Map(reached),
  };
}
