import { and, eq, inArray, sql } from "drizzle-orm";
import { scopeSql } from "#core/access/scope.ts";
import { defineDuties, waiting } from "#core/duties/duty.ts";
import { currentVersion } from "#modules/places/model.ts";
import { areaPermissions } from "./areas/access.ts";
import { officePaths } from "./areas/paths.ts";
import { growingAreas, growingAreaVersions } from "./areas/schema.server.ts";

defineDuties(async (db, actor) => {
  const pending = db
    .select({ id: growingAreaVersions.areaId })
    .from(growingAreaVersions)
    .where(eq(growingAreaVersions.state, "pending"));
  const decided = scopeSql(actor, areaPermissions.decide, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: growingAreas.unitPath,
  });
  return waiting(
    await db.$count(growingAreas, and(inArray(growingAreas.id, pending), decided)),
    "vùng nguyên liệu chờ xác nhận.",
    officePaths.list,
  );
});
