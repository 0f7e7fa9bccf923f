import { route, type RouteConfigEntry } from "@react-router/dev/routes";

/** Decisions and their papers, in the shell of signed-in work; see `paths.ts`. */
export const officeRoutes: RouteConfigEntry[] = [
  route("quyet-dinh", "modules/recognition/pages/office/list.tsx"),
  route("quyet-dinh/nhap", "modules/recognition/pages/office/record.tsx"),
  route(
    "quyet-dinh/ho-so/:dossier/thong-bao-ket-qua",
    "modules/recognition/pages/office/result-letter.tsx",
  ),
  route("quyet-dinh/:decision/van-ban/:letter", "modules/recognition/pages/office/letter.tsx"),
  route("quyet-dinh/:decision", "modules/recognition/pages/office/decision.tsx"),
];
