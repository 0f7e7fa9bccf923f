import { route, type RouteConfigEntry } from "@react-router/dev/routes";

import { consultResources, consultRoutes } from "./pages/consult/routes.ts";
import { practiceRoutes } from "./pages/practice/routes.ts";

const office = "modules/councils/pages";

/** Scripts and data of the sessions' pages, in no shell. */
export const councilResources: RouteConfigEntry[] = [
  route("hoi-dong/:council/quyet-dinh", `${office}/decision.ts`),
  route("phien/:session/man-chieu", `${office}/session/screen.tsx`),
  ...consultResources,
];

/** Councils, sessions and sheets; see `paths.ts`. */
export const councilRoutes: RouteConfigEntry[] = [
  route("hoi-dong", `${office}/list.tsx`),
  route("hoi-dong/lap", `${office}/establish.tsx`),
  route("hoi-dong/:council", `${office}/council.tsx`),
  route("hoi-dong/:council/quy-che", `${office}/rules.tsx`),
  route("hoi-dong/:council/phien/lap", `${office}/plan-session.tsx`),
  route("hoi-dong/:council/xep-lich", `${office}/assign.tsx`),
  route("phien/:session", `${office}/session/desk.tsx`),
  route("phien/:session/san-pham/:item", `${office}/session/item.tsx`),
  route("phien/:session/chuong-trinh", `${office}/agenda.tsx`),
  route("phien/:session/xung-dot", `${office}/conflicts.tsx`),
  route("xung-dot", `${office}/ties.tsx`),
  ...consultRoutes,
  ...practiceRoutes,
];

/** What a member does in the hall: plain HTML in a light shell, for tablets on a weak line. */
export const hallRoutes: RouteConfigEntry[] = [
  route("phien", `${office}/sheet/sessions.tsx`),
  route("phien/:session/phieu", `${office}/sheet/own-sheets.tsx`),
  route("phien/:session/khai-bao", `${office}/sheet/declare.tsx`),
  route("phien/:session/phieu/:item", `${office}/sheet/sheet.tsx`),
  route("phien/:session/phieu/:item/ky", `${office}/sheet/sign.tsx`),
  route("phien/:session/phieu-giay/:item", `${office}/sheet/paper-list.tsx`),
  route("phien/:session/phieu-giay/:item/:member", `${office}/sheet/paper.tsx`),
];
