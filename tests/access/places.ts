import { type Entry, only, open } from "./rules.ts";

/** Places and boundaries. */
export const placesAccess: Readonly<Record<string, Entry>> = {
  "/dia-danh": open,
  "/en/places": open,
  "/dia-danh/:version/:code": { ...open, at: "/dia-danh/2025-07-01/19" },
  "/en/places/:version/:code": { ...open, at: "/en/places/2025-07-01/19" },
  "/quan-tri/ranh-gioi": { GET: only(200, ["admin"]), POST: only(400, ["admin"]) },
  "GET /api/v1/places": { ...open, at: "/api/v1/places?text=van" },
  "GET /api/v1/places/:version/:code": { ...open, at: "/api/v1/places/2025-07-01/19" },
};
