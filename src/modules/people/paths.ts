/** Pages of the province's list of agencies. */
export const agencyPaths = {
  list: "/quan-tri/co-quan",
  add: "/quan-tri/co-quan/moi",
  one: (id: string) => `/quan-tri/co-quan/${id}`,
} as const;

/** Where a producer opens an account. */
export const signUpPath = "/dang-ky";
