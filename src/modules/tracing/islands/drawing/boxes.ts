import type { Position, Shape } from "#modules/places/boundaries/geometry.ts";

/** What a box holds, as far as it can be drawn: corners a line each, latitude first, or GeoJSON. */
export function cornersOf(text: string): Shape | null {
  if (text.trimStart().startsWith("{")) return shapeOfJson(text);
  const ring = text.split(/\n/).flatMap((line): Position[] => {
    const [latitude, longitude] = (line.match(/\d{1,3}(?:[.,]\d+)?/g) ?? []).map((part) =>
      Number(part.replace(",", ".")),
    );
    return latitude === undefined || longitude === undefined ? [] : [[longitude, latitude]];
  });
  const [first] = ring;
  return first ? [[[...ring, first]]] : null;
}

function shapeOfJson(text: string): Shape | null {
  try {
    const { features } = JSON.parse(text) as {
      features: { geometry: { type: string; coordinates: Shape } }[];
    };
    return features.flatMap(({ geometry }) =>
      geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates as never],
    );
  } catch {
    // The server says what is wrong with it.
    return null;
  }
}

/** A drawing as the box holds it: corners a line each, or GeoJSON where it has several rings. */
export function linesOf(shape: Shape): string {
  const [only, ...more] = shape.flat();
  if (!only) return "";
  if (more.length === 0)
    return only
      .slice(0, -1)
      .map(([x, y]) => `${y.toFixed(6)}, ${x.toFixed(6)}`)
      .join("\n");
  const coordinates = shape.map((polygon) =>
    polygon.map((ring) => ring.map((corner) => corner.map((value) => Number(value.toFixed(6))))),
  );
  const geometry = { type: "MultiPolygon", coordinates };
  return JSON.stringify({
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry }],
  });
}
