import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildPlan, builtVisit, conclude } from "#modules/supervision/factory.ts";
import { inspectionFiles, inspections } from "#modules/supervision/schema.server.ts";
import { findingsOf } from "#modules/supervision/service/load.server.ts";
import { saveVisit } from "#modules/supervision/service/visit.server.ts";

/** A department's plan and inspections of one product. */
export type InspectionThings = {
  readonly plan: string;
  /** To come, announced. */
  readonly inspection: string;
  /** Visited, not concluded. */
  readonly visited: string;
  /** Concluded, with one finding that waits and a file. */
  readonly concluded: string;
  readonly finding: string;
  readonly inspectionDigest: string;
};

/** Inspections of a recognised product in each state; `digest` names a stored content. */
export async function buildInspectionThings(
  db: Db,
  { recognitionId, province, digest }: { recognitionId: string; province: string; digest: string },
): Promise<InspectionThings> {
  const { actor: planner } = await buildAccount(db, {
    grants: [{ role: "departmentOfficer", path: province }],
  });
  const wanted = { planner, recognitionIds: [recognitionId] };
  const { planId, ids } = await buildPlan(db, wanted);
  const visited = (await buildPlan(db, wanted)).ids[0] ?? "";
  const concluded = (await buildPlan(db, wanted)).ids[0] ?? "";
  await conclude(db, planner, concluded, ["label:name"]);
  await saveVisit(db, planner, await builtVisit(db, visited));
  for (const purpose of ["visitPhoto", "evidence"] as const)
    await db
      .insert(inspectionFiles)
      .values({ inspectionId: concluded, purpose, digest, storedBy: planner.userId });
  return {
    plan: planId,
    inspection: ids[0] ?? "",
    visited,
    concluded,
    finding: (await findingsOf(db, [concluded]))[0]?.id ?? "",
    inspectionDigest: digest,
  };
}

/** Puts the inspections of a producer that are not over into the hands of this account. */
export async function leadInspections(
  db: Db,
  { producer, userId }: { producer: string; userId: string },
): Promise<void> {
  await db
    .update(inspections)
    .set({ leadId: userId })
    .where(
      and(eq(inspections.producerId, producer), inArray(inspections.state, ["planned", "visited"])),
    );
}
