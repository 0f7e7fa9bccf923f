import { and, isNull, sql } from "drizzle-orm";
import { hasRole } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { defineDuties, waiting } from "#core/duties/duty.ts";
import { currentVersion } from "#modules/places/model.ts";
import { recognitionPermissions } from "./access.ts";
import { importPaths } from "./import/paths.ts";
import { renewalPaths } from "./renewal-paths.ts";
import { registerEntries } from "./import/schema.server.ts";
import { recognitions } from "./schema.server.ts";

/** An evaluation takes about a quarter of a year: who has not begun by then lapses. */
const ahead = 90;

defineDuties(async (db, actor) => {
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
});
