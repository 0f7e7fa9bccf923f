import { inTwoLanguages } from "../../ui/routes.ts";
import { rulebookPaths } from "./paths.ts";

const pages = "modules/rulebooks/pages";

/** Pages that anyone may open. */
export const publicRoutes = [...inTwoLanguages(rulebookPaths.regimes, `${pages}/regimes.tsx`)];
