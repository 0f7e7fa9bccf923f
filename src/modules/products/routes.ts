import { route } from "@react-router/dev/routes";

const pages = "modules/products/pages";

/** Pages of signed-in work: the products of one producer. */
export const officeRoutes = [
  route("co-so/:id/san-pham", `${pages}/list.tsx`),
  route("co-so/:id/san-pham/:productId", `${pages}/product.tsx`),
];
