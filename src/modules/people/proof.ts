import type { Proof } from "./model.ts";

/** What a form asks to show again who one is: fields `code` and `password`; a code comes before a password. */
export function readProof(form: FormData): Proof {
  const code = form.get("code");
  if (typeof code === "string" && code.trim() !== "") return { code };
  const password = form.get("password");
  return { password: typeof password === "string" ? password : "" };
}
