import { inTwoLanguages } from "../../../../ui/routes.ts";
import { publicPaths } from "../../public-paths.ts";

const lists = "modules/recognition/pages/register";
const pages = "modules/recognition/pages/verify";

/** Pages on certificates that anyone may open. */
export const publicRoutes = [
  ...inTwoLanguages(publicPaths.verify, `${pages}/verify.tsx`),
  ...inTwoLanguages(publicPaths.garbage, `${pages}/verify.tsx`),
  ...inTwoLanguages(publicPaths.scan, `${pages}/scan.tsx`),
  ...inTwoLanguages(publicPaths.register, `${lists}/register.tsx`),
  ...inTwoLanguages(publicPaths.decisions, `${lists}/decisions.tsx`),
  ...inTwoLanguages(publicPaths.history, `${lists}/product.tsx`),
];
