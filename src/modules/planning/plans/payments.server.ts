import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { findPlanLinesBy, type PlanLineBehind } from "#modules/support/service/vouchers.server.ts";
import { voucherKey } from "#modules/support/vouchers.ts";
import { sees } from "./access.ts";
import { planPaths } from "./paths.ts";
import { planLines, planSpending, plans } from "./schema.server.ts";

// Support comes before plans: it asks on which line a payment was recorded without knowing of them.
findPlanLinesBy(async (db, actor, { provinceCode, vouchers }) => {
  const found = new Map<string, PlanLineBehind>();
  if (vouchers.length === 0) return found;
  const rows = await db
    .select({
      number: planSpending.paper,
      day: planSpending.spentOn,
      planId: planSpending.planId,
      lineId: planSpending.lineId,
      name: planLines.name,
      title: plans.title,
      unitPath: plans.unitPath,
    })
    .from(planSpending)
    .innerJoin(plans, eq(plans.id, planSpending.planId))
    .innerJoin(
      planLines,
      and(eq(planLines.planId, planSpending.planId), eq(planLines.lineId, planSpending.lineId)),
    )
    .where(
      and(
        eq(planSpending.provinceCode, provinceCode),
        isNull(planSpending.cancelledBy),
        inArray(
          planSpending.spentOn,
          vouchers.map(({ day }) => day),
        ),
        inArray(
          sql`lower(${planSpending.paper})`,
          vouchers.map(({ number }) => number.toLowerCase()),
        ),
      ),
    )
    // The line as its newest version calls it.
    .orderBy(desc(planLines.versionNumber));
  for (const row of rows) {
    const key = voucherKey(row);
    if (found.has(key) || !sees(actor, row)) continue;
    found.set(key, {
      name: `${row.name} (${row.title})`,
      href: planPaths.line(row.planId, row.lineId),
    });
  }
  return found;
});
