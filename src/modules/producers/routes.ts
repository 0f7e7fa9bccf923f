import { route } from "@react-router/dev/routes";

const pages = "modules/producers/pages";

/** Pages of signed-in work: a producer's own, and the offices' list of producers. */
export const officeRoutes = [
  route("co-so", `${pages}/own.tsx`),
  route("co-so/moi", `${pages}/open.tsx`),
  route("co-so/:id", `${pages}/home.tsx`),
  route("co-so/:id/thong-tin", `${pages}/details.tsx`),
  route("co-so/:id/giay-to", `${pages}/papers.tsx`),
  route("co-so/:id/giay-to/:paper", `${pages}/paper.tsx`),
  route("co-so/:id/tai-khoan", `${pages}/members.tsx`),
  route("van-phong/chu-the", `${pages}/list.tsx`),
  route("thi-truong/so-lieu", `${pages}/figures.tsx`),
];
