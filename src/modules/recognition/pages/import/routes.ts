import { route, type RouteConfigEntry } from "@react-router/dev/routes";

/** Imports of registers, in the shell of signed-in work; see `import/paths.ts`. */
export const importRoutes: RouteConfigEntry[] = [
  route("nhap-so-dang-ky", "modules/recognition/pages/import/import.tsx"),
  route("nhap-so-dang-ky/thieu-ngay", "modules/recognition/pages/import/waiting.tsx"),
  route("nhap-so-dang-ky/:draft", "modules/recognition/pages/import/draft.tsx"),
  route("nhap-so-dang-ky/:draft/cot", "modules/recognition/pages/import/columns.tsx"),
];
