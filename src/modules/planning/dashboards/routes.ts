import { route } from "@react-router/dev/routes";

/** Dashboards, indicators and reports, in the shell of signed-in work; see `paths.ts`. */
export const dashboardRoutes = [
  route("tong-quan", "modules/planning/dashboards/pages/overview.tsx"),
];
