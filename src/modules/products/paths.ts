/** Addresses of a producer's products; officers use the same ones on behalf. */
export const productPaths = {
  list: (producerId: string) => `/co-so/${producerId}/san-pham`,
  add: (producerId: string) => `/co-so/${producerId}/san-pham/moi`,
  product: (producerId: string, id: string) => `/co-so/${producerId}/san-pham/${id}`,
};

/** Where a picture of a product is loaded from. */
export function pictureFile(productId: string, digest: string): string {
  return `/api/v1/products/${productId}/pictures/${digest}`;
}
