/** A producer's pages of its growing areas. */
export const ownPaths = {
  list: "/vung-nguyen-lieu-cua-toi",
  one: (id: string) => `/vung-nguyen-lieu-cua-toi/${id}`,
  add: (producerId: string) => `/vung-nguyen-lieu-cua-toi/moi?co-so=${producerId}`,
} as const;

/** The offices' pages. */
export const officePaths = {
  list: "/vung-trong",
  one: (id: string) => `/vung-trong/${id}`,
  add: (producerId: string) => `/vung-trong/moi?co-so=${producerId}`,
} as const;
