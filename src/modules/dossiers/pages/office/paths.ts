/** Addresses of the offices' pages; every link is made from them. */
export const officePaths = {
  start: "/van-phong",
  board: "/van-phong/bang",
  intake: "/van-phong/tiep-nhan",
  rounds: "/van-phong/dot",
  messages: "/van-phong/tin-nhan",
  onBehalf: "/van-phong/nhap-thay",
  /** For the product of this id. */
  record: (product: string) => `/van-phong/ghi-ho-so-cu/${product}`,
  dossier: (id: string) => `/van-phong/ho-so/${id}`,
  return: (id: string) => `/van-phong/ho-so/${id}/tra-lai`,
  review: (id: string) => `/van-phong/ho-so/${id}/bao-cao`,
  signed: (id: string) => `/van-phong/ho-so/${id}/ban-ky`,
  confirm: (id: string) => `/van-phong/ho-so/${id}/xac-nhan`,
  history: (id: string) => `/van-phong/ho-so/${id}/dien-bien`,
  visit: (id: string) => `/van-phong/ho-so/${id}/thuc-dia`,
  saveVisit: (id: string) => `/van-phong/ho-so/${id}/thuc-dia/luu`,
  worker: "/van-phong/worker.js",
  photos: (id: string) => `/van-phong/ho-so/${id}/anh`,
  photo: (id: string, digest: string) => `/van-phong/ho-so/${id}/anh/${digest}`,
  samples: (id: string) => `/van-phong/ho-so/${id}/mau-san-pham`,
  slip: (id: string, seq: number) => `/van-phong/ho-so/${id}/mau-san-pham/${seq}`,
} as const;
