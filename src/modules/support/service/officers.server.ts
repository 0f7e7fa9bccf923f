import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findOfficials } from "#modules/people/service/officials.server.ts";
import { events } from "../events.server.ts";
import { MeasureOfficer } from "../inputs.ts";
import { measureOfficers } from "../schema.server.ts";
import { auditFacts, authorisedMeasure } from "./load.server.ts";

/** Puts a department officer in charge of a measure's claims; twice is once. */
export async function putInCharge(db: Db, actor: UserActor, input: MeasureOfficer): Promise<void> {
  const { measureId, userId } = parseInput(MeasureOfficer, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    const official = (await findOfficials(tx, [userId])).get(userId);
    const isTheirs = official?.roles.some(
      ({ role, placePath }) =>
        role === "departmentOfficer" && provinceOf(placePath) === row.provinceCode,
    );
    if (!isTheirs || official?.isDisabled)
      throw new AppError("notFound", { vi: "Không có cán bộ sở, ngành này trong tỉnh." });
    const added = await tx
      .insert(measureOfficers)
      .values({ provinceCode: row.provinceCode, measureId, userId })
      .onConflictDoNothing()
      .returning({ userId: measureOfficers.userId });
    if (added.length > 0)
      await appendAudit(tx, events.measureOfficer, {
        ...auditFacts(actor, row),
        details: { account: userId, inCharge: true },
      });
  });
}

/** Takes a department officer out of charge; what they decided stays. */
export async function takeOutOfCharge(
  db: Db,
  actor: UserActor,
  input: MeasureOfficer,
): Promise<void> {
  const { measureId, userId } = parseInput(MeasureOfficer, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    const gone = await tx
      .delete(measureOfficers)
      .where(and(eq(measureOfficers.measureId, measureId), eq(measureOfficers.userId, userId)))
      .returning({ userId: measureOfficers.userId });
    if (gone.length === 0)
      throw new AppError("notFound", { vi: "Cán bộ này không phụ trách biện pháp." });
    await appendAudit(tx, events.measureOfficer, {
      ...auditFacts(actor, row),
      details: { account: userId, inCharge: false },
    });
  });
}
