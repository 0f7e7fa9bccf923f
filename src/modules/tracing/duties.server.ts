import { and, eq, inArray, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, eachOf, waiting } from "#core/duties/duty.ts";
import { currentVersion } from "#modules/places/model.ts";
import { areaPermissions } from "./areas/access.ts";
import { officePaths, ownPaths } from "./areas/paths.ts";
import { growingAreas, growingAreaVersions } from "./areas/schema.server.ts";
import { listOwnAreas } from "./areas/service/read.server.ts";

defineDuties(async (db, actor) => [
  ...(await areasToJudge(db, actor)),
  ...(await ownDuties(db, actor)),
]);

async function areasToJudge(db: Db, actor: UserActor): Promise<Duty[]> {
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
}

/** Of a producer: growing areas that came back. */
async function ownDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, "producerOwner", "producerStaff")) return [];
  const areas = (await listOwnAreas(db, actor)).flatMap((producer) => producer.areas);
  return eachOf(
    areas
      .filter(({ state }) => state === "returned")
      .map(({ id, name }) => ({
        text: `Vùng nguyên liệu ${name} được trả lại: sửa rồi gửi lại.`,
        href: ownPaths.one(id),
        isUrgent: false,
      })),
    "vùng nguyên liệu khác được trả lại để sửa.",
    ownPaths.list,
  );
}
