import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { dossierCounters, dossierNumbers } from "../desk/schema.server.ts";
import type { DossierRow } from "./load.server.ts";

/**
 * The number of the slip that a stage's office gives a dossier: the one it has, or the next of
 * the office's year. The counter row stays locked until the transaction ends, so numbers have no
 * gaps. Form as printed on Mẫu 01 (Decision 26/2026/QĐ-TTg, annex III).
 */
export async function giveNumber(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  stage: Stage,
  year: number,
): Promise<string> {
  const [known] = await tx
    .select({ text: dossierNumbers.numberText })
    .from(dossierNumbers)
    .where(and(eq(dossierNumbers.dossierId, row.id), eq(dossierNumbers.stage, stage.id)));
  if (known) return known.text;
  const { provinceCode, unitCode } = row;
  const officeCode =
    stage.level === "commune" ? unitCode : stage.level === "central" ? "VN" : provinceCode;
  const [counter] = await tx
    .insert(dossierCounters)
    .values({ provinceCode, officeCode, year, last: 1 })
    .onConflictDoUpdate({
      target: [dossierCounters.provinceCode, dossierCounters.officeCode, dossierCounters.year],
      set: { last: sql`${dossierCounters.last} + 1` },
    })
    .returning({ number: dossierCounters.last });
  if (!counter) throw new Error("no number was given");
  const numberText = slipNumber({ number: counter.number, provinceCode, unitCode, year });
  await tx.insert(dossierNumbers).values({
    dossierId: row.id,
    stage: stage.id,
    provinceCode,
    officeCode,
    year,
    number: counter.number,
    numberText,
    receivedBy: actor.userId,
  });
  return numberText;
}

/** `Phiếu số 7/PĐK-19-05692-2026`. */
function slipNumber(of: {
  number: number;
  provinceCode: string;
  unitCode: string;
  year: number;
}): string {
  return `Phiếu số ${of.number}/PĐK-${of.provinceCode}-${of.unitCode}-${of.year}`;
}
