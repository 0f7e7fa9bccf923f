import { route, type RouteConfigEntry } from "@react-router/dev/routes";

/** Imports of registers, in the shell of signed-in work. */
export const importRoutes: RouteConfigEntry[] = [
  route("nhap-so-dang-ky", "modules/recognition/pages/import/import.tsx"),
];
