import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { agencyOf } from "#modules/supervision/service/plans.server.ts";
import { canAll } from "../../access.ts";
import { scopeOf } from "../../indicators/scope.server.ts";
import { events } from "../events.server.ts";
import { OpenReport, type ReportTexts, WriteBlock } from "../model.ts";
import { reports } from "../schema.server.ts";
import { auditFacts, takeDraft } from "./load.server.ts";

/**
 * Begins a report of a unit of today on a period, or finds the draft that there is. What was sent
 * is followed by a further edition. `notFound` for a unit that the actor may not report on.
 */
export async function openReport(
  db: Db,
  actor: UserActor,
  input: OpenReport,
): Promise<{ id: string }> {
  const wanted = parseInput(OpenReport, input);
  const ref: UnitRef | null =
    wanted.unit === "" ? null : { version: currentVersion, code: wanted.unit };
  const scope = await scopeOf(db, ref);
  const unitPath = scope.path ?? "";
  if (!canAll(actor, "report", [unitPath]))
    throw new AppError("notFound", {
      vi: "Không có đơn vị này trong phạm vi báo cáo của bạn.",
      denied: "figures.report",
    });
  const quarter = wanted.quarter === 0 ? null : wanted.quarter;
  return db.transaction(async (tx) => {
    // Two officers who begin the same report get one.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtext(${`report ${unitPath} ${wanted.year} ${quarter}`}))`,
    );
    const [newest] = await tx
      .select()
      .from(reports)
      .where(
        and(
          eq(reports.unitVersion, currentVersion),
          eq(reports.unitCode, wanted.unit),
          eq(reports.year, wanted.year),
          quarter === null ? isNull(reports.quarter) : eq(reports.quarter, quarter),
        ),
      )
      .orderBy(desc(reports.edition))
      .limit(1);
    if (newest?.state === "draft") return { id: newest.id };
    const [row] = await tx
      .insert(reports)
      .values({
        provinceCode: provinceOf(unitPath),
        unitVersion: currentVersion,
        unitCode: wanted.unit,
        unitPath,
        year: wanted.year,
        quarter,
        edition: (newest?.edition ?? 0) + 1,
        agency: await agencyOf(tx, actor, unitPath),
        texts: newest?.texts ?? {},
        createdBy: actor.userId,
      })
      .returning();
    if (!row) throw new Error("the report was not stored");
    await appendAudit(tx, events.opened, {
      ...auditFacts(actor, row),
      details: { unit: wanted.unit, year: wanted.year, quarter, edition: row.edition },
    });
    return { id: row.id };
  });
}

/** Keeps the words of one part of a draft; empty ones bring the proposed words back. Throws as `takeDraft`. */
export async function writeBlock(
  db: Db,
  actor: UserActor,
  id: string,
  input: WriteBlock,
): Promise<void> {
  const { block, text, version } = parseInput(WriteBlock, input);
  await db.transaction(async (tx) => {
    const row = await takeDraft(tx, actor, id, version);
    const { [block]: _before, ...others } = row.texts;
    const texts: ReportTexts = text === null ? others : { ...others, [block]: text };
    await tx
      .update(reports)
      .set({ texts, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(reports.id, row.id));
    await appendAudit(tx, events.written, {
      ...auditFacts(actor, row),
      details: { block, length: text?.length ?? 0 },
    });
  });
}
