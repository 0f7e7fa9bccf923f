import { and, eq, inArray, sql } from "drizzle-orm";
import { scopeSql } from "#core/access/scope.ts";
import { defineDuties, waiting } from "#core/duties/duty.ts";
import { currentVersion } from "#modules/places/model.ts";
import { profilePermissions } from "./access.ts";
import { moderationPaths } from "./paths.ts";
import { profiles, versions } from "./schema.server.ts";

defineDuties(async (db, actor) => {
  const pending = db
    .select({ id: versions.profileId })
    .from(versions)
    .where(eq(versions.state, "pending"));
  const decided = scopeSql(actor, profilePermissions.decide, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: profiles.unitPath,
  });
  return waiting(
    await db.$count(profiles, and(inArray(profiles.id, pending), decided)),
    "trang giới thiệu của chủ thể, sản phẩm chờ duyệt.",
    moderationPaths.list,
  );
});
