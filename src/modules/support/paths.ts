/** The office's pages of support. */
export const supportPaths = {
  home: "/ho-tro",
  measures: "/ho-tro/bien-phap",
  measure: (id: string) => `/ho-tro/bien-phap/${id}`,
  newMeasure: "/ho-tro/bien-phap/moi",
  rights: "/ho-tro/quyen-loi",
  claims: "/ho-tro/de-nghi",
  claimBook: "/ho-tro/de-nghi.xlsx",
  claim: (id: string) => `/ho-tro/de-nghi/${id}`,
  budget: "/ho-tro/kinh-phi",
  budgetOf: (year: number) => `/ho-tro/kinh-phi?nam=${year}`,
  /** Claims of one measure. */
  claimsOf: (measureId: string) => `/ho-tro/de-nghi?bien-phap=${measureId}`,
  courses: "/ho-tro/dao-tao",
  newCourse: "/ho-tro/dao-tao/moi",
  course: (id: string) => `/ho-tro/dao-tao/${id}`,
  courseBook: (id: string) => `/ho-tro/dao-tao/${id}/hoc-vien.xlsx`,
  class: (id: string) => `/ho-tro/lop/${id}`,
  certificate: (traineeId: string) => `/ho-tro/hoc-vien/${traineeId}/giay-xac-nhan.pdf`,
  partners: "/ho-tro/doi-tac",
  newPartner: "/ho-tro/doi-tac/moi",
  partner: (id: string) => `/ho-tro/doi-tac/${id}`,
  meetings: "/ho-tro/hop-doi-tac",
  meeting: (id: string) => `/ho-tro/hop-doi-tac/${id}`,
  paper: (claimId: string, key: string) => `/ho-tro/de-nghi/${claimId}/giay-to/${key}`,
} as const;

/** A producer's own pages of support. */
export const ownSupportPaths = {
  home: "/ho-tro-cua-toi",
  homePage: (page: number) => `/ho-tro-cua-toi?trang=${page}`,
  claim: (id: string) => `/ho-tro-cua-toi/${id}`,
} as const;
