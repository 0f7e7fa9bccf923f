import { route } from "@react-router/dev/routes";

const pages = "modules/products/pages";

/** Pages of signed-in work: the products of one producer. */
export const officeRoutes = [
  route("co-so/:id/san-pham", `${pages}/list.tsx`),
  route("co-so/:id/san-pham/:productId", `${pages}/product.tsx`),
];

/** What a producer tells once a year; plain HTML in the producer's shell, for officers too. */
export const figureRoutes = [
  route("so-lieu", `${pages}/figures/own.tsx`),
  route("co-so/:id/so-lieu", `${pages}/figures/list.tsx`),
  route("co-so/:id/so-lieu/:year", `${pages}/figures/year.tsx`),
];
