import { BoundaryFault } from "./faults.ts";
import type { Outline } from "./match.ts";
import { outlinesInDegrees } from "./plan.ts";
import { readBoundaryFile } from "./read.ts";

/** What is asked of a file of any outlines, of units or not; `epsg` null: as the file says itself. */
export type OutlineTask = {
  readonly bytes: Uint8Array;
  readonly epsg: number | null;
  /** The most positions that are taken. */
  readonly mostPositions: number;
};

/** The outlines of a file in WGS 84, and the system that they came in. */
export type ReadOutlines = { readonly epsg: number; readonly outlines: readonly Outline[] };

/** Reads a file of outlines and brings it into WGS 84. Throws `BoundaryFault`. */
export function readOutlines({ bytes, epsg, mostPositions }: OutlineTask): ReadOutlines {
  const file = readBoundaryFile(bytes);
  const positions = file.outlines.reduce(
    (sum, { shape }) => sum + shape.flat().reduce((all, ring) => all + ring.length, 0),
    0,
  );
  if (positions > mostPositions)
    throw new BoundaryFault(
      `Tệp có ${positions.toLocaleString("vi-VN")} điểm, quá ${mostPositions.toLocaleString("vi-VN")}. Hãy giản lược bớt điểm, hoặc chia thành nhiều vùng.`,
    );
  const system = epsg ?? file.epsg ?? 4326;
  return { epsg: system, outlines: outlinesInDegrees(file.outlines, system) };
}
