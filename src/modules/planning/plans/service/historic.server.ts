import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { pathsToday, todayOf } from "#modules/places/service/units.server.ts";
import type { ShippedPlan } from "../read.ts";
import { planVersions } from "../schema.server.ts";
import { keepPlan } from "./edit.server.ts";

/**
 * Enters the plan of a shipped document as it states itself, under today's province of its unit;
 * issued on the document's day where it bears one. Asks no rights: for loading data.
 */
export async function enterShippedPlan(
  tx: Db,
  actor: UserActor,
  plan: ShippedPlan,
): Promise<{ id: string }> {
  const [unitPath] = pathsToday(await todayOf(tx, plan.unit));
  if (unitPath === undefined)
    throw new AppError("notFound", { log: `${plan.id} is nowhere today` });
  const { document } = plan;
  const { id } = await keepPlan(
    tx,
    actor,
    { ...plan, unitPath, level: "province", source: document.name },
    plan,
  );
  if (document.number !== null && document.signedOn !== null)
    await tx
      .update(planVersions)
      .set({
        state: "issued",
        documentNumber: document.number,
        issuedOn: document.signedOn,
        issuedBy: actor.userId,
      })
      .where(and(eq(planVersions.planId, id), eq(planVersions.number, 1)));
  return { id };
}
