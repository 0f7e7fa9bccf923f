/** Addresses of the practice pages; every link is made from them. */
export const practicePaths = {
  list: "/tap-cham",
  begin: "/tap-cham/moi",
  case: (id: string) => `/tap-cham/${id}`,
  edit: (id: string) => `/tap-cham/${id}/soan`,
} as const;
