import { route } from "@react-router/dev/routes";

const pages = "modules/supervision/pages/inspections";
const own = "modules/supervision/pages/own";

/** Scripts and data of the officials' pages, in no shell. */
export const inspectionResources = [
  route("kiem-tra/worker.js", `${pages}/worker.ts`),
  route("kiem-tra/:inspection/tep", `${pages}/files.ts`),
  route("kiem-tra/:inspection/hien-truong/luu", `${pages}/save-visit.ts`),
];

/** Plans and inspections, in the shell of signed-in work; see `paths.ts`. */
export const inspectionRoutes = [
  route("kiem-tra", `${pages}/list.tsx`),
  route("kiem-tra/ke-hoach", `${pages}/plans.tsx`),
  route("kiem-tra/ke-hoach/:plan", `${pages}/plan.tsx`),
  route("kiem-tra/ke-hoach/:plan/chon", `${pages}/targets.tsx`),
  route("kiem-tra/ngoai-ke-hoach", `${pages}/outside.tsx`),
  route("kiem-tra/:inspection", `${pages}/inspection.tsx`),
  route("kiem-tra/:inspection/hien-truong", `${pages}/visit.tsx`),
  route("kiem-tra/:inspection/ket-luan", `${pages}/conclude.tsx`),
];

/** What a producer has to remedy; plain HTML in the producer's shell. */
export const remedyRoutes = [
  route("khac-phuc", `${own}/list.tsx`),
  route("khac-phuc/:inspection", `${own}/inspection.tsx`),
];
