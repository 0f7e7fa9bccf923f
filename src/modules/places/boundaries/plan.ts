import { findCrossing } from "./crossings.ts";
import { BoundaryFault } from "./faults.ts";
import { type Box, boxOf, type Position, type Shape } from "./geometry.ts";
import { matchOutlines, type Outline, type Unmatched, type UnitToMatch } from "./match.ts";
import { mapShape, toDegrees } from "./project.ts";
import { type RawOutline, readBoundaryFile } from "./read.ts";
import { findSystem } from "./systems.ts";
import { simplify, snap } from "./topology.ts";

/** How far a drawn line may lie from the file's, in metres, from the finest kept to the coarsest. */
export const details = [20, 100, 500, 2000] as const;

/** What is asked of a file; `epsg` null: as the file says itself, degrees of WGS 84 when it does not. */
export type BoundaryTask = {
  readonly bytes: Uint8Array;
  readonly epsg: number | null;
  readonly units: readonly UnitToMatch[];
  /** Whether the shapes are wanted too, or only what is to be said of them. */
  readonly wantsShapes: boolean;
};

/** A place where a unit's line crosses itself. */
export type Crossing = {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
};

/** What was found in a file. */
export type BoundaryReport = {
  readonly epsg: number;
  readonly outlines: number;
  readonly matched: number;
  /** Units of the provinces at hand that the file does not show. */
  readonly missing: readonly string[];
  readonly unmatched: readonly Unmatched[];
  /** Units whose outline has quite another area than the list of units says. */
  readonly otherSize: readonly string[];
  readonly crossings: readonly Crossing[];
};

/** The shapes of a unit, one for each of `details`. */
export type PlannedUnit = {
  readonly code: string;
  readonly provinceCode: string;
  readonly box: Box;
  readonly shapes: readonly Shape[];
};

export type BoundaryPlan = {
  readonly report: BoundaryReport;
  readonly units: readonly PlannedUnit[];
};

/**
 * Reads a file of outlines, brings it into WGS 84, finds the unit of each outline and simplifies
 * all of them together. Throws `BoundaryFault` when the file as a whole cannot be used.
 */
export function planBoundaries(task: BoundaryTask): BoundaryPlan {
  const file = readBoundaryFile(task.bytes);
  const epsg = task.epsg ?? file.epsg ?? 4326;
  const outlines = outlinesInDegrees(file.outlines, epsg);
  const { shapes, unmatched, otherSize, coded, near } = matchOutlines(outlines, task.units);
  if (coded > 2 && near < coded / 2)
    throw new BoundaryFault(
      "Phần lớn vùng nằm xa đơn vị cùng mã. Có thể đã chọn nhầm múi chiếu hoặc kinh tuyến trục, hoặc mã trong tệp là mã cũ.",
    );
  if (shapes.size === 0)
    throw new BoundaryFault(
      "Không vùng nào trong tệp khớp với đơn vị hành chính hiện nay, theo mã hay theo tên. Hãy xem lại cấp đã chọn (tỉnh hay xã) và các cột mã, tên trong tệp.",
    );
  const known = new Map(task.units.map((unit) => [unit.code, unit]));
  const found = [...shapes].flatMap(([code, shape]) => {
    const unit = known.get(code);
    const box = boxOf(shape);
    return unit && box ? [{ unit, shape, box }] : [];
  });
  const provinces = new Set(found.map(({ unit }) => unit.provinceCode));
  const report: BoundaryReport = {
    epsg,
    outlines: outlines.length,
    matched: found.length,
    missing: task.units
      .filter(({ code, provinceCode }) => provinces.has(provinceCode) && !shapes.has(code))
      .map(({ fullName }) => fullName),
    unmatched,
    otherSize,
    crossings: found.flatMap(({ unit, shape }) => {
      const crossing = findCrossing(shape);
      return crossing
        ? [{ name: unit.fullName, longitude: crossing[0], latitude: crossing[1] }]
        : [];
    }),
  };
  if (!task.wantsShapes) return { report, units: [] };
  const drawn = details.map((metres) =>
    simplify(
      found.map(({ shape }) => shape),
      metres,
    ),
  );
  return {
    report,
    units: found.map(({ unit, box }, at) => ({
      code: unit.code,
      provinceCode: unit.provinceCode,
      box,
      shapes: drawn.map((all) => all[at] ?? []),
    })),
  };
}

/** Land and islands of Viet Nam with room around them. */
const vietnam: Box = [101.5, 5.5, 118.5, 24];

const isInside = ([x, y]: Position) =>
  x >= vietnam[0] && y >= vietnam[1] && x <= vietnam[2] && y <= vietnam[3];

/**
 * Outlines in WGS 84, on the grid of `snap`. Throws `BoundaryFault` for an unknown system, and with
 * the likely reason when something lies outside the country.
 */
export function outlinesInDegrees(outlines: readonly RawOutline[], epsg: number): Outline[] {
  const system = findSystem(epsg);
  if (!system)
    throw new BoundaryFault(
      `Không có hệ tọa độ EPSG:${epsg} trong danh sách nhận được. Hãy chọn WGS 84 hoặc một múi VN-2000.`,
    );
  const move = toDegrees(system);
  const positions = outlines.flatMap(({ shape }) =>
    shape.flatMap((polygon) => polygon[0]?.slice(0, 3) ?? []),
  );
  if (!positions.every((position) => isInside(move(position))))
    throw new BoundaryFault(reasonOutside(positions, move, system.meridian !== null));
  return outlines.flatMap(({ shape, properties }) => {
    const snapped = snap(mapShape(shape, move));
    if (!snapped.flat(2).every(isInside))
      throw new BoundaryFault("Có vùng vượt ra ngoài lãnh thổ Việt Nam. Hãy xem lại hệ tọa độ.");
    return snapped.length > 0 ? [{ shape: snapped, properties }] : [];
  });
}

/** Why positions lie outside the country: the usual mistakes first. */
function reasonOutside(
  positions: readonly Position[],
  move: (position: Position) => Position,
  inMetres: boolean,
): string {
  const looksLikeDegrees = positions.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 180);
  if (looksLikeDegrees && inMetres)
    return "Tọa độ trong tệp tính bằng độ, nhưng hệ đã chọn tính bằng mét. Hãy chọn WGS 84 hoặc VN-2000 độ kinh vĩ.";
  if (!looksLikeDegrees && !inMetres)
    return "Tọa độ trong tệp tính bằng mét. Hãy chọn đúng múi VN-2000 của tệp (kinh tuyến trục của tỉnh).";
  if (positions.every(([x, y]) => isInside(move([y, x]))))
    return inMetres
      ? "Tệp ghi tọa độ Bắc (X) trước, Đông (Y) sau. Hãy đổi chỗ hai trục rồi nạp lại."
      : "Tệp ghi vĩ độ trước, kinh độ sau. Hãy đổi chỗ hai trục (kinh độ trước) rồi nạp lại.";
  return "Có vùng nằm ngoài lãnh thổ Việt Nam. Hãy xem lại hệ tọa độ (mã EPSG) và dữ liệu trong tệp.";
}
