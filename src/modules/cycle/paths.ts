/** Where anyone registers an idea and asks by a code, which stands behind `?ma=`, kept by no log. */
export const publicIdeaPaths = {
  register: { vi: "/y-tuong", en: "/en/ideas" },
  ask: { vi: "/y-tuong/tra-cuu", en: "/en/ideas/status" },
} as const;

/** A producer's own ideas. */
export const ownIdeaPaths = {
  list: "/y-tuong-cua-toi",
  add: "/y-tuong-cua-toi/moi",
  /** The list with the form that takes up an idea by its code. */
  adopt: (code: string) => `/y-tuong-cua-toi?${new URLSearchParams({ ma: code })}`,
  one: (id: string) => `/y-tuong-cua-toi/${id}`,
} as const;

const root = "/chu-trinh";

/** The offices' pages on the year. */
export const cyclePaths = {
  ideas: `${root}/y-tuong`,
  addIdea: `${root}/y-tuong/moi`,
  idea: (id: string) => `${root}/y-tuong/${id}`,
  ideasSheet: (year: number) => `${root}/y-tuong-${year}.xlsx`,
  calendar: `${root}/lich`,
  campaign: `${root}/tuyen-truyen`,
  meeting: (id: string) => `${root}/tuyen-truyen/cuoc-hop/${id}`,
  media: (id: string) => `${root}/tuyen-truyen/tin-bai/${id}`,
} as const;
