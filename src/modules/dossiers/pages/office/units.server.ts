import type { Db } from "#core/database/connection.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";

/** Adds the name that the unit of each row has today. One query. */
export async function withUnitNames<Row extends { readonly unitPath: string }>(
  db: Db,
  rows: readonly Row[],
): Promise<(Row & { unitName: string })[]> {
  const refOf = ({ unitPath }: Row) => ({
    version: currentVersion as PlaceVersion,
    code: unitPath.split("/").at(-1) ?? "",
  });
  const units = await findUnits(db, rows.map(refOf));
  return rows.map((row) => ({
    ...row,
    unitName: units.get(keyOfRef(refOf(row)))?.fullName ?? row.unitPath,
  }));
}
