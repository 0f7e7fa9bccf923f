import { z } from "zod";
import { optional } from "./text.ts";

/** A point, WGS 84 degrees. */
export type Position = { readonly latitude: number; readonly longitude: number };

/** Land, islands and sea of Vietnam, roughly: what lies outside is a slip of the finger. */
const bounds = { south: 6, north: 24, west: 102, east: 118 } as const;

const pair =
  /^\(?\s*(\d{1,3}(?:[.,]\d{1,15})?)\s*°?\s*[;,\s]\s*(\d{1,3}(?:[.,]\d{1,15})?)\s*°?\s*\)?$/;

/**
 * A point as maps copy it (`21.601234, 105.852345`) or people type it (`21,6 105,85`): latitude
 * first. Null when it is none, or lies outside of Vietnam.
 */
export function parsePosition(typed: string): Position | null {
  const [, first, second] = pair.exec(typed.trim()) ?? [];
  if (first === undefined || second === undefined) return null;
  const latitude = degrees(first);
  const longitude = degrees(second);
  const isInside =
    latitude >= bounds.south &&
    latitude <= bounds.north &&
    longitude >= bounds.west &&
    longitude <= bounds.east;
  return isInside ? { latitude, longitude } : null;
}

/** To the tenth of a metre; more digits are noise of the device. */
function degrees(typed: string): number {
  return Math.round(Number(typed.replace(",", ".")) * 1e6) / 1e6;
}

/** The same point, as the box shows it again. */
export function formatPosition(position: Position | null): string {
  return position === null ? "" : `${position.latitude}, ${position.longitude}`;
}

/** One box of a form: a point, or null when left empty. */
export const optionalPosition = optional(
  z.string().transform((typed, context): Position => {
    const position = parsePosition(typed);
    if (position === null)
      context.addIssue({
        code: "custom",
        message:
          "Vị trí chưa đúng: nhập vĩ độ rồi kinh độ trong lãnh thổ Việt Nam, ví dụ: 21.6012, 105.8521.",
      });
    return position ?? { latitude: 0, longitude: 0 };
  }),
);
