import { route } from "@react-router/dev/routes";

const pages = "modules/planning/plans/pages";

/** Plans, their money, targets and tasks, in the shell of signed-in work; see `paths.ts`. */
export const planningRoutes = [
  route("ke-hoach", `${pages}/list.tsx`, { id: "plans" }),
  route("ke-hoach/nhiem-vu", `${pages}/tasks.tsx`, { id: "plan-tasks" }),
  route("ke-hoach/:plan", `${pages}/plan.tsx`, { id: "plan" }),
  route("ke-hoach/:plan/bang", `${pages}/sheet.tsx`, { id: "plan-sheet" }),
  route("ke-hoach/:plan/chi-tieu", `${pages}/targets.tsx`, { id: "plan-targets" }),
  route("ke-hoach/:plan/chi", `${pages}/spending.tsx`, { id: "plan-spending" }),
  route("ke-hoach/:plan/thay-doi", `${pages}/differences.tsx`, { id: "plan-differences" }),
];
