import type { Db } from "#core/database/connection.ts";
import { contains, type Position, type Shape } from "../boundaries/geometry.ts";
import { boxOf, metresFromBox } from "../boundaries/geometry.ts";
import { readIsolated } from "../boundaries/isolate.server.ts";
import type { OutlineTask, ReadOutlines } from "../boundaries/outline-task.ts";
import { currentVersion } from "../model.ts";
import { listOutlines } from "./outlines.server.ts";
import { findUnits, keyOfRef } from "./units.server.ts";

/**
 * The outlines of a small file (GeoJSON, KML, KMZ, zipped Shapefile; WGS 84 or VN-2000), read in a
 * thread with bounded memory and time. Throws `BoundaryFault`, whose message is for people.
 */
export function readOutlineFile(task: OutlineTask): Promise<ReadOutlines> {
  return readIsolated(task);
}

/** A commune of today that a position lies in; `isOfficial`: within loaded lines, not an indicative cell. */
export type CommuneAt = {
  readonly code: string;
  readonly path: string;
  readonly isOfficial: boolean;
};

/** The commune around a position; undefined at sea and abroad. */
export async function communeAt(db: Db, position: Position): Promise<CommuneAt | undefined> {
  const [x, y] = position;
  const found = (await listOutlines(db, "commune", { box: [x, y, x, y] }, 0)).filter(({ shape }) =>
    contains(shape, position),
  );
  const one = found.find(({ isOfficial }) => isOfficial) ?? found[0];
  if (!one) return undefined;
  const ref = { version: currentVersion, code: one.code } as const;
  const unit = (await findUnits(db, [ref])).get(keyOfRef(ref));
  return unit && { code: one.code, path: unit.path, isOfficial: one.isOfficial };
}

/** About how far a position is from a province of today, in metres; 0 inside or within its corners. */
export async function metresFromProvince(
  db: Db,
  code: string,
  position: Position,
): Promise<number> {
  const outlines = await listOutlines(db, "province", { codes: [code] }, 1);
  const box = boxOf(outlines.flatMap(({ shape }): Shape => shape));
  return box ? metresFromBox(position, box) : 0;
}
