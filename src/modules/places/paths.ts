/** Addresses of this module's pages in both languages. */
export const placePaths = {
  search: { vi: "/dia-danh", en: "/en/places" },
  unit: { vi: "/dia-danh/:version/:code", en: "/en/places/:version/:code" },
} as const;
