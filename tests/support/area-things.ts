import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { buildArea, builtArea } from "#modules/tracing/areas/factory.ts";
import { proposeArea } from "#modules/tracing/areas/service/propose.server.ts";

/** A growing area that was accepted, and a newer version of it that waits. */
export type AreaThings = { readonly growingArea: string; readonly pendingArea: string };

/** A growing area in the middle of a commune, which supplies a product. */
export async function buildAreaThings(
  db: Db,
  by: { owner: UserActor; officer: UserActor },
  of: { producerId: string; productId: string; path: string; word: string },
): Promise<AreaThings> {
  const ref = { version: currentVersion, code: of.path.split("/").at(-1) ?? "" } as const;
  const unit = (await findUnits(db, [ref])).get(keyOfRef(ref));
  const form = builtArea(of.producerId, {
    name: `Vùng ${of.word}`,
    crop: of.word,
    areaNote: of.word,
    drawn: "",
    position: `${unit?.latitude}, ${unit?.longitude}`,
    products: [of.productId],
  });
  const { areaId } = await buildArea(db, by, form);
  const { versionId } = await proposeArea(db, by.owner, { ...form, areaId, expectedSeq: 1 });
  return { growingArea: areaId, pendingArea: versionId };
}
