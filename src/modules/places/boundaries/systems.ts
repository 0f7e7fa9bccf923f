/**
 * From VN-2000 to WGS 84: the seven parameters of Decision 05/2007/QĐ-BTNMT (EPSG:6960), the
 * rotations with the sign of the position vector, as PROJ reads them. With the other sign, which
 * is widely copied, everything lies half a metre off.
 */
const shift =
  "+ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +no_defs";

const utm = (zone: number) => `+proj=utm +zone=${zone} +units=m ${shift}`;
const tm3 = (meridian: number) =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=500000 +y_0=0 +units=m ${shift}`;

/** A coordinate system, its definition as PROJ reads it. */
export type System = {
  readonly epsg: number;
  readonly name: string;
  readonly definition: string;
  /** Central meridian in degrees, for systems in metres. */
  readonly meridian: number | null;
  /** Scale on the central meridian: 3° zones 0.9999, UTM 0.9996. */
  readonly scale: number | null;
};

const zone = (epsg: number, meridian: number): System => {
  const minutes = String(Math.round((meridian % 1) * 60)).padStart(2, "0");
  return {
    epsg,
    name: `VN-2000 múi 3°, kinh tuyến trục ${Math.floor(meridian)}°${minutes}′`,
    definition: tm3(meridian),
    meridian,
    scale: 0.9999,
  };
};

/** The coordinate systems that outlines may come in, by EPSG code. */
export const systems: readonly System[] = [
  {
    epsg: 4326,
    name: "WGS 84, độ kinh vĩ",
    definition: "+proj=longlat +datum=WGS84 +no_defs",
    meridian: null,
    scale: null,
  },
  {
    epsg: 4756,
    name: "VN-2000, độ kinh vĩ",
    definition: `+proj=longlat ${shift}`,
    meridian: null,
    scale: null,
  },
  { epsg: 3405, name: "VN-2000 UTM múi 48", definition: utm(48), meridian: 105, scale: 0.9996 },
  { epsg: 3406, name: "VN-2000 UTM múi 49", definition: utm(49), meridian: 111, scale: 0.9996 },
  zone(5896, 102),
  zone(9205, 103),
  zone(9206, 104),
  zone(9207, 104.5),
  zone(9208, 104.75),
  zone(5897, 105),
  zone(9209, 105.5),
  zone(9210, 105.75),
  zone(9211, 106),
  zone(9212, 106.25),
  zone(9213, 106.5),
  zone(9214, 107),
  zone(9215, 107.25),
  zone(9216, 107.5),
  zone(5899, 107.75),
  zone(5898, 108),
  zone(9217, 108.25),
  zone(9218, 108.5),
];

/** The system of an EPSG code; undefined when outlines in it are not taken. */
export function findSystem(epsg: number): System | undefined {
  return systems.find((one) => one.epsg === epsg);
}

/**
 * The EPSG code that a Shapefile's `.prj` describes, or that a GeoJSON's `crs` names; null when it
 * cannot be told.
 */
export function epsgOf(text: string): number | null {
  const named = /EPSG(?:::|:|",\s*"?)(\d{4,5})\D*$/i.exec(text.trim());
  if (named && findSystem(Number(named[1]))) return Number(named[1]);
  if (/CRS84/.test(text)) return 4326;
  const isProjected = /^\s*PROJC(S|RS)/i.test(text);
  if (!/VN[-_ ]?2000|VIET_?NAM_?2000/i.test(text))
    return isProjected || !/WGS[-_ ]*(19)?84/i.test(text) ? null : 4326;
  if (!isProjected) return 4756;
  const number = (name: string) =>
    Number(new RegExp(`"${name}"\\s*,\\s*(-?[\\d.]+)`, "i").exec(text)?.[1] ?? Number.NaN);
  const meridian = number("Central_Meridian");
  const scale = number("Scale_Factor");
  const found = systems.find(
    (one) =>
      one.meridian !== null &&
      Math.abs(one.meridian - meridian) < 1e-6 &&
      Math.abs((one.scale ?? 0) - scale) < 1e-6,
  );
  return found?.epsg ?? null;
}
