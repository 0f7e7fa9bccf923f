import { route } from "@react-router/dev/routes";
import { inTwoLanguages } from "../../ui/routes.ts";
import { digitalLinkPaths, portalPaths } from "./paths.ts";

const pages = "modules/portal/pages";

/** Pages that anyone may open. */
export const publicRoutes = [
  ...inTwoLanguages(portalPaths.home, `${pages}/home.tsx`),
  ...inTwoLanguages(portalPaths.products, `${pages}/catalogue.tsx`),
  ...inTwoLanguages(portalPaths.product, `${pages}/product.tsx`),
  ...inTwoLanguages(portalPaths.producer, `${pages}/producer.tsx`),
  ...inTwoLanguages(portalPaths.commune, `${pages}/locality.tsx`),
  ...inTwoLanguages(portalPaths.province, `${pages}/locality.tsx`),
  ...inTwoLanguages(portalPaths.pointsOfSale, `${pages}/points.tsx`),
  ...inTwoLanguages(portalPaths.growingAreas, `${pages}/growing-areas.tsx`),
  ...inTwoLanguages(portalPaths.news, `${pages}/news.tsx`),
  ...inTwoLanguages(portalPaths.story, `${pages}/story.tsx`),
  ...inTwoLanguages(portalPaths.about, `${pages}/about.tsx`),
  ...inTwoLanguages(portalPaths.join, `${pages}/join.tsx`),
  ...inTwoLanguages(portalPaths.openData, `${pages}/open-data.tsx`),
  route(digitalLinkPaths.item, `${pages}/digital-link.tsx`),
  route(digitalLinkPaths.lot, `${pages}/digital-link.tsx`, { id: "digital-link-lot" }),
];
