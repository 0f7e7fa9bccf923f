import { inTwoLanguages } from "../../../ui/routes.ts";
import { mapPaths } from "./paths.ts";

const pages = "modules/portal/pages";

/** The map, in the public shell. */
export const mapRoutes = inTwoLanguages(mapPaths.page, `${pages}/map.tsx`);

/** The map without a shell, for frames of other sites. */
export const embeddedMapRoutes = inTwoLanguages(mapPaths.embed, `${pages}/map-embed.tsx`);
