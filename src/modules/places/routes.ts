import { inTwoLanguages } from "../../ui/routes.ts";
import { placePaths } from "./paths.ts";

const pages = "modules/places/pages";

/** Pages that anyone may open. */
export const publicRoutes = [
  ...inTwoLanguages(placePaths.search, `${pages}/search.tsx`),
  ...inTwoLanguages(placePaths.unit, `${pages}/unit.tsx`),
];
