import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type PlaceVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { producers } from "../schema.server.ts";
import { unitOf } from "./producers.server.ts";

/** What a certificate says of its holder; all of it is public. */
export type Holder = {
  readonly id: string;
  readonly name: string;
  /** With the commune and province that it lies in. */
  readonly address: string;
  readonly provinceCode: string;
  readonly unitPath: string;
  readonly unitVersion: PlaceVersion;
  readonly unitCode: string;
  readonly isDemo: boolean;
};

/** A producer as the holder of a certificate; `notFound` when there is none. Rights are the caller's. */
export async function findHolder(db: Db, producerId: string): Promise<Holder> {
  const [row] = await db.select().from(producers).where(eq(producers.id, producerId));
  if (!row) throw new AppError("notFound", { vi: "Không có chủ thể này." });
  const { id, name, address, provinceCode, unitPath, isDemo } = row;
  const commune = unitOf(row);
  const province: UnitRef = { version: currentVersion, code: provinceCode };
  const units = await findUnits(db, [commune, province]);
  const parts = [address];
  for (const unit of [units.get(keyOfRef(commune)), units.get(keyOfRef(province))])
    if (unit && !address.toLowerCase().includes(unit.name.toLowerCase())) parts.push(unit.fullName);
  return {
    id,
    name,
    address: parts.join(", "),
    provinceCode,
    unitPath,
    unitVersion: commune.version,
    unitCode: commune.code,
    isDemo,
  };
}
