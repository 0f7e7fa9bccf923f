import { route } from "@react-router/dev/routes";
import { inTwoLanguages } from "../../ui/routes.ts";
import { blankSheetPath, filledSheetPath, rulebookPaths, selfScorePaths } from "./paths.ts";

const pages = "modules/rulebooks/pages";

/** Pages that anyone may open. */
export const publicRoutes = [
  ...inTwoLanguages(rulebookPaths.regimes, `${pages}/regimes.tsx`),
  ...inTwoLanguages(rulebookPaths.regime, `${pages}/regime.tsx`),
  ...inTwoLanguages(rulebookPaths.set, `${pages}/set.tsx`),
  route(blankSheetPath, `${pages}/blank-sheet.tsx`),
  ...inTwoLanguages(selfScorePaths.start, `${pages}/self-score.tsx`),
  ...inTwoLanguages(selfScorePaths.form, `${pages}/self-score-form.tsx`),
  ...inTwoLanguages(selfScorePaths.result, `${pages}/self-score-result.tsx`),
  ...inTwoLanguages(selfScorePaths.edit, `${pages}/self-score-edit.tsx`),
  ...inTwoLanguages(selfScorePaths.compare, `${pages}/self-score-compare.tsx`),
  route(filledSheetPath, `${pages}/filled-sheet.tsx`),
];
