import { route, type RouteConfigEntry } from "@react-router/dev/routes";

/** Decisions and their papers, in the shell of signed-in work; see `paths.ts`. */
export const officeRoutes: RouteConfigEntry[] = [
  route("quyet-dinh", "modules/recognition/pages/office/list.tsx"),
  route("quyet-dinh/:decision", "modules/recognition/pages/office/decision.tsx"),
];
