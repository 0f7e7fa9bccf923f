import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { listTakers, nameTakers, requireTaker } from "#modules/people/service/takers.server.ts";
import { type Taker, takerGroups, takerValue } from "#modules/people/takers.ts";
import { events } from "../events.server.ts";
import { MeasureCharge } from "../inputs.ts";
import { measureAgencies, measureOfficers } from "../schema.server.ts";
import { auditFacts } from "#core/changing.ts";
import { authorisedMeasure, chargeOf, type MeasureRow } from "./load.server.ts";

/** Who looks after claims, by name or with their agency. */
const chargeRoles = ["departmentOfficer"] as const;

/**
 * Puts an agency with all of its department officers, or one department officer, in charge of a
 * measure's claims; twice is once. Throws `invalid` for whoever is not of the province.
 */
export async function putInCharge(db: Db, actor: UserActor, input: MeasureCharge): Promise<void> {
  const { measureId, ...taker } = parseInput(MeasureCharge, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    await requireTaker(tx, { provinceCode: row.provinceCode, roles: chargeRoles }, taker, "to");
    if (await addCharge(tx, row, taker)) await keepTrace(tx, actor, row, { taker, inCharge: true });
  });
}

/** Takes an agency or officer out of charge; what they decided stays. */
export async function takeOutOfCharge(
  db: Db,
  actor: UserActor,
  input: MeasureCharge,
): Promise<void> {
  const { measureId, ...taker } = parseInput(MeasureCharge, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    if (!(await dropCharge(tx, row, taker)))
      throw new AppError("notFound", { vi: "Cơ quan, cán bộ này không phụ trách biện pháp." });
    await keepTrace(tx, actor, row, { taker, inCharge: false });
  });
}

async function addCharge(
  tx: Db,
  { id: measureId, provinceCode }: MeasureRow,
  { assigneeId, agencyId }: Taker,
): Promise<boolean> {
  const of = { measureId, provinceCode };
  const added =
    agencyId === null
      ? await tx
          .insert(measureOfficers)
          .values({ ...of, userId: assigneeId ?? "" })
          .onConflictDoNothing()
          .returning({ id: measureOfficers.userId })
      : await tx
          .insert(measureAgencies)
          .values({ ...of, agencyId })
          .onConflictDoNothing()
          .returning({ id: measureAgencies.agencyId });
  return added.length > 0;
}

async function dropCharge(
  tx: Db,
  { id }: MeasureRow,
  { assigneeId, agencyId }: Taker,
): Promise<boolean> {
  const { measureId, userId } = measureOfficers;
  const gone =
    agencyId === null
      ? await tx
          .delete(measureOfficers)
          .where(and(eq(measureId, id), eq(userId, assigneeId ?? "")))
          .returning({ id: userId })
      : await tx
          .delete(measureAgencies)
          .where(and(eq(measureAgencies.measureId, id), eq(measureAgencies.agencyId, agencyId)))
          .returning({ id: measureAgencies.agencyId });
  return gone.length > 0;
}

async function keepTrace(
  tx: Db,
  actor: UserActor,
  row: MeasureRow,
  { taker, inCharge }: { readonly taker: Taker; readonly inCharge: boolean },
): Promise<void> {
  const facts = auditFacts(actor, row);
  const { assigneeId, agencyId } = taker;
  await (agencyId === null
    ? appendAudit(tx, events.measureOfficer, {
        ...facts,
        details: { account: assigneeId ?? "", inCharge },
      })
    : appendAudit(tx, events.measureAgency, { ...facts, details: { agency: agencyId, inCharge } }));
}

/** Who is in charge of a measure as its page shows them, and whom `mayKeep` lets choose besides. */
export async function describeCharge(
  db: Db,
  { id, provinceCode }: Pick<MeasureRow, "id" | "provinceCode">,
  mayKeep: boolean,
) {
  const charge = await chargeOf(db, id);
  const nameOf = await nameTakers(db, charge);
  const takers = mayKeep
    ? await listTakers(db, { provinceCode, roles: chargeRoles })
    : { agencies: [], people: [] };
  return {
    inCharge: charge.map((taker) => ({
      value: takerValue(taker),
      name: nameOf(taker)?.name ?? "",
      under: nameOf(taker)?.under ?? null,
    })),
    candidates: takerGroups(takers, charge),
  };
}
