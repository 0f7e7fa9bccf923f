import { foldText } from "#core/text.ts";
import type { UnitType } from "../model.ts";
import {
  type Box,
  boxOf,
  doubleArea,
  metresFromBox,
  metresPerDegree,
  type Position,
  type Shape,
} from "./geometry.ts";

/** A unit that an outline may belong to. */
export type UnitToMatch = {
  readonly code: string;
  readonly type: UnitType;
  readonly name: string;
  readonly fullName: string;
  readonly provinceCode: string;
  /** A point inside or near the middle; null when the sources give none. */
  readonly centre: Position | null;
  readonly areaKm2: number | null;
};

/** An outline in degrees, with what the file writes beside it. */
export type Outline = {
  readonly shape: Shape;
  readonly properties: Readonly<Record<string, string>>;
};

/** An outline that belongs to no unit for certain; `row` counts the outlines of the file from 1. */
export type Unmatched = {
  readonly row: number;
  readonly label: string;
  readonly reason: string;
  readonly candidates: readonly string[];
};

export type Matching = {
  /** The shapes by the code of their unit; several rows of one unit are one shape. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly unmatched: readonly Unmatched[];
  /** Units taken although their outline has quite another area than the list of units says. */
  readonly otherSize: readonly string[];
  /** Outlines that bear a unit's code, and those of them that lie where that unit is. */
  readonly coded: number;
  readonly near: number;
};

/** A centre may lie so far outside its outline: it is rounded, and some units are scattered. */
const reachMetres = 20_000;
/** How much an outline's area may differ from the unit's: more, and it is of another time. */
const areaFactor = 2;

/**
 * Finds the unit of each outline: by its code, else by its name where the outline lies. A code that
 * belongs to a unit elsewhere counts for nothing, since codes were given anew in 2025; nor does one
 * whose unit has another size and another name.
 */
export function matchOutlines(
  outlines: readonly Outline[],
  units: readonly UnitToMatch[],
): Matching {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const byName = Map.groupBy(units, ({ name }) => foldText(name));
  const codeLength = units[0]?.code.length ?? 0;
  const codeOf = (value: string) => value.replace(/\.0+$/, "").padStart(codeLength, "0");
  const codeKey = bestKey(outlines, (value) => byCode.has(codeOf(value)));
  const nameKey = bestKey(outlines, (value) => byName.has(bareName(value)));
  const shapes = new Map<string, Shape>();
  const unmatched: Unmatched[] = [];
  const otherSize: string[] = [];
  let [coded, near] = [0, 0];
  for (const [at, outline] of outlines.entries()) {
    const { shape, properties } = outline;
    const box = boxOf(shape);
    if (!box) continue;
    const says = (key: string | null) => (key === null ? "" : (properties[key] ?? ""));
    const unit = says(codeKey) ? byCode.get(codeOf(says(codeKey))) : undefined;
    const fault = unit && faultOf(unit, shape, box);
    if (unit) coded += 1;
    if (unit && fault !== "far") near += 1;
    const named = namedUnits(says(nameKey), byName, shape, box);
    const agrees = unit && foldText(unit.name) === bareName(says(nameKey));
    const isTaken = unit && (!fault || (fault === "size" && agrees));
    const found = isTaken ? unit : named.length === 1 ? named[0] : undefined;
    if (isTaken && fault) otherSize.push(unit.fullName);
    if (found) shapes.set(found.code, [...(shapes.get(found.code) ?? []), ...shape]);
    else
      unmatched.push({
        row: at + 1,
        label: [says(nameKey), says(codeKey)].filter(Boolean).join(", ") || `vùng thứ ${at + 1}`,
        reason: reasonOf(unit, fault ?? null, named.length),
        candidates: named.slice(0, 5).map(({ code, fullName }) => `${fullName} (${code})`),
      });
  }
  return { shapes, unmatched, otherSize, coded, near };
}

/** The property that says something known in the most outlines; null when none ever does. */
function bestKey(outlines: readonly Outline[], isKnown: (value: string) => boolean): string | null {
  const known = new Map<string, number>();
  for (const { properties } of outlines)
    for (const [key, value] of Object.entries(properties))
      if (value !== "" && isKnown(value)) known.set(key, (known.get(key) ?? 0) + 1);
  let [best, most] = [null as string | null, 0];
  for (const [key, count] of known) if (count > most) [best, most] = [key, count];
  return best;
}

const typeWords = /^(tinh|thanh pho|tp|xa|phuong|p|x|dac khu|thi tran|tt) (?=.)/;

/** A name to look up: without diacritics and the type before it. */
function bareName(value: string): string {
  return foldText(value).replace(typeWords, "");
}

/** Units of a name that lie where the outline is; spelt exactly alike before merely alike. */
function namedUnits(
  value: string,
  byName: ReadonlyMap<string, readonly UnitToMatch[]>,
  shape: Shape,
  box: Box,
): readonly UnitToMatch[] {
  const all = byName.get(bareName(value)) ?? [];
  const here = all.filter((unit) => unit.centre !== null && !faultOf(unit, shape, box));
  const exact = here.filter(({ name }) => value.normalize("NFC").endsWith(name.normalize("NFC")));
  return exact.length > 0 ? exact : here;
}

function faultOf(unit: UnitToMatch, shape: Shape, box: Box): "far" | "size" | null {
  if (unit.centre && metresFromBox(unit.centre, box) > reachMetres) return "far";
  // Islands: an outline may show the land only, and the area includes what it pleases.
  if (unit.type === "specialZone" || unit.areaKm2 === null) return null;
  const ratio = areaOf(shape, box) / unit.areaKm2;
  return ratio > areaFactor || ratio < 1 / areaFactor ? "size" : null;
}

/** About the area of a shape in km². */
function areaOf(shape: Shape, [, south, , north]: Box): number {
  const degrees = shape.reduce((sum, [outer = [], ...holes]) => {
    const open = holes.reduce((all, hole) => all + Math.abs(doubleArea(hole)), 0);
    return sum + Math.abs(doubleArea(outer)) - open;
  }, 0);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return ((degrees / 2) * squeeze * (metresPerDegree.latitude * 1.0035) ** 2) / 1e6;
}

function reasonOf(
  unit: UnitToMatch | undefined,
  fault: "far" | "size" | null,
  named: number,
): string {
  if (named > 1) return "Có nhiều đơn vị cùng tên ở gần đó.";
  if (unit && fault === "far") return `Mã là của ${unit.fullName}, nhưng đơn vị đó ở nơi khác.`;
  if (unit && fault === "size")
    return `Mã là của ${unit.fullName}, nhưng diện tích khác hẳn: có thể là ranh giới trước ngày 01/7/2025.`;
  return "Không có đơn vị nào của hiện nay mang mã hoặc tên này ở vị trí này.";
}
