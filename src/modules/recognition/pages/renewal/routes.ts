import { route } from "@react-router/dev/routes";

const pages = "modules/recognition/pages/renewal";

/** The producer's own recognitions; plain HTML in the producer's shell. */
export const ownRoutes = [
  route("cong-nhan", `${pages}/own.tsx`),
  route("chung-nhan", `${pages}/prints.tsx`),
];

/** What the office watches: what lapses, and how certificates are looked up. */
export const radarRoutes = [
  route("cong-nhan/radar", `${pages}/radar.tsx`),
  route("cong-nhan/luot-quet", `${pages}/scans.tsx`),
];
