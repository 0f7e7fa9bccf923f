/** Where a producer opens an account. */
export const signUpPath = "/dang-ky";
