/** Addresses of a producer's own pages; officers use the same ones on behalf of a producer. */
export const producerPaths = {
  own: "/co-so",
  open: "/co-so/moi",
  list: "/van-phong/chu-the",
  home: (id: string) => `/co-so/${id}`,
  details: (id: string) => `/co-so/${id}/thong-tin`,
  papers: (id: string) => `/co-so/${id}/giay-to`,
  members: (id: string) => `/co-so/${id}/tai-khoan`,
  products: (id: string) => `/co-so/${id}/san-pham`,
};

/** Where the content of a paper is shown or loaded from. */
export function paperFile(paperId: string): string {
  return `/api/v1/papers/${paperId}/file`;
}
