import { route } from "@react-router/dev/routes";

const pages = "modules/tracing/areas/pages";

/** A producer's growing areas; plain HTML in the producer's shell. */
export const ownAreaRoutes = [
  route("vung-nguyen-lieu-cua-toi", `${pages}/own/list.tsx`),
  route("vung-nguyen-lieu-cua-toi/:area", `${pages}/own/area.tsx`),
];

/** The offices' pages of growing areas. */
export const areaRoutes = [
  route("vung-trong", `${pages}/office/list.tsx`),
  route("vung-trong/:area", `${pages}/office/area.tsx`),
];
