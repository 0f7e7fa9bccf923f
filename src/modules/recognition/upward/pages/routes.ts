import { route, type RouteConfigEntry } from "@react-router/dev/routes";

const pages = "modules/recognition/upward/pages";

/** What goes up to the Ministry, in the shell of signed-in work; see `paths.ts`. */
export const upwardRoutes: RouteConfigEntry[] = [
  route("trinh-trung-uong", `${pages}/list.tsx`),
  route("trinh-trung-uong/:letter", `${pages}/letter.tsx`),
];
