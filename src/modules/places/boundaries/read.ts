import { DOMParser } from "@xmldom/xmldom";
import { kml } from "@tmcw/togeojson";
import { unzipSync } from "fflate";
import { parseDbf, parseShp } from "shpjs";
import { z } from "zod";
import { BoundaryFault, mostPositions, mostUnzipped } from "./faults.ts";
import type { Shape } from "./geometry.ts";
import { epsgOf } from "./systems.ts";

/** One outline of a file with what is written beside it, in the coordinates of the file. */
export type RawOutline = {
  readonly shape: Shape;
  readonly properties: Readonly<Record<string, string>>;
};

/** What a file holds; `epsg` is the code that the file itself tells, null when it tells none. */
export type RawFile = { readonly outlines: readonly RawOutline[]; readonly epsg: number | null };

/**
 * Reads GeoJSON, KML, KMZ or a zipped Shapefile, told apart by their content. Throws
 * `BoundaryFault` for anything else, for damaged files and for such without a polygon.
 */
export function readBoundaryFile(bytes: Uint8Array): RawFile {
  if (bytes.length === 0) throw new BoundaryFault("Tệp trống. Hãy chọn lại tệp.");
  const read = startsWith(bytes, [0x50, 0x4b]) ? readZip(bytes) : readText(bytes);
  if (read.outlines.length === 0)
    throw new BoundaryFault(
      "Tệp không có đối tượng nào là vùng (Polygon). Ranh giới phải là vùng khép kín, không phải điểm hay đường.",
    );
  const positions = read.outlines.reduce(
    (sum, { shape }) => sum + shape.flat().reduce((all, ring) => all + ring.length, 0),
    0,
  );
  if (positions > mostPositions)
    throw new BoundaryFault(
      `Tệp có ${positions.toLocaleString("vi-VN")} điểm, quá ${mostPositions.toLocaleString("vi-VN")}. Hãy chia theo tỉnh hoặc giản lược bớt điểm.`,
    );
  return read;
}

const startsWith = (bytes: Uint8Array, head: readonly number[]) =>
  head.every((byte, at) => bytes[at] === byte);

function readText(bytes: Uint8Array): RawFile {
  const text = utf8(bytes);
  const head = text.slice(0, 2000).trimStart();
  if (head.startsWith("{")) return readGeoJson(text);
  if (head.startsWith("<")) return readKml(text);
  throw new BoundaryFault(
    "Không đọc được tệp này. Hệ thống nhận GeoJSON (.geojson), KML (.kml, .kmz) và Shapefile nén (.zip gồm .shp, .dbf, .prj).",
  );
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BoundaryFault(
      "Không đọc được tệp này: đây không phải tệp chữ UTF-8. Nếu là Shapefile, hãy nén .shp, .dbf, .prj vào một tệp .zip.",
    );
  }
}

const Pair = z.tuple([z.number(), z.number()]).rest(z.unknown());
const Rings = z.array(z.array(Pair).min(4));
const Geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: Rings }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(Rings) }),
]);
const Collection = z.object({
  type: z.literal("FeatureCollection"),
  crs: z.object({ properties: z.object({ name: z.string() }) }).nullish(),
  features: z.array(
    z.object({
      geometry: z.unknown(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

function readGeoJson(text: string): RawFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new BoundaryFault("Tệp GeoJSON bị hỏng hoặc bị cắt ngang: không đọc được đến hết.");
  }
  if (isObject(json) && json["type"] === "Topology")
    throw new BoundaryFault("Đây là tệp TopoJSON. Hãy xuất sang GeoJSON rồi nạp lại.");
  const collection = Collection.safeParse(json);
  if (!collection.success)
    throw new BoundaryFault("Tệp JSON này không phải GeoJSON kiểu FeatureCollection.");
  const { features, crs } = collection.data;
  return { outlines: outlinesOf(features), epsg: crs ? epsgOf(crs.properties.name) : null };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

type Feature = {
  geometry?: unknown;
  properties?: Readonly<Record<string, unknown>> | null | undefined;
};

function outlinesOf(features: readonly Feature[]): RawOutline[] {
  return features.flatMap((feature, at) => {
    const shape = shapesOf(feature.geometry, at + 1);
    return shape.length > 0 ? [{ shape, properties: textsOf(feature.properties ?? {}) }] : [];
  });
}

/** The polygons of a geometry, those inside collections too; lines and points are passed over. */
function shapesOf(geometry: unknown, row: number): Shape {
  if (!isObject(geometry)) return [];
  if (geometry["type"] === "GeometryCollection" && Array.isArray(geometry["geometries"]))
    return geometry["geometries"].flatMap((one: unknown) => shapesOf(one, row));
  if (geometry["type"] !== "Polygon" && geometry["type"] !== "MultiPolygon") return [];
  const parsed = Geometry.safeParse(geometry);
  if (!parsed.success)
    throw new BoundaryFault(
      `Đối tượng thứ ${row} có vùng không khép kín hoặc tọa độ không phải số.`,
    );
  const shape =
    parsed.data.type === "Polygon" ? [parsed.data.coordinates] : parsed.data.coordinates;
  return shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, y] as const)));
}

function textsOf(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number"
        ? [[name, String(value).replaceAll("\0", "").trim().normalize("NFC")]]
        : [],
    ),
  );
}

function readKml(text: string): RawFile {
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    throw new BoundaryFault("Tệp KML có phần khai báo DOCTYPE nên không được nhận.");
  if (!/<kml[\s>]/i.test(text.slice(0, 2000)))
    throw new BoundaryFault("Tệp XML này không phải KML.");
  const damaged = () => {
    throw new BoundaryFault("Tệp KML bị hỏng hoặc bị cắt ngang: không đọc được đến hết.");
  };
  try {
    const document = new DOMParser({ onError: damaged }).parseFromString(text, "text/xml");
    return { outlines: outlinesOf(kml(document).features), epsg: 4326 };
  } catch (error) {
    throw error instanceof BoundaryFault ? error : damaged();
  }
}

function readZip(bytes: Uint8Array): RawFile {
  const files = unzip(bytes);
  const named = (ending: string) =>
    [...files].filter(([name]) => name.toLowerCase().endsWith(ending));
  const kmls = named(".kml");
  if (kmls[0]) return readKml(utf8(kmls[0][1]));
  const shapes = named(".shp");
  const [first] = shapes;
  if (!first)
    throw new BoundaryFault("Tệp nén không có tệp .shp hoặc .kml. Hãy nén .shp, .dbf, .prj.");
  if (shapes.length > 1)
    throw new BoundaryFault(
      `Tệp nén có nhiều lớp: ${shapes.map(([name]) => name).join(", ")}. Hãy để mỗi lớp một tệp nén.`,
    );
  const beside = (ending: string) => files.get(first[0].toLowerCase().slice(0, -4) + ending);
  return readShapefile(first[1], beside(".dbf"), beside(".prj"), beside(".cpg"));
}

/** The files of a zip by their names in lower case, those that matter only, and only up to a size. */
function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.startsWith("__MACOSX") || !/\.(shp|dbf|prj|cpg|kml)$/i.test(name)) return false;
        total += originalSize;
        if (total > mostUnzipped)
          throw new BoundaryFault(
            "Tệp nén mở ra lớn hơn 300 MB. Hãy chia theo tỉnh hoặc giản lược bớt điểm.",
          );
        return true;
      },
    });
    return new Map(Object.entries(files).map(([name, file]) => [name.toLowerCase(), file]));
  } catch (error) {
    if (error instanceof BoundaryFault) throw error;
    throw new BoundaryFault("Tệp nén bị hỏng. Hãy nén lại.");
  }
}

function readShapefile(
  shp: Uint8Array,
  dbf: Uint8Array | undefined,
  prj: Uint8Array | undefined,
  cpg: Uint8Array | undefined,
): RawFile {
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  if (shp.length < 100 || view.getInt32(0) !== 9994)
    throw new BoundaryFault("Tệp .shp không đúng định dạng Shapefile.");
  if (![5, 15, 25].includes(view.getInt32(32, true)))
    throw new BoundaryFault(
      "Lớp Shapefile này không phải lớp vùng (Polygon). Ranh giới phải là vùng khép kín.",
    );
  if (!dbf) throw new BoundaryFault("Tệp nén thiếu .dbf: không biết vùng nào là xã, tỉnh nào.");
  const rows = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength);
  if (dbf.length < 33 || rows.getUint32(4, true) * rows.getUint16(10, true) > dbf.length)
    throw new BoundaryFault("Tệp .dbf bị hỏng hoặc bị cắt ngang.");
  try {
    const properties = parseDbf(dbf, cpg ? new TextDecoder().decode(cpg) : encodingOf(dbf));
    const features = parseShp(shp).map((geometry, at) => ({
      geometry,
      properties: properties[at] ?? {},
    }));
    const epsg = prj ? epsgOf(new TextDecoder().decode(prj)) : null;
    return { outlines: outlinesOf(features), epsg };
  } catch (error) {
    if (error instanceof BoundaryFault) throw error;
    throw new BoundaryFault("Shapefile bị hỏng hoặc bị cắt ngang: không đọc được đến hết.");
  }
}

/** A table that does not name its encoding is UTF-8 when it can be, else the Vietnamese code page. */
function encodingOf(dbf: Uint8Array): string {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(dbf.subarray(32));
    return "utf-8";
  } catch {
    return "windows-1258";
  }
}
