/** Addresses of a producer's own pages; officers use the same ones on behalf of a producer. */
export const producerPaths = {
  own: "/co-so",
  open: "/co-so/moi",
  list: "/van-phong/chu-the",
  home: (id: string) => `/co-so/${id}`,
  details: (id: string) => `/co-so/${id}/thong-tin`,
  papers: (id: string) => `/co-so/${id}/giay-to`,
  paper: (id: string, paperId: string) => `/co-so/${id}/giay-to/${paperId}`,
  members: (id: string) => `/co-so/${id}/tai-khoan`,
  products: (id: string) => `/co-so/${id}/san-pham`,
};

/** Growing areas (a later module): the producer's own, and the office's form for one of its producers. */
export const growingAreaPaths = {
  own: "/vung-nguyen-lieu-cua-toi",
  onBehalf: (id: string) => `/vung-trong/moi?co-so=${id}`,
} as const;

/** Search parameter of the vault: the page that one came from. */
export const backParameter = "ve";

/** The vault, with the way back to a page that papers are chosen on. */
export function vaultFrom(id: string, page: string): string {
  return `${producerPaths.papers(id)}?${new URLSearchParams({ [backParameter]: page })}`;
}

/** Pages that one comes to the vault from: of a dossier, and of what a producer publishes. */
const pagesBefore = [
  /^\/ho-so\/[0-9a-f-]{36}(\/[a-z-]+(\/[\w.-]+)?)?$/,
  /^\/trang-cong-khai\/chu-the\/[0-9a-f-]{36}$/,
];

/** The page to go back to, as an address says; null for any other page. */
export function pageBefore(value: string | null): string | null {
  return value !== null && pagesBefore.some((page) => page.test(value)) ? value : null;
}

/** Where the small picture of a paper that is a picture is loaded from. */
export function paperThumbnail(paperId: string): string {
  return `/api/v1/papers/${paperId}/thumbnail`;
}

/** Where the content of a paper is shown or loaded from. */
export function paperFile(paperId: string): string {
  return `/api/v1/papers/${paperId}/file`;
}
