import { and, isNull, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, eachOf, waiting } from "#core/duties/duty.ts";
import { formatDay } from "#core/input/day.ts";
import { currentVersion } from "#modules/places/model.ts";
import { recognitionPermissions } from "./access.ts";
import { importPaths } from "./import/paths.ts";
import { renewalPaths } from "./renewal-paths.ts";
import { registerEntries } from "./import/schema.server.ts";
import { recognitions } from "./schema.server.ts";
import { listOwnRecognitions } from "./service/renewal.server.ts";

/** An evaluation takes about a quarter of a year: who has not begun by then lapses. */
const ahead = 90;

/** A producer is told half a year before: it gathers papers first. */
const aheadOfProducer = 183;

defineDuties(async (db, actor) => [
  ...(await officeDuties(db, actor)),
  ...(await ownDuties(db, actor)),
]);

async function officeDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, "communeOfficer", ...recognitionPermissions.record.roles)) return [];
  const on = await today(db);
  const columns = (placePath: Parameters<typeof scopeSql>[2]["placePath"]) => ({
    placeVersion: sql`${currentVersion}::text`,
    placePath,
  });
  const { extendedUntil, expiresOn, revokedOn, replacedOn, unitPath } = recognitions;
  const lastDay = sql`coalesce(${extendedUntil}, ${expiresOn})`;
  const ending = await db.$count(
    recognitions,
    and(
      isNull(revokedOn),
      isNull(replacedOn),
      sql`${lastDay} between ${on} and ${addDays(on, ahead)}`,
      scopeSql(actor, recognitionPermissions.see, columns(unitPath)),
    ),
  );
  const open = await db.$count(
    registerEntries,
    and(
      isNull(registerEntries.recognitionId),
      scopeSql(actor, recognitionPermissions.record, columns(registerEntries.provinceCode)),
    ),
  );
  return [
    ...waiting(ending, `giấy chứng nhận hết hạn trong ${ahead} ngày tới.`, renewalPaths.radar),
    ...waiting(open, "dòng của sổ đăng ký đã nhập còn thiếu ngày công nhận.", importPaths.waiting),
  ];
}

/** Certificates in force that end within half a year, nothing having been begun or said about it. */
async function ownDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, ...recognitionPermissions.own.roles)) return [];
  const on = await today(db);
  const ending = (await listOwnRecognitions(db, actor))
    .map((row) => ({ ...row, lastDay: row.extendedUntil ?? row.expiresOn }))
    .filter(
      ({ state, lastDay, underWay, stop }) =>
        (state === "valid" || state === "expiring" || state === "extended") &&
        lastDay <= addDays(on, aheadOfProducer) &&
        underWay === null &&
        stop === null,
    )
    .toSorted((a, b) => a.lastDay.localeCompare(b.lastDay));
  return eachOf(
    ending.map(({ productName, lastDay, mayRenew }) => ({
      text: `Giấy chứng nhận ${productName} hết hạn ngày ${formatDay(lastDay)}: ${
        mayRenew ? "lập hồ sơ đánh giá lại" : "chuẩn bị hồ sơ đánh giá lại"
      }.`,
      href: renewalPaths.own,
      isUrgent: lastDay <= addDays(on, ahead),
    })),
    "giấy chứng nhận khác sắp hết hạn.",
    renewalPaths.own,
  );
}
