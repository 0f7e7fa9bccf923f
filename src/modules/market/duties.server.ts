import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, eachOf, waiting } from "#core/duties/duty.ts";
import { formatDay } from "#core/input/day.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { profilePermissions } from "./access.ts";
import { listOwnFairs } from "./fairs/participants.server.ts";
import { fairPaths, moderationPaths, ownPaths } from "./paths.ts";
import { profiles, versions } from "./schema.server.ts";

defineDuties(async (db, actor) => [
  ...(await pagesToJudge(db, actor)),
  ...(await ownDuties(db, actor)),
]);

async function pagesToJudge(db: Db, actor: UserActor): Promise<Duty[]> {
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
}

/** Of a producer: pages that came back, and fairs whose result it has not told. */
async function ownDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, "producerOwner", "producerStaff")) return [];
  return [...(await returnedPages(db, actor)), ...(await fairsToTell(db, actor))];
}

async function returnedPages(db: Db, actor: UserActor): Promise<Duty[]> {
  const own = (await listOwnProducers(db, actor)).map(({ id }) => id);
  if (own.length === 0) return [];
  const { producerId, productId } = profiles;
  const newest = await db
    .selectDistinctOn([versions.profileId], { producerId, productId, state: versions.state })
    .from(versions)
    .innerJoin(profiles, eq(profiles.id, versions.profileId))
    .where(inArray(producerId, own))
    .orderBy(versions.profileId, desc(versions.seq));
  const returned = newest.filter(({ state }) => state === "returned");
  const products = await nameProducts(
    db,
    returned.flatMap((page) => page.productId ?? []),
  );
  const producers = await nameProducers(
    db,
    returned.map((page) => page.producerId),
  );
  return eachOf(
    returned.map((page) => {
      const name =
        page.productId === null
          ? producers.get(page.producerId)?.name
          : products.get(page.productId)?.name;
      return {
        text: `Trang công khai của ${name ?? "cơ sở"} được trả lại: sửa rồi gửi lại.`,
        href:
          page.productId === null
            ? ownPaths.producer(page.producerId)
            : ownPaths.product(page.productId),
        isUrgent: false,
      };
    }),
    "trang công khai khác được trả lại để sửa.",
    ownPaths.list,
  );
}

async function fairsToTell(db: Db, actor: UserActor): Promise<Duty[]> {
  const on = await today(db);
  const over = (await listOwnFairs(db, actor)).filter(
    ({ fair, participant }) =>
      fair.state === "standing" && fair.endsOn < on && participant.resultAt === null,
  );
  return eachOf(
    over.map(({ fair, participant }) => ({
      text: `Ghi kết quả ${fair.name} (xong ngày ${formatDay(fair.endsOn)}).`,
      href: fairPaths.ownOne(participant.id),
      isUrgent: false,
    })),
    "hội chợ khác chưa ghi kết quả.",
    fairPaths.own,
  );
}
