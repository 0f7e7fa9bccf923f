import { layout, route, type RouteConfig } from "@react-router/dev/routes";
import { cycleRoutes, ownIdeaRoutes, publicIdeaRoutes } from "./modules/cycle/routes.ts";
import { councilResources, councilRoutes, hallRoutes } from "./modules/councils/routes.ts";
import { ownPlanRoutes, planResources, planRoutes } from "./modules/cycle/plans/routes.ts";
import {
  filingResources,
  filingRoutes,
  officeResources,
  officeRoutes as dossierOffice,
  publicRoutes as receipts,
} from "./modules/dossiers/routes.ts";
import { marketRoutes, ownPageRoutes } from "./modules/market/routes.ts";
import { exchangeRoutes } from "./modules/exchange/routes.ts";
import { officeRoutes as peopleOffice, publicRoutes as people } from "./modules/people/routes.ts";
import { officeRoutes as placeOffice, publicRoutes as places } from "./modules/places/routes.ts";
import { dashboardRoutes } from "./modules/planning/dashboards/routes.ts";
import { planningRoutes } from "./modules/planning/plans/routes.ts";
import { embeddedMapRoutes, mapRoutes } from "./modules/portal/map/routes.ts";
import { publicRoutes as portal } from "./modules/portal/routes.ts";
import { officeRoutes as producerOffice } from "./modules/producers/routes.ts";
import { figureRoutes, officeRoutes as productOffice } from "./modules/products/routes.ts";
import { ownRoutes, radarRoutes } from "./modules/recognition/pages/renewal/routes.ts";
import { importRoutes } from "./modules/recognition/pages/import/routes.ts";
import { officeRoutes as decisionRoutes } from "./modules/recognition/pages/office/routes.ts";
import { upwardRoutes } from "./modules/recognition/upward/pages/routes.ts";
import { publicRoutes as certificates } from "./modules/recognition/pages/verify/routes.ts";
import { ownSupportRoutes, supportRoutes } from "./modules/support/routes.ts";
import { publicRoutes as rulebooks } from "./modules/rulebooks/routes.ts";
import { caseResources, caseRoutes, questionRoutes } from "./modules/supervision/cases/routes.ts";
import {
  complaintRoutes,
  inboxResources,
  inboxRoutes,
} from "./modules/supervision/complaints/routes.ts";
import {
  inspectionResources,
  inspectionRoutes,
  remedyRoutes,
} from "./modules/supervision/routes.ts";
import { areaRoutes, ownAreaRoutes } from "./modules/tracing/areas/routes.ts";

/**
 * Every page of the program. A module lists its own in `routes.ts`: `publicRoutes` are plain
 * HTML in the public shell, `officeRoutes` hydrate in the shell of signed-in work; a producer's own
 * pages are plain HTML too.
 */
export default [
  layout("ui/public/layout.tsx", [
    ...portal,
    ...mapRoutes,
    ...places,
    ...people,
    ...rulebooks,
    ...receipts,
    ...certificates,
    ...complaintRoutes,
    ...publicIdeaRoutes,
    route("*", "ui/public/missing.tsx"),
  ]),
  route("favicon.ico", "ui/public/favicon.ts"),
  layout("ui/producer/layout.tsx", [
    ...filingRoutes,
    ...ownIdeaRoutes,
    ...ownPlanRoutes,
    ...figureRoutes,
    ...ownRoutes,
    ...remedyRoutes,
    ...questionRoutes,
    ...ownPageRoutes,
    ...ownSupportRoutes,
    ...ownAreaRoutes,
  ]),
  layout("ui/hall/layout.tsx", hallRoutes),
  ...embeddedMapRoutes,
  ...filingResources,
  ...officeResources,
  ...planResources,
  ...councilResources,
  ...inspectionResources,
  ...caseResources,
  ...inboxResources,
  layout("ui/office/layout.tsx", [
    ...exchangeRoutes,
    ...peopleOffice,
    ...placeOffice,
    ...producerOffice,
    ...productOffice,
    ...planRoutes,
    ...cycleRoutes,
    ...dossierOffice,
    ...councilRoutes,
    ...radarRoutes,
    ...decisionRoutes,
    ...importRoutes,
    ...upwardRoutes,
    ...inspectionRoutes,
    ...caseRoutes,
    ...inboxRoutes,
    ...marketRoutes,
    ...supportRoutes,
    ...planningRoutes,
    ...dashboardRoutes,
    ...areaRoutes,
  ]),
] satisfies RouteConfig;
