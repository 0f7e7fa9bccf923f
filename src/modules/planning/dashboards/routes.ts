import { route } from "@react-router/dev/routes";

const indicators = "modules/planning/indicators/pages";
const reports = "modules/planning/reports/pages";

/** Dashboards, indicators and reports, in the shell of signed-in work; see `paths.ts`. */
export const dashboardRoutes = [
  route("tong-quan", "modules/planning/dashboards/pages/overview.tsx"),
  route("bao-cao", `${reports}/list.tsx`),
  route("bao-cao/chi-so", `${indicators}/list.tsx`),
  route("bao-cao/chi-so/:indicator", `${indicators}/rows.tsx`),
  route("bao-cao/bang-cheo", `${indicators}/pivot.tsx`),
  route("bao-cao/:report", `${reports}/report.tsx`),
  route("bao-cao/:report/phan/:block", `${reports}/block.tsx`),
];
