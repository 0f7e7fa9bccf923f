import type { PictureFormat, PictureWidth } from "./model.ts";

/** A producer's pages on what the public sees of it. */
export const ownPaths = {
  list: "/trang-cong-khai",
  product: (productId: string) => `/trang-cong-khai/san-pham/${productId}`,
  producer: (producerId: string) => `/trang-cong-khai/chu-the/${producerId}`,
} as const;

/** The officials' pages on what producers want to publish. */
export const moderationPaths = {
  list: "/noi-dung-cong-khai",
  one: (profileId: string) => `/noi-dung-cong-khai/${profileId}`,
} as const;

export const pointPaths = {
  list: "/quan-ly-diem-ban",
  add: "/quan-ly-diem-ban/moi",
  one: (id: string) => `/quan-ly-diem-ban/${id}`,
  keeping: (id: string) => `/quan-ly-diem-ban/${id}/theo-doi`,
} as const;

/** Fairs in the office, and a producer's own part in them. */
export const fairPaths = {
  list: "/thi-truong/hoi-cho",
  add: "/thi-truong/hoi-cho/moi",
  one: (id: string) => `/thi-truong/hoi-cho/${id}`,
  own: "/hoi-cho",
  ownOne: (participantId: string) => `/hoi-cho/${participantId}`,
} as const;

/** Sales links of products and what their checks found. */
export const channelPaths = { list: "/thi-truong/kenh-ban" } as const;

export const newsPaths = {
  list: "/quan-ly-tin",
  add: "/quan-ly-tin/moi",
  one: (id: string) => `/quan-ly-tin/${id}`,
  picture: (id: string) => `/quan-ly-tin/${id}/anh`,
} as const;

/** A picture of any version of a profile, for those who may see the profile. */
export function profilePicture(profileId: string, digest: string): string {
  return `/api/v1/profiles/${profileId}/pictures/${digest}`;
}

/** A picture that stands in public, in one of its sizes; `pictureWidths` and `pictureFormats`. */
export function publicPicture(digest: string, width: PictureWidth, format: PictureFormat): string {
  return `/anh/${digest}-${width}.${format}`;
}
