import { route } from "@react-router/dev/routes";

const consult = "modules/councils/pages/consult";

/** Scripts and data of the consultants' pages, in no shell. */
export const consultResources = [
  route("tu-van/worker.js", `${consult}/worker.ts`),
  route("tu-van/viec/:assignment/luu", `${consult}/save-finding.ts`),
  route("tu-van/viec/:assignment/khao-sat/luu", `${consult}/save-survey.ts`),
  route("tu-van/ho-so/:dossier/tep", `${consult}/files.ts`),
];

/** The consult teams' work; see `consult/paths.ts`. */
export const consultRoutes = [
  route("tu-van", `${consult}/work.tsx`),
  route("tu-van/to", `${consult}/teams.tsx`),
  route("tu-van/to/:team", `${consult}/team.tsx`),
  route("tu-van/kiem-nghiem", `${consult}/tests.tsx`),
  route("tu-van/viec/:assignment", `${consult}/review.tsx`),
  route("tu-van/viec/:assignment/khao-sat", `${consult}/survey.tsx`),
  route("tu-van/ho-so/:dossier", `${consult}/dossier.tsx`),
];
