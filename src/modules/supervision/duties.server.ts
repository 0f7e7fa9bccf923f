import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { today } from "#core/calendar/today.ts";
import { defineDuties, waiting } from "#core/duties/duty.ts";
import { currentVersion } from "#modules/places/model.ts";
import { casePermissions } from "./cases/access.ts";
import { casePaths } from "./cases/paths.ts";
import { revocationCases } from "./cases/schema.server.ts";
import { complaintPermissions } from "./complaints/access.ts";
import { inboxPaths } from "./complaints/paths.ts";
import { complaints } from "./complaints/schema.server.ts";

const at = (placePath: SubjectColumns["placePath"]): SubjectColumns => ({
  placeVersion: sql`${currentVersion}::text`,
  placePath,
});

defineDuties(async (db, actor) => {
  const on = await today(db);
  const open = and(
    inArray(revocationCases.state, ["opened", "verifying", "concluded", "submitted"]),
    scopeSql(actor, casePermissions.work, at(revocationCases.unitPath)),
  );
  const late = await db.$count(revocationCases, and(open, lt(revocationCases.decideBy, on)));
  return [
    ...waiting(
      await db.$count(
        complaints,
        and(
          eq(complaints.state, "received"),
          scopeSql(actor, complaintPermissions.settle, at(complaints.unitPath)),
        ),
      ),
      "phản ánh về sản phẩm chờ giải quyết.",
      inboxPaths.list,
    ),
    ...waiting(late, "vụ việc thu hồi đã quá ngày phải quyết định.", casePaths.list, true),
    ...waiting(
      (await db.$count(revocationCases, open)) - late,
      "vụ việc thu hồi đang xử lý.",
      casePaths.list,
    ),
  ];
});
