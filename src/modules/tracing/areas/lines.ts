import { parsePosition } from "#core/input/position.ts";
import type { Position, Shape } from "#modules/places/boundaries/geometry.ts";

/**
 * Corners of one field as people type or copy them, a line each, latitude first: a shape of one ring.
 * Null when fewer than three, or when a line is no position in Viet Nam.
 */
export function parseCorners(typed: string): Shape | null {
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== "");
  const corners = lines.map(parsePosition);
  const ring = corners.flatMap((corner): Position[] =>
    corner ? [[corner.longitude, corner.latitude]] : [],
  );
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last || ring.length < corners.length) return null;
  const isClosed = first[0] === last[0] && first[1] === last[1];
  const closed = isClosed ? ring : [...ring, first];
  return closed.length >= 4 ? [[closed]] : null;
}

/** The same shape for the box again: corners a line each, or GeoJSON where it has several rings. */
export function formatShape(shape: Shape | null): string {
  if (!shape) return "";
  const [only, ...more] = shape.flat();
  if (only && more.length === 0)
    return only
      .slice(0, -1)
      .map(([x, y]) => `${y.toFixed(6)}, ${x.toFixed(6)}`)
      .join("\n");
  return JSON.stringify({
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: shape } },
    ],
  });
}
