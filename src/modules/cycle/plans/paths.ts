/** Addresses of business plans; every link is made from them. */
export const planPaths = {
  /** Of the offices. */
  list: "/phuong-an",
  listChosen: "/phuong-an?trang-thai=chosen",
  listOverdue: "/phuong-an?trang-thai=chosen&qua-han=1",
  one: (id: string) => `/phuong-an/${id}`,
  /** Of the producer. */
  ownList: "/phuong-an-cua-toi",
  open: "/phuong-an-cua-toi/mo",
  /** The same with a chosen idea picked. */
  openFrom: (ideaId: string) =>
    `/phuong-an-cua-toi/mo?${new URLSearchParams({ "y-tuong": ideaId })}`,
  /** The same with a product picked. */
  openFor: (productId: string) =>
    `/phuong-an-cua-toi/mo?${new URLSearchParams({ "san-pham": productId })}`,
  own: (id: string) => `/phuong-an-cua-toi/${id}`,
  part: (id: string, part: string) => `/phuong-an-cua-toi/${id}/phan/${part}`,
  /** Where the script of the forms saves while they are typed. */
  save: (id: string) => `/phuong-an-cua-toi/${id}/luu`,
  standing: (id: string) => `/phuong-an-cua-toi/${id}/hien-trang`,
  works: (id: string) => `/phuong-an-cua-toi/${id}/viec`,
  /** A visit that is written on the spot, also without a network; its parts are sent one at a time. */
  visit: (id: string) => `/phuong-an/${id}/thuc-dia`,
  saveVisit: (id: string) => `/phuong-an/${id}/thuc-dia/luu`,
  photos: (id: string) => `/phuong-an/${id}/anh`,
  worker: "/phuong-an/worker.js",
  /** A photo of a visit, for either. */
  photo: (id: string, digest: string) => `/phuong-an/${id}/anh/${digest}`,
} as const;

/** What the form of the standing calls itself beside the parts of a plan. */
export const standingPart = "standing";

/** Where a dossier is opened; `dossiers` reads the plan behind the parameter. */
export function dossierPath(productId: string, planId: string): string {
  return `/ho-so/mo?${new URLSearchParams({ "san-pham": productId, "phuong-an": planId })}`;
}
