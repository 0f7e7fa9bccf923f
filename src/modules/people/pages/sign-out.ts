import { redirect } from "react-router";
import { forPage } from "#core/http/page.ts";
import { signInPath } from "#core/session/session.ts";
import { entranceOf } from "#modules/people/request.server.ts";
import { signOut } from "#modules/people/service/sign-in.server.ts";
import type { Route } from "./+types/sign-out.ts";

/** A link cannot sign anybody out. */
export function loader() {
  return redirect("/");
}

/** Ends this sign-in; also a half one, and harmless without one. */
export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const { ground, visitor } = entranceOf(context, request);
  const headers = await signOut(ground, visitor);
  // Papers and pictures that were looked at lie in the browser's cache, on a computer of many.
  headers.set("Clear-Site-Data", '"cache"');
  return redirect(signInPath, { headers });
});
