import { PbfWriter } from "pbf";
import { doubleArea, type Position } from "#modules/places/boundaries/geometry.ts";
import { extent } from "./mercator.ts";

/** What may stand beside a feature. */
export type TileValue = string | number | boolean;

/** A point or area in the units of a tile; rings are open, the outer one of each polygon first. */
export type TileFeature = {
  readonly properties: Readonly<Record<string, TileValue>>;
} & (
  | { readonly kind: "point"; readonly at: Position }
  | { readonly kind: "area"; readonly polygons: readonly (readonly (readonly Position[])[])[] }
);

/**
 * One layer as a Mapbox vector tile (version 2.1 of the specification). Coordinates are rounded to
 * whole units; outer rings run as the specification asks, and rings that vanish are left out.
 */
export function encodeTile(layer: string, features: readonly TileFeature[]): Uint8Array {
  const pbf = new PbfWriter();
  if (features.length > 0) pbf.writeMessage(3, writeLayer, { layer, features });
  return pbf.finish();
}

type Layer = { readonly layer: string; readonly features: readonly TileFeature[] };

/** Keys and values stand once in a layer; features name them by their number. */
class Numbers<T> {
  readonly all: T[] = [];
  readonly #known = new Map<T, number>();

  of(value: T): number {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    this.#known.set(value, this.all.length);
    return this.all.push(value) - 1;
  }
}

function writeLayer({ layer, features }: Layer, pbf: PbfWriter): void {
  const keys = new Numbers<string>();
  const values = new Numbers<TileValue>();
  pbf.writeVarintField(15, 2);
  pbf.writeStringField(1, layer);
  for (const feature of features) {
    const geometry = feature.kind === "point" ? pointOf(feature.at) : areaOf(feature.polygons);
    if (geometry.length === 0) continue;
    const tags = Object.entries(feature.properties).flatMap(([key, value]) => [
      keys.of(key),
      values.of(value),
    ]);
    pbf.writeMessage(2, writeFeature, { tags, type: feature.kind === "point" ? 1 : 3, geometry });
  }
  for (const key of keys.all) pbf.writeStringField(3, key);
  for (const value of values.all) pbf.writeMessage(4, writeValue, value);
  pbf.writeVarintField(5, extent);
}

type Written = { readonly tags: number[]; readonly type: number; readonly geometry: number[] };

function writeFeature({ tags, type, geometry }: Written, pbf: PbfWriter): void {
  pbf.writePackedVarint(2, tags);
  pbf.writeVarintField(3, type);
  pbf.writePackedVarint(4, geometry);
}

function writeValue(value: TileValue, pbf: PbfWriter): void {
  if (typeof value === "string") pbf.writeStringField(1, value);
  else if (typeof value === "boolean") pbf.writeBooleanField(7, value);
  else if (Number.isSafeInteger(value) && value >= 0) pbf.writeVarintField(5, value);
  else pbf.writeDoubleField(3, value);
}

const command = (id: number, count: number) => (count << 3) | id;
const zigzag = (value: number) => (value << 1) ^ (value >> 31);
const [moveTo, lineTo, closePath] = [1, 2, 7];

function pointOf([x, y]: Position): number[] {
  return [command(moveTo, 1), zigzag(Math.round(x)), zigzag(Math.round(y))];
}

function areaOf(polygons: readonly (readonly (readonly Position[])[])[]): number[] {
  const written: number[] = [];
  let [penX, penY] = [0, 0];
  const step = ([x, y]: Position) => {
    written.push(zigzag(x - penX), zigzag(y - penY));
    [penX, penY] = [x, y];
  };
  for (const rings of polygons)
    for (const [at, ring] of rings.entries()) {
      const turned = wound(rounded(ring), at === 0);
      const [first, ...rest] = turned;
      // Without its outer ring a polygon's holes mean nothing.
      if (!first && at === 0) break;
      if (!first) continue;
      written.push(command(moveTo, 1));
      step(first);
      written.push(command(lineTo, rest.length));
      for (const position of rest) step(position);
      written.push(command(closePath, 1));
    }
  return written;
}

function rounded(ring: readonly Position[]): Position[] {
  const whole = ring.map(([x, y]): Position => [Math.round(x), Math.round(y)]);
  return whole.filter((here, at) => {
    const before = whole.at(at - 1);
    return !before || before[0] !== here[0] || before[1] !== here[1];
  });
}

/** Outer rings run clockwise on the screen, where y grows downwards; none when it has no area. */
function wound(ring: readonly Position[], isOuter: boolean): readonly Position[] {
  const [first] = ring;
  if (!first || ring.length < 3) return [];
  const area = doubleArea([...ring, first]);
  if (area === 0) return [];
  return area > 0 === isOuter ? ring : ring.toReversed();
}
