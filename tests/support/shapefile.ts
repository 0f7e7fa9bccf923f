import { zipSync } from "fflate";
import type { Ring, Shape } from "#modules/places/boundaries/geometry.ts";

/** A polygon of a Shapefile with its row of text fields. */
export type ShapeRow = { shape: Shape; fields: Readonly<Record<string, string>> };

/** A zipped Shapefile of polygons (ESRI, 1998) with a dBase table of texts, as a GIS would export it. */
export function zipShapefile(
  rows: readonly ShapeRow[],
  { prj, cpg }: { prj?: string; cpg?: string } = {},
): Uint8Array {
  const text = (value: string) => new TextEncoder().encode(value);
  return zipSync({
    "ranh_gioi.shp": shp(rows.map(({ shape }) => shape)),
    "ranh_gioi.dbf": dbf(rows.map(({ fields }) => fields)),
    ...(prj ? { "ranh_gioi.prj": text(prj) } : {}),
    ...(cpg ? { "ranh_gioi.cpg": text(cpg) } : {}),
  });
}

function shp(shapes: readonly Shape[]): Uint8Array {
  const records = shapes.map((shape, at) => {
    const rings = shape.flatMap(([outer, ...holes]) => [
      outer ? wound(outer, true) : [],
      ...holes.map((hole) => wound(hole, false)),
    ]);
    const points = rings.flat();
    const content = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
    content.writeInt32LE(5, 0);
    content.writeInt32LE(rings.length, 36);
    content.writeInt32LE(points.length, 40);
    let start = 0;
    for (const [part, ring] of rings.entries()) {
      content.writeInt32LE(start, 44 + 4 * part);
      start += ring.length;
    }
    for (const [index, [x, y]] of points.entries()) {
      content.writeDoubleLE(x, 44 + 4 * rings.length + 16 * index);
      content.writeDoubleLE(y, 52 + 4 * rings.length + 16 * index);
    }
    const head = Buffer.alloc(8);
    head.writeInt32BE(at + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(records.reduce((sum, { length }) => sum + length, 100) / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(5, 32);
  return new Uint8Array(Buffer.concat([head, ...records]));
}

/** Outer rings run clockwise in a Shapefile, holes the other way. */
function wound(ring: Ring, clockwise: boolean): Ring {
  let sum = 0;
  for (const [at, [x, y]] of ring.entries()) {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [x, y];
    sum += (bx - x) * (by + y);
  }
  return sum > 0 === clockwise ? ring : ring.toReversed();
}

function dbf(rows: readonly Readonly<Record<string, string>>[]): Uint8Array {
  const names = Object.keys(rows[0] ?? {});
  const width = 60;
  const head = Buffer.alloc(32 + 32 * names.length + 1);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + width * names.length, 10);
  for (const [at, name] of names.entries()) {
    head.write(name.slice(0, 10), 32 + 32 * at, "latin1");
    head.write("C", 43 + 32 * at, "latin1");
    head[48 + 32 * at] = width;
  }
  head[head.length - 1] = 0x0d;
  const lines = rows.map((row) =>
    Buffer.concat([
      Buffer.from(" "),
      ...names.map((name) => {
        const field = Buffer.alloc(width, " ");
        Buffer.from(row[name] ?? "").copy(field);
        return field;
      }),
    ]),
  );
  return new Uint8Array(Buffer.concat([head, ...lines, Buffer.from([0x1a])]));
}
