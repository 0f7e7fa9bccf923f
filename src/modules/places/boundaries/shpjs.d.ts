/** The part of shpjs that is used; the types that others publish are of an older release. */
declare module "shpjs" {
  /** Geometries as GeoJSON, null for empty records; coordinates as they are in the file. */
  export function parseShp(shp: Uint8Array): unknown[];
  /** The rows of a dBase table by the names of their fields. */
  export function parseDbf(dbf: Uint8Array, encoding: string): Record<string, unknown>[];
}
