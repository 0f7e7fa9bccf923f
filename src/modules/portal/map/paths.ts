/** Addresses of the public map in both languages. */
export const mapPaths = {
  page: { vi: "/ban-do", en: "/en/map" },
  /** The map alone, for other sites to frame: the only pages that may be framed. */
  embed: { vi: "/ban-do/nhung", en: "/en/map/embed" },
} as const;

/** Whether other sites may frame a page. */
export function mayBeFramed(path: string): boolean {
  return Object.values(mapPaths.embed).some((one) => one === path);
}

/** Pages on which growing areas are drawn, of producers and of offices. */
const drawing = /^\/(?:vung-trong|vung-nguyen-lieu-cua-toi)\/[^/]+$/;

/** Whether a page shows the map, and may load pictures of the base map. */
export function showsMap(path: string): boolean {
  return (
    mayBeFramed(path) ||
    drawing.test(path) ||
    Object.values(mapPaths.page).some((one) => one === path)
  );
}
