import { inTwoLanguages } from "../../ui/routes.ts";

const pages = "modules/portal/pages";

/** Pages that anyone may open. */
export const publicRoutes = [...inTwoLanguages({ vi: "/", en: "/en" }, `${pages}/home.tsx`)];
