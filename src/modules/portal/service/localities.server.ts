import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { currentVersion, type PlaceName } from "#modules/places/model.ts";
import { listChildren } from "#modules/places/service/units.server.ts";
import type { PublicVersion } from "../model.ts";
import { keptUnder } from "./kept.server.ts";

/** A unit of today with its code. */
export type Locality = PlaceName & { readonly code: string };

/** The communes of a province today, by code, in the order of their names. */
export function communesOf(
  db: Db,
  version: PublicVersion,
  province: string,
): Promise<readonly Locality[]> {
  return keptUnder(db, version, `communes ${province}`, () => unitsUnder(db, province));
}

/** Today's provinces. */
export function provincesOfToday(db: Db, version: PublicVersion): Promise<readonly Locality[]> {
  return keptUnder(db, version, "provinces", () => unitsUnder(db, null));
}

async function unitsUnder(db: Db, code: string | null): Promise<readonly Locality[]> {
  const units = await listChildren(db, { version: currentVersion, code });
  return units
    .map(({ code: own, type, name }) => ({ code: own, type, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "vi"));
}

/** The only province that has products here; null on an installation of several, or of none yet. */
export function onlyProvince(db: Db, version: PublicVersion): Promise<string | null> {
  return keptUnder(db, version, "only province", async () => {
    const { rows } = await db.execute<{ least: string | null; most: string | null }>(
      sql`select min(province_code) as least, max(province_code) as most from public_products`,
    );
    const { least = null, most = null } = rows[0] ?? {};
    return least === most ? least : null;
  });
}
