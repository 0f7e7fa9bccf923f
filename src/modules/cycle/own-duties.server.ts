import { and, asc, eq, gte, lte, notExists, or, sql } from "drizzle-orm";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { todayColumn } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { type Duty, eachOf } from "#core/duties/duty.ts";
import { ideaColumns } from "./access.server.ts";
import { ownIdeaPaths } from "./paths.ts";
import { planPermissions } from "./plans/access.ts";
import { planPaths } from "./plans/paths.ts";
import { missingIn } from "./plans/parts.ts";
import { businessPlans } from "./plans/schema.server.ts";
import { listOwnPlans } from "./plans/service/list.server.ts";
import { writtenOf } from "./plans/service/load.server.ts";
import { ideas } from "./schema.server.ts";

/** What the cycle asks of a producer: to file again, to write on, to carry out. */
export async function ownDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  if (!hasRole(actor, ...planPermissions.write.roles)) return [];
  return [...(await ideaDuties(db, actor)), ...(await planDuties(db, actor))];
}

/** Ideas that may come again, and chosen ones of this year and the last that are no plan yet. */
async function ideaDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  const { id, title, state, refileFrom, year } = ideas;
  const planned = db
    .select({ id: businessPlans.id })
    .from(businessPlans)
    .where(eq(businessPlans.ideaId, id));
  const rows = await db
    .select({ id, title, state })
    .from(ideas)
    .where(
      and(
        scopeSql(actor, planPermissions.write, ideaColumns),
        or(
          and(eq(state, "returned"), lte(refileFrom, sql`${todayColumn}::date`)),
          and(
            eq(state, "chosen"),
            gte(year, sql`extract(year from ${todayColumn}::date)::int - 1`),
            notExists(planned),
          ),
        ),
      ),
    )
    .orderBy(asc(ideas.updatedAt), asc(id));
  return eachOf(
    rows.map((idea) => ({
      text:
        idea.state === "chosen"
          ? `Ý tưởng “${idea.title}” đã được chọn: lập phương án kinh doanh.`
          : `Ý tưởng “${idea.title}” được trả lại: sửa rồi nộp lại.`,
      href: ownIdeaPaths.one(idea.id),
      isUrgent: false,
    })),
    "ý tưởng khác chờ nộp lại hoặc lập phương án.",
    ownIdeaPaths.list,
  );
}

/** Plans that are being written, with what they lack, and those under way with tasks past their day. */
async function planDuties(db: Db, actor: UserActor): Promise<Duty[]> {
  const plans = await listOwnPlans(db, actor);
  const duties: Duty[] = [];
  for (const { id, productName, state, overdue } of plans) {
    if (state === "returned" || state === "draft")
      duties.push({
        text: `Phương án ${productName}${state === "returned" ? " được trả lại" : ""}: ${await toWrite(db, id)}.`,
        href: planPaths.own(id),
        isUrgent: state === "returned",
      });
    if (state === "chosen" && overdue > 0)
      duties.push({
        text: `Phương án ${productName}: ${overdue} việc đã quá hạn.`,
        href: planPaths.works(id),
        isUrgent: true,
      });
  }
  return eachOf(duties, "phương án khác chờ bạn.", planPaths.ownList);
}

async function toWrite(db: Db, planId: string): Promise<string> {
  const { content } = await writtenOf(db, planId);
  const parts = new Set(missingIn(content).map(({ part }) => part)).size;
  return parts > 0 ? `còn ${parts} phần chưa đủ nội dung` : "xem lại rồi nộp";
}
