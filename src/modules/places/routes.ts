import { route } from "@react-router/dev/routes";
import { inTwoLanguages } from "../../ui/routes.ts";
import { placePaths } from "./paths.ts";

const pages = "modules/places/pages";

/** Pages that anyone may open. */
export const publicRoutes = [
  ...inTwoLanguages(placePaths.search, `${pages}/search.tsx`),
  ...inTwoLanguages(placePaths.unit, `${pages}/unit.tsx`),
];

/** Pages of signed-in work. */
export const officeRoutes = [route("quan-tri/ranh-gioi", `${pages}/boundaries/boundaries.tsx`)];
