import proj4 from "proj4";
import type { Position, Shape } from "./geometry.ts";
import type { System } from "./systems.ts";

/** A function from a system's positions (easting or longitude first) to WGS 84 degrees. */
export function toDegrees({ epsg, definition }: System): (position: Position) => Position {
  if (epsg === 4326) return (position) => position;
  const { forward } = proj4(definition, "+proj=longlat +datum=WGS84 +no_defs");
  return ([x, y]) => {
    const [longitude = Number.NaN, latitude = Number.NaN] = forward([x, y]);
    return [longitude, latitude];
  };
}

/** The same shape with every position moved. */
export function mapShape(shape: Shape, move: (position: Position) => Position): Shape {
  return shape.map((polygon) => polygon.map((ring) => ring.map(move)));
}
