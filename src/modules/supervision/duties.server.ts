import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, eachOf, urgentDays, waiting } from "#core/duties/duty.ts";
import { formatDay } from "#core/input/day.ts";
import { currentVersion } from "#modules/places/model.ts";
import { casePermissions } from "./cases/access.ts";
import { casePaths, questionPaths } from "./cases/paths.ts";
import { revocationCases } from "./cases/schema.server.ts";
import { listQuestions } from "./cases/service/list.server.ts";
import { caseTransitions } from "./cases/states.ts";
import { complaintPermissions } from "./complaints/access.ts";
import { inboxPaths } from "./complaints/paths.ts";
import { complaints } from "./complaints/schema.server.ts";
import { remedyPaths } from "./paths.ts";
import { listOwnInspections } from "./service/own.server.ts";

const at = (placePath: SubjectColumns["placePath"]): SubjectColumns => ({
  placeVersion: sql`${currentVersion}::text`,
  placePath,
});

defineDuties(async (db, actor) => [
  ...(await officeDuties(db, actor)),
  ...(await ownDuties(db, actor)),
]);

async function officeDuties(db: Db, actor: UserActor): Promise<Duty[]> {
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
}

/** Of a producer: what it was asked to explain, to remedy, and to be ready for. */
async function ownDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, ...casePermissions.explain.roles)) return [];
  const on = await today(db);
  const isSoon = (by: Day | null) => by !== null && by <= addDays(on, urgentDays);
  const before = (by: Day | null) => (by === null ? "" : `, hạn ${formatDay(by)}`);
  const isOpenTo: readonly string[] = caseTransitions.explain.from;
  const asked = (await listQuestions(db, actor))
    .filter(({ state, answeredAt }) => answeredAt === null && isOpenTo.includes(state))
    .map(({ id, productName, answerBy }) => ({
      text: `Giải trình với cơ quan quản lý về ${productName}${before(answerBy)}.`,
      href: questionPaths.one(id),
      isUrgent: isSoon(answerBy),
    }));
  const inspections = await listOwnInspections(db, actor);
  const found = inspections.flatMap(({ row, findings }) =>
    findings
      .filter(({ state }) => state === "open")
      .map(({ title, dueOn }) => ({
        text: `Khắc phục “${title}” (${row.productName})${before(dueOn)}.`,
        href: remedyPaths.one(row.id),
        isUrgent: isSoon(dueOn),
      })),
  );
  const coming = inspections
    .filter(({ row }) => row.state === "planned" && row.plannedOn >= on)
    .map(({ row }) => ({
      text: `Chuẩn bị đón đoàn kiểm tra ${row.productName} ngày ${formatDay(row.plannedOn)}.`,
      href: remedyPaths.one(row.id),
      isUrgent: isSoon(row.plannedOn),
    }));
  return [
    ...eachOf(asked, "yêu cầu giải trình khác.", questionPaths.list),
    ...eachOf(found, "nội dung khác phải khắc phục.", remedyPaths.list),
    ...eachOf(coming, "lần kiểm tra khác sắp tới.", remedyPaths.list),
  ];
}
