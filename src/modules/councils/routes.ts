import type { RouteConfigEntry } from "@react-router/dev/routes";

/** Scripts and data of the sessions' pages, in no shell. */
export const councilResources: RouteConfigEntry[] = [];

/** Councils, sessions and sheets; see `paths.ts`. */
export const councilRoutes: RouteConfigEntry[] = [];
