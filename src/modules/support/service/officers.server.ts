import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { nameAgencies, requireAgency } from "#modules/people/service/agencies.server.ts";
import { findOfficials } from "#modules/people/service/officials.server.ts";
import { events } from "../events.server.ts";
import { MeasureAgency, MeasureOfficer } from "../inputs.ts";
import { measureAgencies, measureOfficers } from "../schema.server.ts";
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

/** Puts an agency of the province in charge of a measure's claims, with all of its department officers. */
export async function putAgencyInCharge(
  db: Db,
  actor: UserActor,
  input: MeasureAgency,
): Promise<void> {
  const { measureId, agencyId } = parseInput(MeasureAgency, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    await requireAgency(tx, row.provinceCode, { id: agencyId });
    const added = await tx
      .insert(measureAgencies)
      .values({ provinceCode: row.provinceCode, measureId, agencyId })
      .onConflictDoNothing()
      .returning({ agencyId: measureAgencies.agencyId });
    if (added.length > 0)
      await appendAudit(tx, events.measureAgency, {
        ...auditFacts(actor, row),
        details: { agency: agencyId, inCharge: true },
      });
  });
}

/** Takes an agency out of charge; what its officers decided stays. */
export async function takeAgencyOutOfCharge(
  db: Db,
  actor: UserActor,
  input: MeasureAgency,
): Promise<void> {
  const { measureId, agencyId } = parseInput(MeasureAgency, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    const gone = await tx
      .delete(measureAgencies)
      .where(and(eq(measureAgencies.measureId, measureId), eq(measureAgencies.agencyId, agencyId)))
      .returning({ agencyId: measureAgencies.agencyId });
    if (gone.length === 0)
      throw new AppError("notFound", { vi: "Cơ quan này không phụ trách biện pháp." });
    await appendAudit(tx, events.measureAgency, {
      ...auditFacts(actor, row),
      details: { agency: agencyId, inCharge: false },
    });
  });
}

/** Agencies in charge of a measure, with their names. Rights are the caller's business. */
export async function agenciesInCharge(
  db: Db,
  measureId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows = await db
    .select({ id: measureAgencies.agencyId })
    .from(measureAgencies)
    .where(eq(measureAgencies.measureId, measureId));
  const names = await nameAgencies(
    db,
    rows.map(({ id }) => id),
  );
  return [...names].map(([id, name]) => ({ id, name }));
}
