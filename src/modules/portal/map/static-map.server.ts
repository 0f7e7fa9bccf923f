import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { Position } from "#modules/places/boundaries/geometry.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listOutlines } from "#modules/places/service/outlines.server.ts";
import { keptUnder } from "../service/kept.server.ts";
import { boxOfAll, frameOf, pathOf } from "#modules/places/boundaries/drawing.ts";
import { mapVersion } from "./tiles.server.ts";

/** A small drawn map: a province's communes, one of them picked out, and a place in it. */
export type SmallMap = {
  readonly width: number;
  readonly height: number;
  /** All communes but the one picked out, as one path. */
  readonly others: string;
  readonly picked: string;
  readonly spot: Position | null;
  /** False when any of the outlines is an indicative cell. */
  readonly isOfficial: boolean;
};

const width = 320;

/**
 * The small map of a commune of today within its province, for pages of products, producers and
 * communes. `spot` is a position in degrees. Null for a province without outlines.
 */
export async function smallMapOf(
  db: Db,
  unitPath: string,
  spot: Position | null = null,
): Promise<SmallMap | null> {
  const [province = "", commune = ""] = unitPath.split("/");
  const version = await mapVersion(db);
  const drawn = await keptUnder(db, version, `small map ${version.key} ${province}`, () =>
    drawProvince(db, province),
  );
  if (!drawn) return null;
  const { frame, paths, isOfficial } = drawn;
  return {
    width,
    height: frame.height,
    others: [...paths]
      .filter(([code]) => code !== commune)
      .map(([, path]) => path)
      .join(""),
    picked: paths.get(commune) ?? "",
    spot: spot && frame.place(spot),
    isOfficial,
  };
}

async function drawProvince(db: Db, province: string) {
  const { rows } = await db.execute<{ code: string }>(sql`
    select code from place_units
    where version = ${currentVersion} and parent_code = ${province} order by code`);
  const codes = rows.map(({ code }) => code);
  const outlines = await listOutlines(db, "commune", { codes }, 3);
  const box = boxOfAll(outlines.map(({ shape }) => shape));
  if (!box) return null;
  const frame = frameOf(box, width);
  return {
    frame,
    paths: new Map(outlines.map(({ code, shape }) => [code, pathOf(shape, frame)])),
    isOfficial: outlines.every((outline) => outline.isOfficial),
  };
}
