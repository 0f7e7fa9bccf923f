import { and, eq, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type Period, periodOf, type RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getVersion } from "#modules/rulebooks/service/versions.server.ts";
import { can, type DossierActivity } from "../access.ts";
import { dossierScope } from "../access.server.ts";
import { dossiers } from "../schema.server.ts";
import { requireNotClosed } from "./closed.server.ts";

export type DossierRow = typeof dossiers.$inferSelect;

const missing = { vi: "Không có hồ sơ này." };

/** Refuses a dossier: one that may not be seen is not found, one that may only be seen is forbidden. */
export function refuse(actor: Actor, row: DossierRow, denied: string): never {
  if (can(actor, "see", row)) throw new AppError("forbidden", { denied });
  throw new AppError("notFound", { ...missing, denied });
}

/** The dossier of an id, locked when asked; `notFound` when there is none. Rights are the caller's. */
export async function findDossier(
  db: Db,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<DossierRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new AppError("notFound", missing);
  const query = db.select().from(dossiers).where(eq(dossiers.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  return row;
}

/** The dossier, if the actor may do this to it and it is not closed to them; locked when asked. */
export async function authorisedDossier(
  db: Db,
  actor: Actor,
  activity: DossierActivity,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DossierRow> {
  const row = await findDossier(db, id, options);
  if (!can(actor, activity, row)) refuse(actor, row, `dossier.${activity}`);
  if (activity === "see") await requireNotClosed(db, actor, row);
  return row;
}

/**
 * Takes the dossier for a change of its content, in the transaction of the change: one statement
 * that asks for the right, locks the row and raises its version. Refuses anything but a draft or a returned dossier.
 */
export async function takeForEditing(tx: Db, actor: UserActor, id: string): Promise<DossierRow> {
  const isEditable = sql`${dossiers.state} in ('draft', 'returned')`;
  const [row] = await tx
    .update(dossiers)
    .set({ version: sql`${dossiers.version} + 1`, updatedAt: sql`now()`, confirmedAt: null })
    .where(and(eq(dossiers.id, id), isEditable, dossierScope(actor, "edit")))
    .returning();
  if (row) return row;
  await authorisedDossier(tx, actor, "edit", id);
  throw new AppError("conflict", {
    vi: "Hồ sơ đã nộp nên không sửa được nữa. Muốn sửa, hãy đợi cán bộ trả lại hoặc rút hồ sơ.",
    en: "The dossier has been filed and can no longer be edited.",
  });
}

/** The set that a dossier answers, under the rulebook that it names. */
export async function setOf(db: Db, row: Pick<DossierRow, "rulebookDigest" | "setCode">) {
  const book = await getVersion(db, row.rulebookDigest);
  const compiled = book.compiled.get(row.setCode);
  const set = book.sets.get(row.setCode);
  if (!compiled || !set)
    throw new Error(`rulebook ${row.rulebookDigest} has no set ${row.setCode}`);
  return { book, set, compiled };
}

/** The procedure of the dossier's regime, and its stages: those of the filing day, of today for a draft. */
export function procedureOf(
  row: Pick<DossierRow, "regime" | "filedOn">,
  today: Day,
): { procedure: RegimeProcedure; path: Period["stages"] } {
  const procedures = loadProcedures();
  const procedure = procedures.regimes[row.regime];
  if (!procedure) throw new Error(`no procedure for ${row.regime}`);
  const period = periodOf(procedures, row.regime, row.filedOn ?? today) ?? procedure.periods.at(-1);
  return { procedure, path: period?.stages ?? [] };
}

/** What an audit row says of where an act on a dossier belongs. */
export function factsOf(
  actor: UserActor,
  row: Pick<DossierRow, "id" | "provinceCode" | "unitPath">,
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
  };
}
