import { type Entry, signedIn, byInterface, noId } from "./rules.ts";

/** Products and yearly figures. */
export const productsAccess: Readonly<Record<string, Entry>> = {
  // Yearly figures: the producer tells, officers look and tell for others
  "/so-lieu": { GET: signedIn(200) },
  "/co-so/:id/so-lieu": { at: `/co-so/${noId}/so-lieu`, GET: signedIn(404) },
  "/co-so/:id/so-lieu/:year": {
    at: `/co-so/${noId}/so-lieu/2025`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/co-so/:id/san-pham": { at: `/co-so/${noId}/san-pham`, GET: signedIn(404) },
  "/co-so/:id/san-pham/:productId": {
    at: `/co-so/${noId}/san-pham/moi`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "GET /api/v1/products/:id/pictures/:digest": {
    at: `/api/v1/products/${noId}/pictures/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
};
